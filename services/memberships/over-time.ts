import { addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { mayManageMembers } from './policy.ts'

/** How many memberships were in force at the end of a month; of the month under way, today. ISO day. */
export type MonthOfMembers = { on: string; groups: number; individuals: number }

const monthsShown = 24

/**
 * The last two years of membership, month by month, for whoever keeps it; null for others. One counts from the day it is known to have
 * begun until it ended, or lapsed with its last year. One statement.
 */
export const membersOverTime = async (ctx: Ctx): Promise<MonthOfMembers[] | null> => {
  if (!mayManageMembers(ctx.actor)) return null
  const today = ctx.clock.today()
  const first = addMonths(`${today.slice(0, 8)}01`, 1 - monthsShown)
  const rows = await ctx.db.$queryRaw<{ on: Date; groups: number; individuals: number }[]>`
    select days."on", (count(m.id) filter (where m.kind = 'group'))::int as groups,
      (count(m.id) filter (where m.kind = 'individual'))::int as individuals
    from (select least((month + interval '1 month' - interval '1 day')::date, ${dateFromIso(today)}::date) as "on"
      from generate_series(${dateFromIso(first)}::date, ${dateFromIso(today)}::date, interval '1 month') as month) as days
    left join "Membership" m on m.status <> 'applied' and coalesce(m."joinedOn", m."startsOn") <= days."on"
      and (m."endedOn" is null or m."endedOn" >= days."on") and (m.status <> 'lapsed' or m."endsOn" >= days."on")
    group by 1 order by 1`
  return rows.map(({ on, ...counts }) => ({ on: isoFromDate(on), ...counts }))
}
