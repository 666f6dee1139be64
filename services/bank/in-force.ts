import type { Prisma } from '#prisma/generated/client.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { earliestLastDay, recency } from './recency.ts'
import { dbsMonths, declarationMonths } from './standing.ts'
import { tables } from './tables.ts'

/*
 * The rules of standing.ts as conditions of the database, so that the bank is searched and counted in it. One property test holds
 * the two together (standing-properties.test.ts).
 */

/** Suspensions that count on a day (ISO): by their days, whatever has run since. */
const suspensionCounts = (day: string): Prisma.SuspensionWhereInput => ({
  liftedAt: null,
  from: { lte: dateFromIso(day) },
  OR: [{ until: null }, { until: { gte: dateFromIso(day) } }],
})

/** Places in the bank that are in force on a day: approved until then, not suspended, not removed. */
export const inForceOn = (day: string): Prisma.StandingWhereInput => ({
  status: { not: 'removed' },
  expiresOn: { gte: dateFromIso(day) },
  person: { leftAt: null, suspensions: { none: suspensionCounts(day) } },
})

/** The suspensions that count today of these people: whose, and what each rests on. One statement. */
export const suspensionsToday = (
  ctx: Ctx,
  personIds: readonly string[],
): Promise<{ personId: string; restsOn: string }[]> =>
  tables(ctx).suspension.findMany({
    where: { personId: { in: [...new Set(personIds)] }, ...suspensionCounts(ctx.clock.today()) },
    select: { personId: true, restsOn: true },
    orderBy: { id: 'asc' },
  })

/** Which of these people may not act through the exchange today. */
export const suspendedToday = async (ctx: Ctx, personIds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await suspensionsToday(ctx, personIds)).map(({ personId }) => personId))

/** People whose clock of practice still runs on a day, so many months after their last post. */
export const practisedWithin = (day: string, months: number): Prisma.StandingWhereInput => ({
  lastLevel: { not: null },
  OR: [{ practisedUntil: null }, { practisedUntil: { gte: dateFromIso(earliestLastDay(day, months)) } }],
})

/** People who may do something on a day: in force, no condition overdue, a DBS record, and practised within five years. */
export const availableOn = (day: string): Prisma.StandingWhereInput => ({
  AND: [
    inForceOn(day),
    practisedWithin(day, recency.mentorMonths),
    {
      person: {
        conditions: { none: { liftedAt: null, confirmedOn: null, dueOn: { lt: dateFromIso(day) } } },
        profile: {
          OR: [
            { dbsNotNeededBecause: { not: null } },
            { dbsSeenOn: { gte: dateFromIso(earliestLastDay(day, dbsMonths)) } },
          ],
        },
      },
    },
  ],
})

/** And be paid for it: a day rate, insurance that day, and a declaration of the year. */
export const chargesOn = (day: string): Prisma.StandingWhereInput => ({
  person: {
    profile: { dayRatePence: { not: null }, insuranceUntil: { gte: dateFromIso(day) } },
    declarations: {
      some: { kind: 'annual', statedAt: { gte: dateFromIso(earliestLastDay(day, declarationMonths)) } },
    },
  },
})
