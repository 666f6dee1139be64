import { expect, it } from 'vitest'
import { countYear, independencePage, publish } from '#services/independence/index.ts'
import { inBothWorlds } from './worlds.ts'

/** London's year of an instant, and of a day. */
const inYear = (at: string) => `extract(year from ${at} at time zone 'Europe/London') = $1::int`
const ofYear = (on: string) => `extract(year from ${on}) = $1::int`
const paid = `basis::text in ('charged', 'cost_recovery')`

const work = `select w.basis, count(*)::int as pieces, sum(w.minutes)::int as minutes from (
    select "sourceId", basis::text as basis, sum(minutes)::int as minutes from "LedgerEntry" where "sourceKind" = 'engagement' and ${ofYear('"on"')} group by 1, 2, "receiverYotCode") w
  where w.minutes > 0 group by 1`

const afterReview = `select count(*)::int as count from (
    select "sourceId" as id, "receiverYotCode" as host, min("on") as day from "LedgerEntry" where "sourceKind" = 'engagement' and ${ofYear('"on"')} and ${paid}
    group by 1, 2 having sum(minutes) > 0) w
  where (select count(*) from "LedgerEntry" r, "LedgerEntry" g where r."sourceKind" = 'review' and r."reversesId" is null and r."receiverYotCode" = w.host
    and r."on" <= w.day and r."on" + interval '12 months' > w.day and g."sourceKind" = 'engagement' and g."sourceId" = w.id
    and (g."personId" = r."personId" or g."giverPersonId" = r."personId" or g."giverYotCode" = r."giverYotCode")) > 0`

const deciders = `select coalesce((
      select y.region from "Holding" h, "Yot" y where y.code = h."yotCode" and h."personId" = d.who
        and (d.at at time zone 'Europe/London')::date between h."from" and coalesce(h.until, 'infinity') order by h."from" desc, h.id limit 1), 'none') as region, count(*)::int as count
  from (select "personId" as who, "decidedAt" as at from "BoardPart" where "tookPart" union all select "assessorId", "recordedAt" from "Assessment"
    union all select "deciderId", "recordedAt" from "ConcernView") d where ${inYear('d.at')} group by 1`

const officers = `select distinct "personId" as id from "Appointment" where extract(year from "from") <= $1::int and extract(year from coalesce(until, '9999-12-31')) >= $1::int`
const selling = `select id from (${officers}) o where id in (
    select o."personId" from "Offering" o left join "Move" m on m."subjectId" = o.id and m."subjectKind" = 'offering' and m.event = 'archived'
      and extract(year from m."movedAt" at time zone 'Europe/London') < $1::int
    where o.${paid} and m.id is null and extract(year from o."publishedAt" at time zone 'Europe/London') <= $1::int)
  or id in (select "giverPersonId" from "LedgerEntry" where "sourceKind" = 'engagement' and "reversesId" is null and ${paid} and ${ofYear('"on"')})`
const aside = `select who from (select "personId" as who, "decidedAt" as at from "BoardPart" where not "tookPart"
    union all select "actorId", at from "AuditEntry" where event like '%.stood-down' and event ~ '^(assessor|concern)') a where ${inYear('a.at')}`

const cases = {
  requests: `select count(*)::int as count from "Move" where "subjectKind" = 'review_request' and event ~ '^(approved|support-approved|deferred|redirected|declined)$' and ${inYear('"movedAt"')}`,
  applications: `select count(*)::int as count from "ApplicationMove" where "from"::text = 'panel' and "to"::text ~ '^(approved|approved_with_conditions|deferred|declined)$' and ${inYear('"movedAt"')}`,
  concerns: `select count(*)::int as count from "Move" where "subjectKind" = 'concern' and event ~ '^(view-recorded|appeal-decided)$' and ${inYear('"movedAt"')}`,
}

inBothWorlds(({ today, officer, visitor, sql }) => {
  const now = Number(today.slice(0, 4))
  const countOf = async (statement: string, year: number) =>
    (await sql<{ count: number }>(statement, year))[0]?.count ?? 0

  it.each([now, now - 1, now - 2])('everything that is counted of %s', async (year) => {
    const counted = await countYear(officer(), year)
    const by = Object.fromEntries(
      (await sql<{ basis: string; pieces: number; minutes: number }>(work, year)).map(({ basis, ...rest }) => [
        basis,
        rest,
      ]),
    )
    const none = { pieces: 0, minutes: 0 }
    expect(counted.work).toEqual({ free: none, in_kind: none, cost_recovery: none, charged: none, ...by })
    expect(counted.afterReview).toBe(await countOf(afterReview, year))
    expect(counted.refused).toBe(
      await countOf(
        `select count(*)::int as count from "AuditEntry" where event = 'paid-work.refused' and ${inYear('at')}`,
        year,
      ),
    )
    expect(counted.selling).toBe(await countOf(`select count(*)::int as count from (${selling}) s`, year))
    expect(counted.stoodAside).toBe(
      await countOf(`select count(*)::int as count from (${aside}) a where who in (${officers})`, year),
    )
    expect(counted.stoodAsideSelling).toBe(
      await countOf(`select count(*)::int as count from (${aside}) a where who in (${selling})`, year),
    )
    const regions = await sql<{ region: string; count: number }>(deciders, year)
    expect(counted.deciders).toEqual(Object.fromEntries(regions.map(({ region, count }) => [region, count])))
    const counts = await Promise.all(
      Object.entries(cases).map(async ([kind, statement]) => [kind, await countOf(statement, year)]),
    )
    expect(counted.cases).toEqual(Object.fromEntries(counts))
    const services = await sql<{ region: string; count: number }>(
      `select region, count(*)::int as count from "Yot" group by region`,
    )
    expect(counted.services).toEqual(Object.fromEntries(services.map(({ region, count }) => [region, count])))
  })

  it('what the page says of each closed year, and nothing that was not published', async () => {
    const { years } = await independencePage(visitor())
    const kept = await sql<{ year: number; figures: object }>(
      `select year, figures from "IndependenceYear" order by year desc`,
    )
    expect(years.map(({ year }) => year)).toEqual(kept.map(({ year }) => year))
    for (const [at, { year, countedOn: _, ...page }] of years.entries()) {
      const unlabelled = JSON.parse(JSON.stringify(page), (key, part) => (key === 'label' ? undefined : part))
      expect(unlabelled).toEqual(kept[at]?.figures)
      // What was written down of that year since is in no version of it.
      const [later] = await sql<{ count: number }>(
        `select count(*)::int as count from "AuditEntry" where event = 'independence-year.counted' and "subjectId" = $1`,
        String(year),
      )
      expect(later?.count).toBe(1)
      expect(Object.keys(publish(await countYear(officer(), year))).sort()).toEqual(Object.keys(unlabelled).sort())
    }
  })
})
