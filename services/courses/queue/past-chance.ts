import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

/** Fewer who waited say nothing of those who wait now, and could be told apart. */
const enough = 5
const months = 36

/** What became of those who waited for earlier dates of an offering. */
export type PastChance = { dates: number; waited: number; served: number }

/**
 * Of the entries on waiting lists of dates of this offering that were held in three years, how many took a place in the end. Null where
 * fewer than five waited. One statement.
 */
export const pastChance = async (ctx: Ctx, offeringId: string): Promise<PastChance | null> => {
  const since = dateFromIso(addMonths(ctx.clock.today(), -months))
  const [row] = await ctx.db.$queryRaw<PastChance[]>`
    select count(distinct d.id)::int as dates, count(distinct p."groupId")::int as waited,
      count(distinct p."groupId") filter (where m.event = 'taken')::int as served
    from "CourseDate" d join "Place" p on p."dateId" = d.id
      join "Move" m on m."subjectKind" = 'place' and m."subjectId" = p.id and m.event in ('joined', 'taken')
    where d."offeringId" = ${offeringId}::uuid and d.status in ('held', 'evaluated') and d."startsAt" >= ${since}`
  return row && row.waited >= enough ? row : null
}
