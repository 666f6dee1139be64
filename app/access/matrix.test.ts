import { describe, expect, it } from 'vitest'
import { readExpected } from '#tests/journeys/access/expected.ts'
import type { Answers } from './answers.ts'
import { accessMatrix } from './matrix.ts'
import { everyStandpoint, standpoints } from './standpoints.ts'

describe('the access matrix that officers read', () => {
  it('says of everybody what is expected, in tests/journeys/access/expected.txt', () => {
    const shown = new Map(accessMatrix.flatMap(({ pages }) => Object.entries(pages)))
    const expected = readExpected()
    expect([...shown.keys()].sort()).toEqual([...expected.keys()].sort())
    const differing: string[] = []
    const compare = (what: string, wanted: Answers | undefined, got: Answers | undefined) => {
      for (const who of everyStandpoint) {
        const [should, does] = [wanted?.get(who), got?.get(who)]
        if (should !== does) differing.push(`${what}: ${standpoints[who].words} should get ${should}, gets ${does}`)
      }
    }
    for (const [path, { see, send }] of expected) {
      const page = shown.get(path)
      compare(`/${path}`, see, page?.see)
      for (const what of new Set([...Object.keys(send), ...Object.keys(page?.send ?? {})])) {
        compare(`/${path}, ${what}`, send[what], page?.send?.[what])
      }
    }
    expect(differing).toEqual([])
  })
})
