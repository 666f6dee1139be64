import { dateFromIso, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Basis, bases, type Counted, noPost } from './publish.ts'

type Span = { year: number; start: Date; end: Date; first: Date; last: Date }

/** A calendar year in London: its instants, and its first and last day. */
const spanOf = (year: number): Span => ({
  year,
  start: londonInstant(`${year}-01-01`, '00:00'),
  end: londonInstant(`${year + 1}-01-01`, '00:00'),
  first: dateFromIso(`${year}-01-01`),
  last: dateFromIso(`${year}-12-31`),
})

/**
 * Work that the ledger has of the year, by basis, and paid work of it that followed a review: whoever gave it, or another of the same
 * service, had reviewed the same service on the day or in the twelve months before it.
 */
const countWork = async (ctx: Ctx, { first, last }: Span) => {
  const rows = await ctx.db.$queryRaw<{ basis: Basis; pieces: number; minutes: number; after: number }[]>`
    with work as (
      select "sourceId", basis, "receiverYotCode" as host, min("on") as "on", sum(minutes)::int as minutes
      from "LedgerEntry" where "on" between ${first} and ${last} and "sourceKind" = 'engagement'
      group by 1, 2, 3 having sum(minutes) > 0)
    select w.basis::text as basis, count(*)::int as pieces, sum(w.minutes)::int as minutes,
      (count(*) filter (where w.basis in ('charged', 'cost_recovery') and exists (
        select from "LedgerEntry" gave join "LedgerEntry" review on review."sourceKind" = 'review' and review."reversesId" is null
          and review."receiverYotCode" = w.host and review."on" <= w."on" and review."on" > w."on" - interval '12 months'
          and (review."personId" = gave."personId" or review."personId" = gave."giverPersonId"
            or review."giverYotCode" = gave."giverYotCode")
        where gave."sourceKind" = 'engagement' and gave."sourceId" = w."sourceId")))::int as after
    from work w group by 1`
  const of = (basis: Basis) => rows.find((row) => row.basis === basis)
  return {
    work: Object.fromEntries(
      bases.map((basis) => [basis, { pieces: of(basis)?.pieces ?? 0, minutes: of(basis)?.minutes ?? 0 }]),
    ) as Counted['work'],
    afterReview: rows.reduce((sum, { after }) => sum + after, 0),
  }
}

/** Officers of the year, whether they sold or offered paid work in it, and how often each stood aside from a decision. */
const countOfficers = async (ctx: Ctx, { start, end, first, last }: Span) => {
  const rows = await ctx.db.$queryRaw<{ sells: boolean; aside: number }[]>`
    with officers as (
      select distinct "personId" as id from "Appointment" where "from" <= ${last} and ("until" is null or "until" >= ${first}))
    select (exists (
        select from "Offering" o where o."personId" = p.id and o.basis in ('charged', 'cost_recovery') and o."publishedAt" < ${end}
          and not exists (select from "Move" m where m."subjectKind" = 'offering' and m."subjectId" = o.id
            and m.event = 'archived' and m."movedAt" < ${start}))
      or exists (
        select from "LedgerEntry" l where l."giverPersonId" = p.id and l."on" between ${first} and ${last}
          and l."sourceKind" = 'engagement' and l.basis in ('charged', 'cost_recovery') and l."reversesId" is null)) as sells,
      ((select count(*) from "BoardPart" b where b."personId" = p.id and not b."tookPart"
          and b."decidedAt" >= ${start} and b."decidedAt" < ${end})
        + (select count(*) from "AuditEntry" a where a."actorId" = p.id and a.at >= ${start} and a.at < ${end}
          and a.event in ('assessor.stood-down', 'concern.stood-down')))::int as aside
    from officers p`
  const sum = (some: typeof rows) => some.reduce((total, { aside }) => total + aside, 0)
  const selling = rows.filter(({ sells }) => sells)
  return { selling: selling.length, stoodAside: sum(rows), stoodAsideSelling: sum(selling) }
}

/**
 * Parts in decisions: of the board on requests, of assessors on applications, of whoever was drawn on concerns; by the region of the service
 * in which they held a post on that day (the one they came to last, of several), or of none.
 */
const countDeciders = async (ctx: Ctx, { start, end }: Span): Promise<Counted['deciders']> => {
  const rows = await ctx.db.$queryRaw<{ region: string | null; count: number }[]>`
    with parts as (
      select "personId", "decidedAt" as at from "BoardPart" where "tookPart" and "decidedAt" >= ${start} and "decidedAt" < ${end}
      union all select "assessorId", "recordedAt" from "Assessment" where "recordedAt" >= ${start} and "recordedAt" < ${end}
      union all select "deciderId", "recordedAt" from "ConcernView" where "recordedAt" >= ${start} and "recordedAt" < ${end})
    select held.region, count(*)::int as count from parts p left join lateral (
      select y.region from "Holding" h join "Yot" y on y.code = h."yotCode"
      where h."personId" = p."personId" and h."from" <= (p.at at time zone 'Europe/London')::date
        and (h."until" is null or h."until" >= (p.at at time zone 'Europe/London')::date)
      order by h."from" desc, h.id limit 1) held on true
    group by 1`
  return Object.fromEntries(rows.map(({ region, count }) => [region ?? noPost, count]))
}

/** Decisions about cases, as they were recorded: of the board, on applications, and in fair process. */
const countCases = async (ctx: Ctx, { start, end }: Span): Promise<Counted['cases']> => {
  const rows = await ctx.db.$queryRaw<{ name: string; count: number }[]>`
    select 'requests' as name, count(*)::int as count from "Move" where "subjectKind" = 'review_request'
      and event in ('approved', 'support-approved', 'deferred', 'redirected', 'declined') and "movedAt" >= ${start} and "movedAt" < ${end}
    union all select 'applications', count(*)::int from "ApplicationMove"
      where "from" = 'panel' and "to" in ('approved', 'approved_with_conditions', 'deferred', 'declined')
        and "movedAt" >= ${start} and "movedAt" < ${end}
    union all select 'concerns', count(*)::int from "Move" where "subjectKind" = 'concern'
      and event in ('view-recorded', 'appeal-decided') and "movedAt" >= ${start} and "movedAt" < ${end}`
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

/** Everything that the independence page counts of a calendar year. Six statements. */
export const countYear = async (ctx: Ctx, year: number): Promise<Counted> => {
  const span = spanOf(year)
  const { start, end } = span
  const [work, officers, deciders, cases, refused, services] = await Promise.all([
    countWork(ctx, span),
    countOfficers(ctx, span),
    countDeciders(ctx, span),
    countCases(ctx, span),
    ctx.db.auditEntry.count({ where: { event: 'paid-work.refused', at: { gte: start, lt: end } } }),
    ctx.db.yot.groupBy({ by: ['region'], _count: true }),
  ])
  return {
    ...work,
    ...officers,
    deciders,
    cases,
    refused,
    services: Object.fromEntries(services.map(({ region, _count }) => [region, _count])),
  }
}
