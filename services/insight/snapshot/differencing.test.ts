import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regions } from '#services/yots/index.ts'
import { bandOf, nextBasis, nextTold, type Told } from './bands.ts'
import { fewest, type GapGroup, suppress } from './suppress.ts'

/*
 * What is published, laid side by side: by brute force, no two published figures are about sets of gaps that differ by one to four. The
 * histories are random; each gap stands alone, so that the sets behind the figures are known.
 */

const histories = Number(process.env.HISTORIES ?? 200)

const gap = fc.record({
  theme: fc.constantFrom('A1', 'A2', 'B1', 'B2', 'C1', ''),
  region: fc.constantFrom(...regions.slice(0, 4), 'London', 'Wales', ''),
  days: fc.option(fc.integer({ min: 0, max: 400 })),
})
/** Quarters, each with the gaps that were told in it. */
const history = fc.array(fc.array(gap, { maxLength: 60 }), { minLength: 1, maxLength: 6 })

type One = GapGroup & { id: number }

/** Every set of gaps that a published figure counts: of each cell, those in it, those met and those open. */
const publishedSets = (gaps: readonly One[]): Set<number>[] => {
  const { cells, members } = suppress(gaps)
  return cells.flatMap((cell, at) => {
    const own = members[at] as One[]
    expect(own).toHaveLength(cell.count)
    const idsOf = (some: readonly One[]) => new Set(some.map(({ id }) => id))
    if (cell.met === null) {
      expect(cell.weeks).toBeNull()
      return [idsOf(own)]
    }
    const met = own.filter(({ days }) => days !== null)
    expect(met).toHaveLength(cell.met)
    return [idsOf(own), idsOf(met), idsOf(own.filter(({ days }) => days === null))]
  })
}

const isTold = (size: number) => size > 0 && size < fewest
const without = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].filter((id) => !b.has(id)).length
const common = (a: ReadonlySet<number>, b: ReadonlySet<number>) => a.size - without(a, b)

describe('what is published of gaps', () => {
  it('tells nothing about fewer than five, in one version or between any two', () => {
    fc.assert(
      fc.property(history, (quarters) => {
        let made = 0
        const versions = quarters.map((gaps) =>
          publishedSets(
            gaps.map((each) => {
              made += 1
              return { ...each, parent: each.theme.charAt(0), count: 1, id: made }
            }),
          ),
        )
        const all = versions.flat()
        for (const one of all) {
          expect(isTold(one.size)).toBe(false)
          for (const other of all) {
            expect([without(one, other), without(other, one), common(one, other)].filter(isTold)).toEqual([])
          }
        }
      }),
      { numRuns: histories },
    )
  })

  it('leaves out no more than four, and reads with their neighbours those that alone are too few', () => {
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 60 }), (gaps) => {
        const groups = gaps.map((each) => ({ ...each, parent: each.theme.charAt(0), count: 1 }))
        const shown = suppress(groups).cells.reduce((sum, { count }) => sum + count, 0)
        expect(groups.length - shown).toBeLessThan(fewest)
      }),
      { numRuns: histories },
    )
    const alike = { theme: 'A1', parent: 'A', days: null }
    const { cells } = suppress([
      { ...alike, region: 'London', count: 6 },
      { ...alike, region: 'South East', count: 3 },
      { ...alike, theme: 'A2', region: 'South East', count: 2 },
      { ...alike, theme: 'B1', parent: 'B', region: 'North East', count: 3 },
      { ...alike, theme: 'B1', parent: 'B', region: 'Yorks Hum', count: 2 },
      { ...alike, theme: 'C1', parent: 'C', region: 'Wales', count: 4 },
    ])
    expect(cells.map(({ theme, region, area, count }) => [theme, region, area, count])).toEqual([
      ['A1', 'London', null, 6],
      ['A', 'South East', null, 5],
      ['B', null, 'North', 5],
    ])
  })
})

describe('what is published of figures', () => {
  it('differs between any two versions only where five or more rows came or went', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 30 }), (counts) => {
        const bases: number[] = []
        for (const count of counts) bases.push(nextBasis(bases, count))
        for (const [at, one] of bases.entries())
          for (const other of bases.slice(at + 1)) {
            if (bandOf(one) !== bandOf(other)) expect(Math.abs(one - other)).toBeGreaterThanOrEqual(fewest)
          }
        // What is published is a count that there was.
        for (const basis of bases) expect(counts).toContain(basis)
      }),
      { numRuns: histories },
    )
    expect([0, 4, 5, 9, 10].map(bandOf)).toEqual([0, 0, 5, 5, 10])
    expect(nextBasis([9], 10)).toBe(9)
    expect(nextBasis([9], 14)).toBe(14)
    expect(nextBasis([9, 14], 10)).toBe(14)
  })

  it('of sums, which one piece can move by any amount, differs only where five or more pieces came or went', () => {
    const year = fc.record({ pieces: fc.integer({ min: 0, max: 30 }), sum: fc.integer({ min: 0, max: 900 }) })
    fc.assert(
      fc.property(fc.array(year, { minLength: 2, maxLength: 30 }), (years) => {
        const told: Told[] = []
        for (const now of years) told.push(nextTold(told, now))
        for (const [at, one] of told.entries())
          for (const other of told.slice(at + 1)) {
            if (bandOf(one.sum) === bandOf(other.sum)) continue
            expect(Math.abs(one.pieces - other.pieces)).toBeGreaterThanOrEqual(fewest)
          }
        for (const { sum, pieces } of told) if (sum > 0) expect(pieces).toBeGreaterThanOrEqual(fewest)
      }),
      { numRuns: histories },
    )
    const [few, five, six, ten] = [4, 5, 6, 10].map((pieces) => ({ pieces, sum: pieces * 12 }))
    if (!few || !five || !six || !ten) throw new Error('Four')
    expect(nextTold([], few)).toEqual({ pieces: 0, sum: 0 })
    expect(nextTold([five], six)).toEqual(five)
    expect(nextTold([five], ten)).toEqual(ten)
    expect(nextTold([five, ten], six)).toEqual(ten)
  })
})
