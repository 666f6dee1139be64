import { describe, expect, it } from 'vitest'
import { numbersFrom } from './numbers.ts'

describe('the public numbers', () => {
  const one = (outcome: string, day: number) => ({
    kind: 'flag' as const,
    openedOn: '2026-01-05',
    toldOn: `2026-02-${String(day).padStart(2, '0')}`,
    decideBy: '2026-02-02',
    outcome,
  })
  const flags = (decided: ReturnType<typeof one>[]) => numbersFrom(decided).find(({ kind }) => kind === 'flag')

  it('come by fives, and show no outcome that is rarer', () => {
    const four = Array.from({ length: 4 }, (_, at) => one('keep', at + 1))
    expect(flags(four)).toMatchObject({ decided: null, medianDays: null, outcomes: null })
    expect(flags([...four, one('hide', 9)])).toMatchObject({ decided: 5, outcomes: null })
    expect(flags([...four, one('keep', 9), one('hide', 10)])).toMatchObject({
      decided: 5,
      outcomes: expect.arrayContaining([{ says: 'Keep it as it is', count: 5 }]),
    })
  })
})
