import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generate, type Shape, seeded } from '#tests/matching/generate.ts'
import { oddInstance } from '#tests/matching/odd-instances.ts'
import { instanceOf } from '#tests/matching/write-instance.ts'
import { checkPlan } from './check-plan.ts'
import { type Instance, readInstance, readInstanceFile, roundOf } from './instance.ts'
import { planInstance } from './plan-file.ts'
import { factsOf } from './plan-round.ts'

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const shape: Omit<Shape, 'seed'> = { requests: 3, experts: 24, yots: 12, leadShare: 0.4 }

function read(json: unknown): Instance {
  const result = readInstance(JSON.parse(JSON.stringify(json)))
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.instance
}

/** The same list in another order. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seeded(seed)
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

describe('a plan from a file', () => {
  it('is the same whatever the order of the file', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const instance = instanceOf(generate({ ...shape, seed }))
        const other = {
          ...instance,
          requests: shuffled(instance.requests, seed),
          experts: shuffled(instance.experts, seed + 1),
          conflicts: shuffled(instance.conflicts, seed + 2),
        }
        const byRequest = (plan: Awaited<ReturnType<typeof planInstance>>) => ({
          ...plan,
          milliseconds: null,
          teams: [...plan.teams].sort((a, b) => (a.request < b.request ? -1 : 1)),
        })
        const [one, two] = [await planInstance(read(instance)), await planInstance(read(other))]
        expect(byRequest(two)).toEqual(byRequest(one))
        expect(two.teams.map(({ request }) => request)).toEqual(other.requests.map(({ id }) => id))
      }),
      { numRuns: 6 },
    )
  })

  it('is worth the same under other names', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const instance = instanceOf(generate({ ...shape, seed }))
        const names = new Map(shuffled(instance.experts, seed).map(({ id }, at) => [id, `person ${at}`]))
        const rename = (id: string) => names.get(id) ?? id
        const other = {
          ...instance,
          experts: instance.experts.map((expert) => ({ ...expert, id: rename(expert.id) })),
          conflicts: instance.conflicts.map((conflict) => ({ ...conflict, expert: rename(conflict.expert) })),
        }
        const [one, two] = [await planInstance(read(instance)), await planInstance(read(other))]
        expect([two.status, two.objective, two.bound]).toEqual([one.status, one.objective, one.bound])
      }),
      { numRuns: 6 },
    )
  })

  it('keeps a locked choice or says that it is impossible', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.nat(), async (seed, pick) => {
        const instance = instanceOf(generate({ ...shape, seed }))
        const expert = instance.experts[pick % instance.experts.length]?.id ?? ''
        const requests = instance.requests.map((request, at) =>
          at === 0 ? { ...request, locked: [{ expert, role: 'lead' as const }] } : request,
        )
        const plan = await planInstance(read({ ...instance, requests }))
        const team = plan.teams[0]
        const isKept = team?.members.some((member) => member.expert === expert && member.role === 'lead') ?? false
        const isSaid = team?.missing.some(({ what, code }) => what === 'locked' && code === expert) ?? false
        expect(isKept).toBe(!isSaid)
      }),
      { numRuns: 12 },
    )
  })

  it('asks nothing of an empty round, and names everything that is missing where nobody can be had', async () => {
    const empty = await planInstance(read({ format: 1, requests: [], experts: [] }))
    expect(empty).toMatchObject({ status: 'optimal', objective: 0, bound: 0, teams: [] })
    const alone = instanceOf(generate({ ...shape, seed: 5 }))
    const nobody = await planInstance(read({ ...alone, experts: [], conflicts: [] }))
    expect(nobody.status).toBe('optimal')
    for (const { members, missing } of nobody.teams) {
      expect(members).toEqual([])
      expect(missing.filter(({ what }) => what === 'lead')).toHaveLength(2)
      expect(missing.every(({ say }) => say.length > 20)).toBe(true)
    }
  })

  it('plans to the last point whatever the format allows: no dates, clashing locks, null rules, pairs, earlier plans', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const instance = read(oddInstance(seed))
      const plan = await planInstance(instance)
      const exact = instance.options?.fairness ? ['optimal', 'within-gap'] : ['optimal']
      expect(exact, `seed ${seed}`).toContain(plan.status)
      expect(checkPlan(factsOf(roundOf(instance)), plan), `seed ${seed}`).toEqual([])
    }
  })

  it('lifts the weakest team when asked to be fair, and never above what it says is possible', async () => {
    for (const seed of [4, 8, 9]) {
      const instance = instanceOf(generate({ ...shape, requests: 5, experts: 40, seed }))
      const plain = await planInstance(read(instance))
      const fair = await planInstance(read({ ...instance, options: { fairness: true, seconds: 60 } }))
      const isComplete = [...plain.teams, ...fair.teams].every(({ missing }) => missing.length === 0)
      if (isComplete) expect(fair.minimum, `seed ${seed}`).toBeGreaterThanOrEqual(plain.minimum)
      expect(fair.floor ?? 0).toBeGreaterThanOrEqual(isComplete ? fair.minimum : 0)
      expect(fair.objective).toBeLessThanOrEqual(plain.bound)
    }
  })

  it('plans bare pairs as the plain assignment problem', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = seeded(seed)
        const papers = Array.from({ length: 3 }, (_, at) => `P${at}`)
        const people = Array.from({ length: 5 }, (_, at) => ({ id: `A${at}`, roles: ['peer'], reviews: 2 }))
        const pairs = papers.flatMap((paper) =>
          people.flatMap(({ id }): [string, string, number][] =>
            random() < 0.8 ? [[paper, id, Math.floor(random() * 200) - 20]] : [],
          ),
        )
        const requests = papers.map((id) => ({ id, mode: 'remote', leads: 0, peers: [2, 2], days: 0 }))
        const rules = { maxPerYot: null, minOtherRegions: null, maxShareOfRegion: null }
        const instance = read({ format: 1, requests, experts: people, pairs, rules, options: { fairness: false } })
        const plan = await planInstance(instance)
        expect(plan.status).toBe('optimal')
        expect(checkPlan(factsOf(roundOf(instance)), plan)).toEqual([])
        expect([plan.parts.score, placesOf(plan)]).toEqual(bestAssignment(papers, people, pairs))
      }),
      { numRuns: 15 },
    )
  })
})

const placesOf = (plan: { teams: { members: unknown[] }[] }) =>
  plan.teams.reduce((sum, { members }) => sum + members.length, 0)

/** By trying every assignment: first as many places as can be filled, then the greatest sum. */
function bestAssignment(
  papers: readonly string[],
  people: readonly { id: string; reviews: number }[],
  pairs: readonly (readonly [string, string, number])[],
): [sum: number, places: number] {
  const score = new Map(pairs.map(([paper, person, value]) => [`${paper} ${person}`, value]))
  let best: [number, number] = [0, -1]
  const extend = (at: number, used: ReadonlyMap<string, number>, sum: number, places: number) => {
    const paper = papers[at]
    if (paper === undefined) {
      if (places > best[1] || (places === best[1] && sum > best[0])) best = [sum, places]
      return
    }
    const open = people.filter(({ id, reviews }) => score.has(`${paper} ${id}`) && (used.get(id) ?? 0) < reviews)
    const choose = (from: number, chosen: string[]) => {
      const next = new Map(used)
      for (const id of chosen) next.set(id, (next.get(id) ?? 0) + 1)
      const gained = chosen.reduce((of, id) => of + (score.get(`${paper} ${id}`) ?? 0), 0)
      extend(at + 1, next, sum + gained, places + chosen.length)
      if (chosen.length === 2) return
      for (let index = from; index < open.length; index += 1) choose(index + 1, [...chosen, open[index]?.id ?? ''])
    }
    choose(0, [])
  }
  extend(0, new Map(), 0, 0)
  return best
}

