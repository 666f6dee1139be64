import { addDays, addMonths, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { counted, longDate } from '#services/core/words.ts'
import { consentsOf, consentTimes } from '#services/offerings/index.ts'
import { engagementLife } from './lifecycle.ts'
import { isAssociates, type LockedEngagement } from './move-engagement.ts'
import { tables } from './tables.ts'
import type { TermsParts } from './terms.ts'

/**
 * Whether these sessions leave somebody in post within the days that their services agreed to for work in their own name: days with a
 * session, by London's calendar, of all that is agreed in the year of each consent. Refused naming the service, its days and its year. A period
 * without sessions says no days, and counts none.
 */
export const checkOwnNameDays = async (
  ctx: Ctx,
  { id, providerPersonId, offering }: Pick<LockedEngagement, 'id' | 'providerPersonId' | 'offering'>,
  { sessions }: Pick<TermsParts, 'sessions'>,
): Promise<Result<undefined>> => {
  if (providerPersonId === null || !isAssociates({ providerPersonId, offering }) || sessions.length === 0)
    return ok(undefined)
  for (const { until, daysPerYear, name } of await consentsOf(ctx, providerPersonId)) {
    const from = addDays(addMonths(until, -consentTimes.months), 1)
    const others = await tables(ctx).engagementSession.findMany({
      where: {
        notHeld: null,
        startsAt: { gte: londonInstant(from, '00:00'), lt: londonInstant(addDays(until, 1), '00:00') },
        engagement: {
          providerPersonId,
          offering: { outsideId: null },
          id: { not: id },
          status: { in: [...engagementLife.marked('bound'), 'closed'] },
        },
      },
      select: { startsAt: true },
    })
    const own = sessions.map(({ on }) => on).filter((on) => on >= from && on <= until)
    const days = new Set([...others.map(({ startsAt }) => londonDate(startsAt)), ...own]).size
    if (own.length > 0 && days > daysPerYear)
      return refused(
        `${name} has agreed to ${counted(daysPerYear, 'day')} of work in one’s own name until ${longDate(until)}. With these terms it would be ${days}: fewer days fit, or it is asked for more.`,
      )
  }
  return ok(undefined)
}
