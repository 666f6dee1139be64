import { maySeeNames } from '#services/bank/index.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { hiddenReviewIds } from '#services/reviews/index.ts'

/** Minutes that a service gave and received in a year. */
export type YotYear = { year: number; givenMinutes: number; receivedMinutes: number }

/**
 * What a service gave to others and received from them in this year, up to the end of last month, and the two before, for people of
 * services and the bank; null for everybody else. That it was reviewed is a service's own to tell, so the time of reviews counts
 * where it was given and not where it was received. Never beside another service's.
 */
export const yotYears = async (ctx: Ctx, yotCode: string): Promise<YotYear[] | null> => {
  if (!maySeeNames(ctx.actor)) return null
  const hidden = await hiddenReviewIds(ctx)
  const today = ctx.clock.today()
  const first = dateFromIso(`${Number(today.slice(0, 4)) - 2}-01-01`)
  const last = dateFromIso(addDays(`${today.slice(0, 8)}01`, -1))
  return ctx.db.$queryRaw<YotYear[]>`
    select extract(year from "on")::int as year,
      sum(case when "giverYotCode" = ${yotCode} then minutes else 0 end)::int as "givenMinutes",
      sum(case when "receiverYotCode" = ${yotCode} then minutes else 0 end)::int as "receivedMinutes"
    from "LedgerEntry"
    where "on" between ${first} and ${last} and "sourceId" <> all(${hidden}::uuid[])
      and ("giverYotCode" = ${yotCode} or ("receiverYotCode" = ${yotCode} and "sourceKind" <> 'review'))
    group by 1 having sum(minutes) <> 0 order by 1 desc`
}
