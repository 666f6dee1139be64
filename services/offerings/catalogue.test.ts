import { beforeAll, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import { kilometresBetween } from '#services/matching/index.ts'
import { yotPlaces } from '#services/yots/index.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { readCatalogueFilter } from './catalogue-filter.ts'
import { catalogueSql } from './catalogue-sql.ts'
import { compareOfferings } from './compare-offerings.ts'
import { countFacets, facetCountSql } from './count-facets.ts'
import { distancesFor } from './near.ts'
import { searchOfferings } from './search-offerings.ts'

const database = openTestDatabase()
const themeCodes = ['A', 'A1', 'G', 'G1', 'I1', 'J2', 'K3']
const ctx = () => database.ctx(visitor)

const filterOf = async (query: string) =>
  readCatalogueFilter(new URLSearchParams(query), themeCodes, { yots: await yotPlaces(ctx()) })
const find = async (query: string) => {
  const filter = await filterOf(query)
  return searchOfferings(ctx(), filter, { distances: await distancesFor(ctx(), filter.near) })
}
const titles = async (query: string) => (await find(query)).offerings.map(({ title }) => title)

const kinds = ['training', 'tool', 'mentoring'] as const
const bases = ['free', 'in_kind', 'cost_recovery', 'charged'] as const
const ways = [['remote'], ['on_site', 'hybrid'], ['download']] as const
const places = ['leeds', 'bradford', 'cardiff', 'essex'] as const

beforeAll(async () => {
  database.setNow('2026-06-01')
  const people = await Promise.all(places.map(async (code) => ({ code, id: (await makePerson(database.ctx())).id })))
  // Leeds offers most: six of ten.
  for (let at = 0; at < 20; at += 1) {
    const { code, id } = people[at % 10 < 6 ? 0 : (at % 10) - 6 + (at % 10 === 6 ? 1 : 0)] ?? { code: 'leeds', id: '' }
    await makeOffering(database.ctx(), {
      by: { yotCode: code, contactId: id },
      title: `${at % 2 === 0 ? 'Resettlement' : 'Courts'} ${String.fromCharCode(97 + at)}`,
      kind: kinds[at % 3] ?? 'tool',
      basis: bases[at % 4] ?? 'free',
      delivery: [...(ways[(at * 7) % 3] ?? [])],
      themes: [...new Set([themeCodes[1 + (at % 6)] ?? 'A1', 'G1'])],
      ...(at % 4 > 1 ? { pricePence: 2_500 * (1 + at), priceUnit: 'a place' } : {}),
      publishedAt: `2026-05-${String(1 + at).padStart(2, '0')}`,
    })
  }
})

describe('the numbers beside the choices', () => {
  it.each([
    '',
    'q=resettlement',
    'q=resettlement&basis=free&basis=charged',
    'q=resettlement&basis=free&basis=in_kind&kind=tool&kind=training&region=Wales&region=London',
    'region=Wales&kind=tool',
    'kind=tool&kind=training&delivery=remote&price=100',
    'theme=A1&basis=free',
    'near=leeds&within=50&kind=tool',
    'q=zebra resettlement&basis=free',
  ])('are what pressing one would find: %j', async (query) => {
    const filter = await filterOf(query)
    const known = { distances: await distancesFor(ctx(), filter.near) }
    const { isSomeWords } = await searchOfferings(ctx(), filter, known)
    const { counts, isAtLeast } = await countFacets(ctx(), filter, isSomeWords, known)
    expect(isAtLeast).toBe(false)
    const values = {
      basis: bases,
      kind: kinds,
      delivery: ['remote', 'on_site', 'download'],
      region: ['Yorks Hum', 'Wales', 'Eastern', 'London'],
      price: ['0', '50', '100', '1000'],
      theme: filter.theme === null ? ['A', 'A1', 'G1', 'J2'] : [],
    }
    let found = 0
    for (const [name, each] of Object.entries(values))
      for (const value of each) {
        const params = new URLSearchParams([...new URLSearchParams(query)].filter(([key]) => key !== name))
        params.set(name, value)
        const { count } = await find(params.toString())
        expect(counts[`${name}=${value}`] ?? 0, `${name}=${value}`).toBe(count)
        found += count
      }
    expect(found).toBeGreaterThan(0)
  })
})

describe('near a service', () => {
  it('is in miles, the nearest first, and says how far', async () => {
    const { offerings } = await find('near=bradford&sort=nearest&kind=tool&kind=training&kind=mentoring')
    const codes = offerings.flatMap(({ provider }) => (provider.kind === 'service' ? [provider.code] : []))
    const at = await yotPlaces(ctx())
    const far = (code: string) => {
      const [from, to] = [at.get('bradford'), at.get(code)]
      return from && to ? kilometresBetween(from, to) : Number.NaN
    }
    expect(codes.map(far)).toEqual(codes.map(far).toSorted((a, b) => a - b))
    expect(codes[0]).toBe('bradford')
    expect(offerings.find(({ provider }) => provider.kind === 'service' && provider.code === 'leeds')?.away).toMatch(
      /^\d+ miles$/,
    )
    expect(offerings[0]?.away).toBeNull()
  })

  it('leaves out what is further, and is not asked where nobody says from where', async () => {
    const near = await find('near=leeds&within=25')
    expect(near.offerings.every(({ provider }) => provider.kind === 'service' && provider.code !== 'cardiff')).toBe(
      true,
    )
    expect(near.count).toBeGreaterThan(0)
    expect(near.count).toBeLessThan(20)
    for (const query of ['within=25', 'near=atlantis&within=25']) expect((await find(query)).count).toBe(20)
    expect((await filterOf('sort=nearest')).sort).toBe('newest')
  })
})

describe('drawn by lot', () => {
  const drawnOn = async (day: string) => {
    database.setNow(day)
    const { offerings } = await find('sort=drawn')
    database.setNow('2026-06-01')
    return offerings.map(({ slug, provider }) => ({ slug, by: provider.kind === 'service' ? provider.code : '' }))
  }

  it('shows one of each provider before a second of any, the same all day and another tomorrow', async () => {
    const first = await drawnOn('2026-06-02')
    expect(new Set(first.slice(0, 4).map(({ by }) => by)).size).toBe(4)
    expect(await drawnOn('2026-06-02')).toEqual(first)
    expect(await drawnOn('2026-06-03')).not.toEqual(first)
  })

  it('brings nobody to the front: over a year each provider is first about as often, however much it offers', async () => {
    const firsts = new Map<string, number>()
    for (let day = 0; day < 200; day += 1) {
      const [first] = await drawnOn(addDays('2026-06-01', day))
      firsts.set(first?.by ?? '', (firsts.get(first?.by ?? '') ?? 0) + 1)
    }
    // Of four with 50 each expected: five standard deviations are 31.
    expect([...firsts.keys()].toSorted()).toEqual([...places].toSorted())
    for (const count of firsts.values()) expect(Math.abs(count - 50)).toBeLessThan(31)
  })
})

describe('side by side', () => {
  it('stand up to four in the order they were named, and nothing that is not published', async () => {
    const { offerings } = await find('')
    const slugs = offerings.slice(0, 5).map(({ slug }) => slug)
    const compared = await compareOfferings(ctx(), [...slugs.toReversed(), ...slugs], 'leeds')
    expect(compared.map(({ slug }) => slug)).toEqual(slugs.toReversed().slice(0, 4))
    const draft = await makeOffering(database.ctx(), {
      by: { yotCode: 'leeds', contactId: (await makePerson(database.ctx())).id },
      status: 'draft',
    })
    expect(await compareOfferings(ctx(), [draft.slug, 'no-such'], null)).toEqual([])
  })
})

describe('a large catalogue', () => {
  type Plan = {
    'Node Type': string
    'Relation Name'?: string
    Plans?: Plan[]
    'Actual Rows'?: number
    'Rows Removed by Filter'?: number
  }
  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
  const explain = async (sql: Awaited<ReturnType<typeof catalogueSql>>) => {
    const rows = await database
      .ctx()
      .db.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
        `explain (analyze, format json) ${sql.text}`,
        ...sql.values,
      )
    return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)))
  }

  beforeAll(async () => {
    const { id } = await makePerson(database.ctx())
    await database.ctx().db.$executeRaw`
      insert into "Offering" (id, slug, title, kind, basis, delivery, summary, description, "yotCode", "contactId", region, status, "searchText", "createdAt", "publishedAt")
      select gen_random_uuid(), 'many-' || n, 'Course ' || n || case when n % 500 = 0 then ' mediation' else '' end,
        (array['training', 'tool'])[1 + n % 2]::"OfferingKind", (array['free', 'in_kind'])[1 + n % 2]::"Basis", array['remote']::"Delivery"[],
        '', '', 'hull', ${id}::uuid, (array['Wales', 'London', 'East'])[1 + n % 3], 'published', '', now(), timestamptz '2025-01-01' + n * interval '1 minute'
      from generate_series(1, 20000) n`
    await database.ctx().db.$executeRaw`analyze "Offering"`
  }, 120_000)

  it.each(['', 'q=mediation&kind=tool&region=London', 'region=Wales&basis=free', 'sort=drawn', 'near=hull&within=25'])(
    'is never read from end to end, and no more of it than is counted: %j',
    async (query) => {
      const filter = await filterOf(query)
      const known = { distances: await distancesFor(ctx(), filter.near) }
      for (const sql of [
        await catalogueSql(ctx(), filter, false, known),
        await facetCountSql(ctx(), filter, false, known),
      ]) {
        const nodes = await explain(sql)
        const scans = nodes.filter((node) => node['Relation Name'] === 'Offering')
        expect(scans.length).toBeGreaterThan(0)
        expect(scans.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
        for (const node of scans) expect(node['Actual Rows'] ?? 0).toBeLessThanOrEqual(1001)
      }
    },
  )

  it('is read for words and facets only where it has both, and for the counts where it has all of them but one', async () => {
    const filter = await filterOf('q=course&kind=tool&basis=free&region=London')
    const readBy = async (sql: Awaited<ReturnType<typeof catalogueSql>>) =>
      (await explain(sql))
        .filter((node) => node['Relation Name'] === 'Offering')
        .map((node) => (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0))
    // Kinds and bases of the many go together and are never these two: nothing has all, and all have the word.
    expect(Math.max(...(await readBy(await catalogueSql(ctx(), filter, false))))).toBeLessThan(50)
    const narrow = await filterOf('q=mediation&kind=training&basis=free&region=London')
    expect(Math.max(...(await readBy(await facetCountSql(ctx(), narrow, false, {}))))).toBeLessThan(50)
  })

  it('says that there are more than were counted', async () => {
    const filter = await filterOf('')
    expect(await searchOfferings(ctx(), filter)).toMatchObject({ count: 1000, isMore: true, pageCount: 50 })
    expect(await countFacets(ctx(), filter, false)).toMatchObject({ isAtLeast: true })
    const narrow = await filterOf('q=mediation')
    expect(await countFacets(ctx(), narrow, false)).toMatchObject({ isAtLeast: false, counts: { 'region=London': 13 } })
  })

  it('is found by the word in its title', async () => {
    expect((await titles('q=mediation')).length).toBe(20)
  })
})
