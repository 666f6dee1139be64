import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, type DatesSource, isWithin, onDay, wholeDays } from '#services/core/dated.ts'
import { suspensionOn } from './standing.ts'
import { clocksOn } from './standing-clocks.ts'
import { standingFacts } from './standings.ts'
import { tables } from './tables.ts'

/** Days on which the actor said that they are not free. */
const absencesOf = async (ctx: Ctx, personId: string, { from, to }: { from: Date; to: Date }): Promise<Dated[]> => {
  const rows = await tables(ctx).absence.findMany({
    where: { personId, from: { lt: to }, until: { gte: from } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    ...wholeDays(isoFromDate(row.from), isoFromDate(row.until)),
    id: `absence-${row.id}`,
    title: 'Not free for reviews',
    path: '/profile/calendar',
    isOff: false,
    // Another first or last day is another absence.
    sequence: 0,
    changedAt: row.from,
  }))
}

/** What runs out of the actor's place in the bank, by its last good day; and the days on which they are not free. */
export const bankDates: DatesSource = {
  mine: async (ctx, span) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    return [...(await absencesOf(ctx, personId, span)), ...(await runsOut(ctx, personId, span))]
  },
}

const runsOut = async (ctx: Ctx, personId: string, span: { from: Date; to: Date }): Promise<Dated[]> => {
  const today = ctx.clock.today()
  const facts = (await standingFacts(ctx, [personId])).get(personId)
  if (!facts?.place || facts.place.expiresOn < today) return []
  const suspension = suspensionOn(facts, today)
  if (suspension) {
    const { from, until } = suspension
    if (until === null) return []
    const last = onDay(until, {
      id: `bank-${personId}-suspension-${until}`,
      title: 'Last day: your suspension, unless it is renewed',
      path: '/profile',
      // Another day is another date, where it is renewed too.
      sequence: 0,
      changedAt: dateFromIso(from),
    })
    return isWithin(last, span) ? [last] : []
  }
  const [standing, profile, declared] = await Promise.all([
    tables(ctx).standing.findUnique({ where: { personId }, select: { version: true, approvedOn: true } }),
    tables(ctx).profile.findUnique({ where: { personId }, select: { version: true } }),
    ctx.db.declaration.count({ where: { personId } }),
  ])
  // Each of them grows alone, so that their sum grows with every change of a day.
  const sequence = (standing?.version ?? 0) + (profile?.version ?? 0) + declared
  return clocksOn(facts, today)
    .flatMap(({ bar, id, title, day }) =>
      day === null || bar === 'suspension'
        ? []
        : [
            onDay(day, {
              id: `bank-${personId}-${bar}${id === undefined ? '' : `-${id}`}`,
              title: `Last day: ${title}`,
              path: bar === 'declaration' ? '/declarations' : '/profile',
              sequence,
              changedAt: standing?.approvedOn ?? dateFromIso(today),
            }),
          ],
    )
    .filter((one) => isWithin(one, span))
}
