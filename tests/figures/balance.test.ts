import { expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { newsFrom } from '#services/core/news.ts'
import { rooms } from '#services/exchange.ts'
import { balanceLine, balanceOfRegions, publishedBalance } from '#services/insight/index.ts'
import { value } from '#tests/factories/application.ts'
import { available, homeOf, visitedIn } from './sql.ts'
import { inBothWorlds, standsFor } from './worlds.ts'

const measures = ['people', 'asked', 'led', 'hosted', 'taught', 'decided'] as const
const roles = ['co_lead', 'reviewer', 'facilitator', 'observer', 'trainee', 'mentor'] as const

/** The year that ended 90 days before $1, as London's days. */
const year = (at: string) =>
  `(${at} at time zone 'Europe/London')::date between $1::date - 91 - interval '1 year' + interval '1 day' and $1::date - 91`

const counts: Record<(typeof measures)[number], string> = {
  people: `select s."lastRegion" as region from "Standing" s where ${available}`,
  asked: `select y.region from "Yot" y join (
      select "yotCode", "submittedAt" as at from "ReviewRequest" union all select "yotCode", "askedAt" from "Need") a on a."yotCode" = y.code where ${year('a.at')}`,
  led: `select ${homeOf('st."personId"')} as region from "ReviewRequest" r join "Seat" st on st."requestId" = r.id
      where st.role = 'co_lead' and st."personId" is not null and ${visitedIn}`,
  hosted: `select (select region from "Yot" where code = r."yotCode") as region from "ReviewRequest" r where ${visitedIn}`,
  taught: `select region from "CourseDate" d where d.status::text ~ '^(held|evaluated)$' and ${year('d."startsAt"')}`,
  decided: `select ${homeOf('d.who')} as region from (
      select "personId" as who, "decidedAt" as at from "BoardPart" where "tookPart" union all select "assessorId", "recordedAt" from "Assessment") d where ${year('d.at')}`,
}

inBothWorlds(({ today, officer, visitor, nextQuarter, sql }) => {
  const byRegion = async (measure: (typeof measures)[number], day = today): Promise<Map<string, number>> => {
    // People of today need the day alone; all statements take it.
    const rows = await sql<{ region: string | null; count: number }>(
      `select region, count(*)::int as count from (${counts[measure]}) c where $1::date is not null group by 1`,
      day,
    )
    return new Map(rows.map(({ region, count }) => [region ?? '', count]))
  }
  const services = async () =>
    new Map(
      (await sql<{ region: string; count: number }>(`select region, count(*)::int as count from "Yot" group by 1`)).map(
        ({ region, count }) => [region, count] as const,
      ),
    )

  it('regions side by side, each line with its share', async () => {
    const page = value(await balanceOfRegions(officer()))
    if (!page) throw new Error('The night’s snapshot')
    const [own, ...counted] = await Promise.all([services(), ...measures.map((measure) => byRegion(measure))])
    const all = [...own.values()].reduce((sum, count) => sum + count, 0)
    expect(
      page.rows
        .filter(({ region }) => region !== '')
        .map(({ region, services }) => [region, services])
        .sort(),
    ).toEqual([...own].sort())
    let seen = 0
    for (const [at, measure] of measures.entries()) {
      const total = [...(counted[at] ?? [])].reduce((sum, [, count]) => sum + count, 0)
      seen += total > 0 ? 1 : 0
      expect([measure, page.totals[measure]]).toEqual([measure, total])
      for (const { region, counts } of page.rows) {
        const count = counted[at]?.get(region) ?? 0
        const there = own.get(region) ?? 0
        expect([measure, region, counts[measure].count]).toEqual([measure, region, count])
        const index = total === 0 || there === 0 ? null : (count * all) / (total * there)
        if (index === null) expect(counts[measure].index).toBeNull()
        else expect(counts[measure].index).toBeCloseTo(index)
        expect(counts[measure].isUnderHalf).toBe(index !== null && index < 0.5)
        expect(counts[measure].perService).toBe(there === 0 ? null : count / there)
      }
    }
    expect(seen).toBeGreaterThan(3)
    for (const role of roles) {
      const held = await sql<{ region: string; count: number }>(
        `select coalesce(s."lastRegion", '') as region, count(*)::int as count from "Standing" s join "StandingRole" ro on ro."personId" = s."personId"
          where ro.role = $2::"BankRole" and $1::date is not null and ${available} group by 1`,
        today,
        role,
      )
      const said = page.rows.flatMap(({ region, roles }) => (roles[role] > 0 ? [[region, roles[role]]] : []))
      expect([role, said.sort()]).toEqual([role, held.map(({ region, count }) => [region, count]).sort()])
    }
  })

  it('the line that stands where people choose', async () => {
    for (const measure of ['people', 'led', 'decided'] as const) {
      const line = await balanceLine(officer(), measure)
      const [own, counted] = await Promise.all([services(), byRegion(measure)])
      const total = [...counted.values()].reduce((sum, count) => sum + count, 0)
      if (total === 0) {
        expect(line).toBeNull()
        continue
      }
      const all = [...own.values()].reduce((sum, count) => sum + count, 0)
      const page = value(await balanceOfRegions(officer()))
      const nameOf = (region: string) => page?.rows.find((row) => row.region === region)?.name
      const few = [...own].filter(([region, there]) => {
        const count = counted.get(region) ?? 0
        return count > 0 && (count * all) / (total * there) < 0.5
      })
      expect(line?.none.toSorted()).toEqual(
        [...own.keys()]
          .filter((region) => !counted.has(region))
          .map(nameOf)
          .sort(),
      )
      expect(line?.under.toSorted()).toEqual(few.map(([region]) => nameOf(region)).sort())
    }
  })

  it('what is published of it', async () => {
    const day = await nextQuarter()
    const page = await publishedBalance(visitor())
    const earlier = await sql<{ bases: Record<string, number> }>(
      `select bases from "PublishedQuarter" where "publishedOn" < $1::date order by quarter`,
      day,
    )
    expect(page?.publishedOn).toBe(day)
    const own = await services()
    const all = [...own.values()].reduce((sum, count) => sum + count, 0)
    const few: Partial<Record<(typeof measures)[number], string[]>> = {}
    for (const measure of measures) {
      const counted = await byRegion(measure, day)
      const published = [...own.keys()].map((region) => {
        const said = page?.rows.find((row) => row.region === region)?.counts[measure]
        const before = earlier.flatMap(({ bases }) => bases[`${measure}:${region}`] ?? [])
        const basis = standsFor(before, counted.get(region) ?? 0)
        expect([measure, region, said?.atLeast]).toEqual([measure, region, basis - (basis % 5)])
        return { region, atLeast: basis - (basis % 5), index: said?.index ?? null }
      })
      const total = published.reduce((sum, { atLeast }) => sum + atLeast, 0)
      for (const { region, atLeast, index } of published) {
        if (atLeast === 0) expect(index).toBeNull()
        else expect(index).toBeCloseTo((atLeast * all) / (total * (own.get(region) ?? 0)))
      }
      few[measure] = published.flatMap(({ region, atLeast }) =>
        atLeast === 0 || (atLeast * all) / (total * (own.get(region) ?? 0)) < 0.5 ? [region] : [],
      )
    }
    // The line of it in the next issue of the briefing.
    const news = await newsFrom(visitor(), rooms, {
      from: new Date(`${day}T00:00:00Z`),
      to: new Date(`${addDays(day, 14)}T00:00:00Z`),
    })
    const line = news.find(({ kind }) => kind === 'published_quarter')?.line ?? ''
    const namedIn = (what: string) => new RegExp(`share of ${what}: (.*?)\\.(?= Under|$)`).exec(line)?.[1] ?? ''
    const nameOf = new Map(page?.rows.map(({ region, name }) => [region, name]))
    for (const [measure, what] of [
      ['people', 'the bank'],
      ['decided', 'decisions'],
    ] as const) {
      const said = few[measure] ?? []
      const names = said.length === own.size ? [] : said.map((region) => nameOf.get(region) ?? region)
      const spoken = namedIn(what)
        .split(/, (?:and )?| and /)
        .filter((name) => name !== '')
      // Names that hold an "and" themselves come apart: they are compared by their words.
      const words = (all: readonly string[]) => all.flatMap((one) => one.split(/, | and /)).sort()
      expect([measure, words(spoken)]).toEqual([measure, words(names)])
    }
  })
})