describe('a file that cannot be used', () => {
  const good = () => instanceOf(generate({ ...shape, seed: 1 }))
  const problemsOf = (json: unknown) => {
    const result = readInstance(JSON.parse(JSON.stringify(json)))
    return result.ok ? [] : result.problems
  }

  it.each([
    ['another format', { format: 2 }, 'format'],
    ['no requests', { requests: undefined }, 'requests'],
    ['two people of one id', { experts: [...good().experts, ...good().experts.slice(0, 1)] }, 'experts[24].id'],
    [
      'a conflict of nobody',
      { conflicts: [{ expert: 'X', request: 'R00000', effect: 'block' }] },
      'conflicts[0].expert',
    ],
    ['a pair given twice', { pairs: [1, 2].map(() => ['R00000', 'E00000', 5]) }, 'pairs[1]'],
    ['a score that is not whole', { pairs: [['R00000', 'E00000', 5.5]] }, 'pairs[0][2]'],
    [
      'a day that does not exist',
      { requests: [{ ...good().requests[0], windows: [{ from: '2027-02-30', to: '2027-03-02' }] }] },
      'requests[0].windows[0].from',
    ],
    [
      'a window that ends before it begins',
      { requests: [{ ...good().requests[0], windows: [{ from: '2027-03-03', to: '2027-03-02' }] }] },
      'requests[0].windows[0].to',
    ],
    ['a level of 4', { experts: [{ ...good().experts[0], themes: { T0: 4 } }] }, 'experts[0].themes.T0'],
    ['more at least than at most', { requests: [{ ...good().requests[0], peers: [4, 2] }] }, 'requests[0].peers'],
    ['a share above one', { rules: { maxShareOfRegion: 2 } }, 'rules.maxShareOfRegion'],
    ['no time at all', { options: { seconds: 0 } }, 'options.seconds'],
    ['a pair of nobody', { pairs: [['R00000', 'X', 5]] }, 'pairs[0][1]'],
    [
      'a pair without a score',
      {
        pairs: [
          ['R00000', 'E00000', 5],
          ['R00000', 'E00001'],
        ],
      },
      'pairs[1]',
    ],
    ['a score in quotes', { pairs: [['R00000', 'E00000', '5']] }, 'pairs[0][2]'],
    ['pairs that are no list', { pairs: { R00000: 5 } }, 'pairs'],
    [
      'more locked choices than can be weighed',
      { requests: [{ ...good().requests[0], locked: Array(11).fill({ expert: 'E00000', role: 'peer' }) }] },
      'requests[0].locked',
    ],
  ])('is refused for %s, with the path', (_what, change, path) => {
    const conflicts = 'requests' in change || 'experts' in change ? { conflicts: [] } : {}
    const problems = problemsOf({ ...good(), ...conflicts, ...change })
    expect(problems.map((problem) => problem.path)).toContain(path)
    for (const { message } of problems) expect(message).not.toMatch(/Invalid|undefined|received|expected/)
  })

  it('is told of ten problems at most, and of any JSON whatever without falling over', () => {
    const experts = good().experts.map((expert) => ({ ...expert, id: 7 }))
    expect(problemsOf({ ...good(), experts })).toHaveLength(10)
    fc.assert(fc.property(fc.jsonValue(), (json) => void readInstance(json)))
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good())), fc.jsonValue(), (key, value) => {
        readInstance({ ...good(), [key]: value })
      }),
    )
  })

  const bytesOf = (text: string) => new TextEncoder().encode(text)
  const rest =
    '"format":1,"rules":null,"requests":[{"id":"R","mode":"remote","leads":0,"peers":[1,1],"days":0}],"experts":[{"id":"é","roles":["peer"]},{"id":"__proto__","roles":["peer"]}]'

  it.each([
    ['plainly', '[["R","é",7],["R","__proto__",-3]]'],
    ['with spaces', ' [ [ "R" , "é" ,\n7 ] ,\t["R","__proto__",-3] ] '],
    ['with escapes and other numbers', '[["\\u0052","\\u00e9",70e-1],["R","__proto__",-3.0]]'],
  ])('is read from its bytes with pairs written %s, wherever they stand', async (_how, pairs) => {
    for (const text of [`{${rest},"pairs":${pairs}}`, `\ufeff{"p\\u0061irs":${pairs},${rest}}`]) {
      const found = readInstanceFile(bytesOf(text))
      if (!found.ok) throw new Error(JSON.stringify(found.problems))
      expect([...(found.instance.pairs?.get('R') ?? [])]).toEqual([
        ['__proto__', -3],
        ['é', 7],
      ])
      expect((await planInstance(found.instance)).teams[0]?.members).toMatchObject([{ expert: 'é', score: 7 }])
    }
  })

  it.each(['', 'no', '[1,', '{"pairs":[["a","b",01]]}', '{"pairs":[["a","b",1],]}', '{"pairs":[["a","b",1]'])(
    'is refused when it is not JSON: %s',
    (text) => {
      const found = readInstanceFile(bytesOf(text))
      expect(found).toMatchObject({ ok: false, problems: [{ path: '(whole file)' }] })
    },
  )

  it('says the same of bytes as of values, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.tuple(fc.string(), fc.string(), fc.double()))), (pairs) => {
        const json = JSON.stringify({ ...good(), pairs })
        const [bytes, values] = [readInstanceFile(bytesOf(json)), readInstance(JSON.parse(json))]
        expect(bytes.ok ? [] : bytes.problems).toEqual(values.ok ? [] : values.problems)
      }),
    )
  })
})
