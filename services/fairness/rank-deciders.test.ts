import { describe, expect, it } from 'vitest'
import { rankDeciders } from './rank-deciders.ts'

describe('deciders', () => {
  it('hold four at most, the least burdened first, and equals by lot', () => {
    const of = (personId: string, open: number, year = 0, isBarred = false) => ({ personId, open, year, isBarred })
    let lot = 0
    const ranked = rankDeciders(
      [of('a', 1), of('b', 0, 3), of('c', 0, 1), of('d', 4), of('e', 0, 0, true)],
      () => lot++,
    )
    expect(ranked).toEqual(['c', 'b', 'a'])
  })
})
