import { expect, it } from 'vitest'
import { businessCase, publicCase } from '#services/insight/index.ts'
import { value } from '#tests/factories/application.ts'
import { visitedIn } from './sql.ts'
import { inBothWorlds, standsFor } from './worlds.ts'

type Facts = {
  services: number
  groupMembers: number
  individualMembers: number
  groupFeePence: number
  individualFeePence: number
  reviews: number
  reviewDays: number
  coursePlaces: number
  inKindMinutes: number
}

const year = `between $1::date - 91 - interval '1 year' + interval '1 day' and $1::date - 91`
const members = (kind: string) =>
  `(select count(*)::int from "Membership" where kind = '${kind}' and (status = 'active' or status = 'due') and "startsOn" <= $1::date)`
const fee = (column: string) =>
  `(select (array_agg(${column} order by version desc))[1] from "MembershipTerms" where "inForceFrom" <= $1::date)`

const facts = `select (select count(code)::int from "Yot") as services, ${members('group')} as "groupMembers", ${members('individual')} as "individualMembers",
  ${fee('"groupFeePence"')} as "groupFeePence", ${fee('"individualFeePence"')} as "individualFeePence",
  (select count(*)::int from "ReviewRequest" r where ${visitedIn}) as reviews,
  (select coalesce(sum(r.days * (select count(*) from "Seat" s where s."requestId" = r.id and s."personId" is not null)), 0)::int
    from "ReviewRequest" r where ${visitedIn}) as "reviewDays",
  (select count(*)::int from "CourseDate" d join "Place" p on p."dateId" = d.id and p.status = 'attended'
    where (d."startsAt" at time zone 'Europe/London')::date ${year}) as "coursePlaces",
  (select greatest(0, coalesce(sum(minutes), 0))::int from "LedgerEntry" where basis not in ('charged', 'cost_recovery') and "on" ${year}) as "inKindMinutes"`

const inKindPieces = `select count(*)::int as pieces
  from (select 1 from "LedgerEntry" where basis not in ('charged', 'cost_recovery') and "on" ${year} group by "sourceId") one`

const assumed = `with newest as (select distinct on (key) * from "Assumption" order by key, version desc) select key, low, central, high from newest`

type Assumed = { key: string; low: number; central: number; high: number }

/** The year's lines, worked out by the database. Pounds. */
const lines = `with f as (select * from jsonb_to_record($1::text::jsonb) as f("groupMembers" float8, "individualMembers" float8, "groupFeePence" float8, "individualFeePence" float8,
    reviews float8, "reviewDays" float8, "coursePlaces" float8, "inKindMinutes" float8)),
  a as (select * from jsonb_to_record($2::text::jsonb) as a(renewal float8, "placeMargin" float8, "hoursPerReview" float8, "hourRate" float8, platform float8, insurance float8,
    events float8, "replacementDay" float8, "externalDay" float8)),
  base as (select ("groupMembers" * "groupFeePence" + "individualMembers" * "individualFeePence") * renewal / 10000 as subscriptions, "coursePlaces" * "placeMargin" as courses,
    reviews * "hoursPerReview" * "hourRate" as coordination, platform + insurance + events as running, "inKindMinutes" / 444 * "replacementDay" as "inKind", "reviewDays" * "externalDay" as avoided from f, a)
  select *, subscriptions + courses as income, coordination + running as cost, subscriptions + courses - coordination - running as result from base`

type Lines = Record<string, number>

