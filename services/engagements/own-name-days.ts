import { addDays, addMonths, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { counted, longDate } from '#services/core/words.ts'
import { consentsOf, consentTimes, lockConsents } from '#services/offerings/index.ts'
import { engagementLife } from './lifecycle.ts'
import { isAssociates, type LockedEngagement } from './move-engagement.ts'
import { tables } from './tables.ts'
import type { TermsParts } from './terms.ts'

/** What is looked at: an engagement or a date of a course, whose days as they stand count no more. */
type Except = { engagementId: string } | { dateId: string }

/** Days on which somebody gives in their own name: sessions of agreed work, and of dates that are announced or were held. ISO days. */
const daysGiven = async (
  ctx: Ctx,
  personId: string,
  { from, until }: { from: string; until: string },
  except: Except,
): Promise<string[]> => {
  const startsAt = { gte: londonInstant(from, '00:00'), lt: londonInstant(addDays(until, 1), '00:00') }
  const [work, dates] = [
    await tables(ctx).engagementSession.findMany({
      where: {
        notHeld: null,
        startsAt,
        engagement: {
          providerPersonId: personId,
          offering: { outsideId: null },
          status: { in: [...engagementLife.marked('bound'), 'closed'] },
          ...('engagementId' in except
            ? { id: { not: except.engagementId } }
            : // Paid places of the date that is looked at follow it.
              { OR: [{ courseDateId: null }, { courseDateId: { not: except.dateId } }] }),
        },
      },
      select: { startsAt: true },
    }),
    await ctx.db.courseSession.findMany({
      where: {
        startsAt,
        date: {
          status: { in: ['open', 'closed', 'held', 'evaluated'] },
          offering: { personId, yotCode: null, outsideId: null },
          ...('dateId' in except ? { id: { not: except.dateId } } : {}),
        },
      },
      select: { startsAt: true },
    }),
  ]
  return [...work, ...dates].map((session) => londonDate(session.startsAt))
}

/**
 * Whether these days leave somebody in post within the days that their services agreed to for what they do in their own name: days with
 * a session, by London's calendar, of all that is agreed or announced in the year of each consent. Refused naming the service, its days
 * and its year. Its consents stay locked until the transaction ends, so that of two who come at once one sees the other's days.
 *
 * @param on ISO days
 */
export const checkDaysGiven = async (
  ctx: Ctx,
  personId: string,
  on: readonly string[],
  except: Except,
): Promise<Result<undefined>> => {
  if (on.length === 0) return ok(undefined)
  await lockConsents(ctx, personId)
  for (const { until, daysPerYear, name } of await consentsOf(ctx, personId)) {
    const from = addDays(addMonths(until, -consentTimes.months), 1)
    const own = on.filter((day) => day >= from && day <= until)
    if (own.length === 0) continue
    const days = new Set([...(await daysGiven(ctx, personId, { from, until }, except)), ...own]).size
    if (days > daysPerYear)
      return refused(
        `${name} has agreed to ${counted(daysPerYear, 'day')} of work in one’s own name until ${longDate(until)}. With ${'dateId' in except ? 'this date' : 'these terms'} it would be ${days}: fewer days fit, or it is asked for more.`,
      )
  }
  return ok(undefined)
}

/** The same of the sessions of terms. A period without sessions says no days, and counts none. */
export const checkOwnNameDays = async (
  ctx: Ctx,
  { id, providerPersonId, offering }: Pick<LockedEngagement, 'id' | 'providerPersonId' | 'offering'>,
  { sessions }: Pick<TermsParts, 'sessions'>,
): Promise<Result<undefined>> =>
  providerPersonId !== null && isAssociates({ providerPersonId, offering })
    ? checkDaysGiven(
        ctx,
        providerPersonId,
        sessions.map(({ on }) => on),
        { engagementId: id },
      )
    : ok(undefined)
