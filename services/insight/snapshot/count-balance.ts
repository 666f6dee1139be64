import { Prisma } from '#prisma/generated/client.ts'
import { availableOn } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { reviewLife } from '#services/reviews/index.ts'
import { countByRegion } from '#services/yots/index.ts'
import { type BalanceRow, bankRoles, type Measure, measures } from './content.ts'
import { countedSpan } from './windows.ts'

type Counted = { region: string | null; count: number }

/** Where somebody works, or worked last: the region of their place in the bank, else of their latest post. */
const regionOf = (personId: Prisma.Sql) => Prisma.sql`coalesce(
  (select s."lastRegion" from "Standing" s where s."personId" = ${personId}),
  (select y.region from "Holding" h join "Yot" y on y.code = h."yotCode" where h."personId" = ${personId}
    order by coalesce(h.until, 'infinity'::date) desc, h."from" desc limit 1))`

/** Reviews that took place in the year that is counted. */
const visited = (ctx: Ctx) => {
  const { fromDay, untilDay } = countedSpan(ctx.clock.today())
  return Prisma.sql`r.status::text in (${Prisma.join(reviewLife.marked('delivered'))})
    and coalesce(r."arrivedOn", r."startsOn") between ${fromDay}::date and ${untilDay}::date`
}

const countsOf = (ctx: Ctx): Record<Exclude<Measure, 'people'>, Prisma.Sql> => {
  const { fromInstant, beforeInstant } = countedSpan(ctx.clock.today())
  const inYear = (column: string) =>
    Prisma.sql`${Prisma.raw(column)} >= ${fromInstant} and ${Prisma.raw(column)} < ${beforeInstant}`
  const byRegion = (rows: Prisma.Sql) =>
    Prisma.sql`select region, count(*)::int as count from (${rows}) counted group by region`
  return {
    asked: byRegion(Prisma.sql`
      select y.region from "ReviewRequest" r join "Yot" y on y.code = r."yotCode" where ${inYear('r."submittedAt"')}
      union all select y.region from "Need" n join "Yot" y on y.code = n."yotCode" where ${inYear('n."askedAt"')}`),
    led: byRegion(Prisma.sql`
      select ${regionOf(Prisma.sql`st."personId"`)} as region from "Seat" st join "ReviewRequest" r on r.id = st."requestId"
      where st.role = 'co_lead' and st."personId" is not null and ${visited(ctx)}`),
    hosted: byRegion(Prisma.sql`
      select y.region from "ReviewRequest" r join "Yot" y on y.code = r."yotCode" where ${visited(ctx)}`),
    taught: byRegion(Prisma.sql`
      select d.region from "CourseDate" d where d.status in ('held', 'evaluated') and ${inYear('d."startsAt"')}`),
    decided: byRegion(Prisma.sql`
      select ${regionOf(Prisma.sql`b."personId"`)} as region from "BoardPart" b where b."tookPart" and ${inYear('b."decidedAt"')}
      union all
      select ${regionOf(Prisma.sql`a."assessorId"`)} as region from "Assessment" a where ${inYear('a."recordedAt"')}`),
  }
}

const countPeople = async (ctx: Ctx) => {
  const where = availableOn(ctx.clock.today())
  const [people, ...roles] = await Promise.all([
    ctx.db.standing.groupBy({ by: ['lastRegion'], where, _count: { _all: true } }),
    ...bankRoles.map((role) =>
      ctx.db.standing.groupBy({
        by: ['lastRegion'],
        where: { AND: [where, { person: { roles: { some: { role } } } }] },
        _count: { _all: true },
      }),
    ),
  ])
  const plain = (rows: typeof people): Counted[] =>
    rows.map(({ lastRegion, _count }) => ({ region: lastRegion, count: _count._all }))
  return { people: plain(people), roles: roles.map(plain) }
}

const at = (rows: readonly Counted[], region: string): number =>
  rows.filter((row) => (row.region ?? '') === region).reduce((sum, { count }) => sum + count, 0)

/**
 * Each region's services, people in the bank today, and what its people asked, led, hosted, taught and decided in the year that is counted;
 * and last, where there are any, those of no region.
 */
export const countBalance = async (ctx: Ctx): Promise<BalanceRow[]> => {
  const [services, { people, roles }] = await Promise.all([countByRegion(ctx), countPeople(ctx)])
  const counted: Partial<Record<Measure, Counted[]>> = { people }
  for (const [measure, sql] of Object.entries(countsOf(ctx)))
    counted[measure as Measure] = await ctx.db.$queryRaw<Counted[]>(sql)
  const row = (region: string, count: number): BalanceRow => ({
    region,
    services: count,
    counts: Object.fromEntries(measures.map((measure) => [measure, at(counted[measure] ?? [], region)])) as Record<
      Measure,
      number
    >,
    roles: Object.fromEntries(bankRoles.map((role, index) => [role, at(roles[index] ?? [], region)])) as Record<
      (typeof bankRoles)[number],
      number
    >,
  })
  const others = row('', 0)
  const hasOthers = Object.values(others.counts).some((count) => count > 0)
  return [...services.map(({ region, count }) => row(region, count)), ...(hasOthers ? [others] : [])]
}