inBothWorlds(({ today, officer, visitor, nextQuarter, sql }) => {
  const assumptions = async (found: readonly Assumed[]): Promise<Record<string, number>> => {
    const set = await sql<Assumed>(assumed)
    // What nobody has set is what the page says to begin with.
    return Object.fromEntries(
      found.map(({ key, central }) => [key, set.find((one) => one.key === key)?.central ?? central]),
    )
  }
  const linesOf = async (facts: object, central: object): Promise<Lines> => {
    const [row] = await sql<Lines>(lines, JSON.stringify(facts), JSON.stringify(central))
    return row ?? {}
  }
  const isSame = (said: readonly { key: string; value: number }[], counted: Lines) => {
    expect(said).toHaveLength(9)
    for (const { key, value } of said) expect([key, value.toFixed(4)]).toEqual([key, (counted[key] ?? 0).toFixed(4)])
  }

  it('every fact, and every line of the year', async () => {
    const page = value(await businessCase(officer()))
    const [counted] = await sql<Facts>(facts, today)
    if (!counted) throw new Error('One row')
    expect(page.inputs.facts).toEqual(counted)
    const central = await assumptions(page.assumed)
    isSame(page.lines, await linesOf(counted, central))
    // Where it breaks even, and what moves it most: by the same statement with one number changed.
    const resultWith = async (fact: object, one: object) =>
      (await linesOf({ ...counted, ...fact }, { ...central, ...one })).result ?? 0
    const { evenMembers, evenPlaces, swings } = page.result
    for (const [fact, even] of [
      ['groupMembers', evenMembers],
      ['coursePlaces', evenPlaces],
    ] as const) {
      if (even === null)
        expect(await resultWith({ [fact]: fact === 'groupMembers' ? 1_000 : 100_000 }, {})).toBeLessThan(0)
      else {
        expect(await resultWith({ [fact]: even }, {})).toBeGreaterThanOrEqual(-1e-3)
        if (even > 0) expect(await resultWith({ [fact]: even - 1 }, {})).toBeLessThan(1e-3)
      }
    }
    for (const { key, range, atLow, atHigh, even } of swings) {
      expect(atLow).toBeCloseTo(await resultWith({}, { [key]: range.low }))
      expect(atHigh).toBeCloseTo(await resultWith({}, { [key]: range.high }))
      if (even !== null) expect(Math.abs(await resultWith({}, { [key]: even }))).toBeLessThan(0.01)
    }
    expect(swings.length).toBeGreaterThan(0)
  })

  it('what is published of it', async () => {
    const day = await nextQuarter()
    const page = await publicCase(visitor())
    const [counted] = await sql<Facts>(facts, day)
    if (!page || !counted) throw new Error('A quarter is published')
    const earlier = await sql<{ bases: Record<string, number> }>(
      `select bases from "PublishedQuarter" where "publishedOn" < $1::date order by quarter`,
      day,
    )
    const publishedOf = (key: string, count: number) => {
      const basis = standsFor(
        earlier.flatMap(({ bases }) => bases[key] ?? []),
        count,
      )
      return basis - (basis % 5)
    }
    // A sum is told anew only with five pieces more or fewer than at each time before.
    const sumOf = (key: string, sum: number, pieces: number) => {
      const told = pieces < 5 ? { sum: 0, pieces: 0 } : { sum, pieces }
      const before = earlier.flatMap(({ bases: { [key]: sum, [`${key}:pieces`]: pieces } }) =>
        sum === undefined || pieces === undefined ? [] : [{ sum, pieces }],
      )
      const isApart = before.every((one) => Math.abs(one.pieces - told.pieces) > 4)
      const shown = isApart ? told.sum : (before.at(-1)?.sum ?? 0)
      return shown - (shown % 5)
    }
    const [inKind] = await sql<{ pieces: number }>(inKindPieces, day)
    const { groupMembers, individualMembers, reviews, reviewDays, coursePlaces, inKindMinutes } = counted
    const counts = { groupMembers, individualMembers, reviews, coursePlaces }
    expect(page.facts).toEqual({
      ...Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, publishedOf(key, count)])),
      inKindHours: sumOf('inKindHours', Math.floor(inKindMinutes / 60), inKind?.pieces ?? 0),
    })
    const { inKindHours, ...rest } = page.facts
    const days = sumOf('reviewDays', reviewDays, reviews)
    const published = { ...counted, ...rest, reviewDays: days, inKindMinutes: inKindHours * 60 }
    isSame(page.lines, await linesOf(published, await assumptions(page.assumed)))
  })
})
