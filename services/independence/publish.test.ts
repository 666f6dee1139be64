import { describe, expect, it } from 'vitest'
import { bases, type Counted, noPost, publish } from './publish.ts'
import { toldBand } from './suppress.ts'

/*
 * By brute force: every small exchange there can be is published. Those that look alike are put together, and of none of their numbers may a reader
 * know exactly that it is one, two, three or four: neither of one that is counted, nor of a sum of some, nor of what a sum leaves over.
 */

const nothing: Counted = {
  work: Object.fromEntries(bases.map((basis) => [basis, { pieces: 0, minutes: 0 }])) as Counted['work'],
  afterReview: 0,
  refused: 0,
  selling: 0,
  stoodAside: 0,
  stoodAsideSelling: 0,
  deciders: {},
  cases: {},
  services: {},
}

type Secrets = Record<string, number>

/** Every way to fill some cells with nought up to `most` each. */
const fillings = function* (names: readonly string[], most: number): Generator<Record<string, number>> {
  const [name, ...others] = names
  if (name === undefined) {
    yield {}
    return
  }
  for (const rest of fillings(others, most))
    for (let count = 0; count <= most; count += 1) yield { ...rest, [name]: count }
}

/** The sum of every choice of some cells. */
const sums = (cells: Record<string, number>): Secrets => {
  const names = Object.keys(cells)
  return Object.fromEntries(
    Array.from({ length: 2 ** names.length - 1 }, (_, at) => {
      const chosen = names.filter((_, bit) => ((at + 1) >> bit) % 2 === 1)
      return [chosen.join('+'), chosen.reduce((sum, name) => sum + (cells[name] ?? 0), 0)]
    }),
  )
}

/** What a reader of what is published knows exactly, and must not. */
const leaks = (worlds: Iterable<{ counted: Partial<Counted>; secrets: Secrets }>): string[] => {
  const known = new Map<string, Map<string, { least: number; most: number }>>()
  let tried = 0
  for (const { counted, secrets } of worlds) {
    tried += 1
    const seen = JSON.stringify(publish({ ...nothing, ...counted }))
    const of = known.get(seen) ?? new Map()
    known.set(seen, of)
    for (const [name, value] of Object.entries(secrets)) {
      const range = of.get(name)
      of.set(
        name,
        range
          ? { least: Math.min(range.least, value), most: Math.max(range.most, value) }
          : { least: value, most: value },
      )
    }
  }
  expect(tried).toBeGreaterThan(50)
  return [...known].flatMap(([seen, secrets]) =>
    [...secrets].flatMap(([name, { least, most }]) =>
      least === most && least > 0 && least < 5 ? [`${name} is ${least}: ${seen}`] : [],
    ),
  )
}

const workOf = (pieces: Record<string, number>) =>
  Object.fromEntries(bases.map((basis) => [basis, { pieces: pieces[basis] ?? 0, minutes: 0 }])) as Counted['work']

describe('what is published of a year', () => {
  it('tells of nobody by its work, nor by what of it followed a review', () => {
    const worlds = function* () {
      for (const pieces of fillings(bases, 7)) {
        const paid = (pieces.charged ?? 0) + (pieces.cost_recovery ?? 0)
        for (let after = 0; after <= paid; after += 1)
          yield {
            counted: { work: workOf(pieces), afterReview: after },
            secrets: { ...sums(pieces), after, paidNotAfter: paid - after },
          }
      }
    }
    expect(leaks(worlds())).toEqual([])
  })

  it('tells of nobody by where those who decided come from', () => {
    const worlds = function* () {
      for (const deciders of fillings(['North East', 'North West', 'London', 'Wales', noPost], 6))
        yield { counted: { deciders }, secrets: sums(deciders) }
    }
    expect(leaks(worlds())).toEqual([])
  })

  it('tells of nobody by who stood aside, nor by what was refused, nor by decisions about cases', () => {
    const aside = function* () {
      for (let all = 0; all <= 14; all += 1)
        for (let part = 0; part <= all; part += 1)
          yield {
            counted: { stoodAside: all, stoodAsideSelling: part },
            secrets: { all, part, others: all - part },
          }
    }
    const cases = function* () {
      for (const cells of fillings(['requests', 'applications', 'concerns'], 7))
        yield { counted: { cases: cells }, secrets: sums(cells) }
    }
    const refusals = function* () {
      for (let refused = 0; refused <= 60; refused += 1) yield { counted: { refused }, secrets: { refused } }
    }
    expect([...leaks(aside()), ...leaks(cases()), ...leaks(refusals())]).toEqual([])
  })

  it('tells of nobody by two years of the same people: no difference of one to four is certain', () => {
    const bands = new Map<string, number[]>()
    for (let people = 0; people <= 44; people += 1) {
      const seen = JSON.stringify(toldBand(people))
      bands.set(seen, [...(bands.get(seen) ?? []), people])
    }
    for (const [, before] of bands)
      for (const [, after] of bands) {
        const differences = new Set(before.flatMap((one) => after.map((other) => other - one)))
        const [only] = differences
        expect(differences.size === 1 && only !== undefined && Math.abs(only) in [0, 1, 2, 3, 4] && only !== 0).toBe(
          false,
        )
      }
  })

  it('says none where there is none, and numbers from five on', () => {
    const told = publish({
      ...nothing,
      work: workOf({ free: 9, in_kind: 6, cost_recovery: 5, charged: 12 }),
      afterReview: 0,
      refused: 7,
      stoodAside: 11,
      stoodAsideSelling: 5,
      selling: 7,
      deciders: { London: 8, Wales: 5 },
      cases: { requests: 6, applications: 0, concerns: 5 },
      services: { London: 30, Wales: 17 },
    })
    expect(told).toMatchObject({
      work: { by: 'basis', parts: [{ name: 'free', pieces: 9 }, { pieces: 6 }, { pieces: 5 }, { pieces: 12 }] },
      afterReview: 0,
      refused: 7,
      stoodAside: 11,
      stoodAsideSelling: 5,
      selling: { from: 5, to: 9 },
      deciders: { by: 'region' },
    })
    expect(told.deciders?.parts.find(({ name }) => name === 'London')).toEqual({
      name: 'London',
      decided: 8,
      services: 30,
    })
    expect(told.cases).toEqual([
      { name: 'requests', count: 6 },
      { name: 'applications', count: 0 },
      { name: 'concerns', count: 5 },
    ])
  })
})
