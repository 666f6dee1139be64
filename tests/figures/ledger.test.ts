import { expect, it } from 'vitest'
import { readExchange, yotYears } from '#services/engagements/index.ts'
import { inBothWorlds } from './worlds.ts'

type Sum = { of: string; given: number; received: number; inKind: number; giving: number; receiving: number }

/** Few are read together, and where those are few as well, with the smallest of the others. */
const withFew = (rows: readonly Sum[]): Map<string, Sum> => {
  const isFew = (one: Sum) => (one.given !== 0 && one.giving < 3) || (one.received !== 0 && one.receiving < 3)
  const large = rows.filter((one) => !isFew(one)).sort((a, b) => b.given + b.received - a.given - a.received)
  const rest = rows.filter(isFew)
  const together = () =>
    rest.reduce(
      (sum, one) => ({
        of: 'few',
        given: sum.given + one.given,
        received: sum.received + one.received,
        inKind: sum.inKind + one.inKind,
        giving: sum.giving + one.giving,
        receiving: sum.receiving + one.receiving,
      }),
      { of: 'few', given: 0, received: 0, inKind: 0, giving: 0, receiving: 0 },
    )
  if (rest.length > 0) while (isFew(together()) && large.length > 0) rest.push(...large.splice(-1))
  return new Map([...large, ...(rest.length > 0 ? [together()] : [])].map((one) => [one.of, one]))
}

inBothWorlds(({ today, officer, sql }) => {
  const now = Number(today.slice(0, 4))

  it.each([now, now - 1])('what the exchange gave in %s: by region, by basis and by theme', async (year) => {
    const page = await readExchange(officer(), year)
    const regions = await sql<Sum>(
      `select y.region as of, coalesce(sum(e.minutes) filter (where e.side = 'gave'), 0)::int as given, coalesce(sum(e.minutes) filter (where e.side = 'got'), 0)::int as received,
        coalesce(sum(e.minutes) filter (where e.side = 'gave' and e.basis = 'in_kind' and e.yot is not null), 0)::int as "inKind",
        count(distinct e.yot) filter (where e.side = 'gave')::int as giving, count(distinct e.yot) filter (where e.side = 'got')::int as receiving
      from (select distinct region from "Yot") y join (
        select 'gave' as side, "giverRegion" as region, "giverYotCode" as yot, minutes, "on", basis::text as basis from "LedgerEntry"
        union all select 'got', "receiverRegion", "receiverYotCode", minutes, "on", basis::text from "LedgerEntry") e on e.region = y.region
      where extract(year from e."on") = $1::int group by 1`,
      year,
    )
    const expected = withFew(regions)
    expect(
      page.regions
        .map(({ region, givenMinutes, receivedMinutes }) => [region ?? 'few', givenMinutes, receivedMinutes])
        .sort(),
    ).toEqual([...expected.values()].map(({ of, given, received }) => [of, given, received]).sort())
    const [rate] = await sql<{ pence: number }>(
      `select "dayRatePence" as pence from "DayRate" order by version desc limit 1`,
    )
    const inKind = [...expected.values()].reduce((sum, one) => sum + one.inKind, 0)
    const giving = regions.reduce((sum, one) => sum + one.giving, 0)
    const isValued = rate !== undefined && giving >= 3 && inKind > 0
    expect(page.value?.pence ?? null).toBe(isValued ? Math.round((inKind / 444) * rate.pence) : null)
    const [total] = await sql<{ minutes: number; travel: number }>(
      `select coalesce(sum(minutes), 0)::int as minutes, coalesce(sum("travelMinutes"), 0)::int as travel from "LedgerEntry" where date_part('year', "on") = $1::int`,
      year,
    )
    expect([page.totalMinutes, page.travelMinutes]).toEqual([total?.minutes, total?.travel])
    const bases = await sql<{ basis: string; minutes: number }>(
      `select basis::text as basis, sum(minutes)::int as minutes from "LedgerEntry" where date_part('year', "on") = $1::int group by 1`,
      year,
    )
    expect(page.bases.toSorted((a, b) => a.basis.localeCompare(b.basis))).toEqual(
      bases.toSorted((a, b) => a.basis.localeCompare(b.basis)),
    )
    const themes = await sql<Sum>(
      `select t.name as of, round(sum(e.minutes::numeric * s."perMille") / 1000)::int as given, round(sum(e.minutes::numeric * s."perMille") / 1000)::int as received, 0 as "inKind",
        count(distinct e."giverYotCode")::int as giving, count(distinct e."receiverYotCode")::int as receiving
      from "LedgerShare" s join "LedgerEntry" e on e.id = s."entryId" join "Theme" own on own.code = s."themeCode" join "Theme" t on t.code = coalesce(own."parentCode", own.code)
      where date_part('year', e."on") = $1::int group by 1`,
      year,
    )
    const byTheme = [...withFew(themes).values()].flatMap(({ of, given }) => (given === 0 ? [] : [[of, given]]))
    expect(page.themes.map(({ theme, minutes }) => [theme ?? 'few', minutes]).sort()).toEqual(byTheme.sort())
    expect(page.years).toContain(year)
  })

  it('what a service gave and received, on its page', async () => {
    const [most] = await sql<{ yot: string }>(
      `select "giverYotCode" as yot from "LedgerEntry" where "giverYotCode" is not null group by 1 order by count(*) desc, 1 limit 1`,
    )
    const yot = most?.yot ?? ''
    const counted = await sql<{ year: number; givenMinutes: number; receivedMinutes: number }>(
      `select y.year, coalesce(sum(g.minutes) filter (where g."giverYotCode" = $2), 0)::int as "givenMinutes",
        coalesce(sum(g.minutes) filter (where g."receiverYotCode" = $2 and g."sourceKind" <> 'review'), 0)::int as "receivedMinutes"
      from (values ($3::int), ($3::int - 1), ($3::int - 2)) y(year) join "LedgerEntry" g on extract(year from g."on")::int = y.year and g."on" < date_trunc('month', $1::date)
      where $2 in (g."giverYotCode", case when g."sourceKind" <> 'review' then g."receiverYotCode" end) group by 1 having sum(g.minutes) <> 0 order by 1 desc`,
      today,
      yot,
      now,
    )
    expect(counted.length).toBeGreaterThan(0)
    expect(await yotYears(officer(), yot)).toEqual(counted)
  })
})
