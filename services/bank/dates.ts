import { dateFromIso } from '#services/core/clock.ts'
import { type DatesSource, isWithin, wholeDays } from '#services/core/dated.ts'
import { suspensionOn } from './standing.ts'
import { clocksOn } from './standing-clocks.ts'
import { standingFacts } from './standings.ts'
import { tables } from './tables.ts'

/** What runs out of the actor's place in the bank, by its last good day. */
export const bankDates: DatesSource = {
  mine: async (ctx, span) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const today = ctx.clock.today()
    const facts = (await standingFacts(ctx, [personId])).get(personId)
    if (!facts?.place || facts.place.expiresOn < today || suspensionOn(facts, today)) return []
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
              {
                ...wholeDays(day, day),
                id: `bank-${personId}-${bar}${id === undefined ? '' : `-${id}`}`,
                title: `Last day: ${title}`,
                path: bar === 'declaration' ? '/declarations' : '/profile',
                isOff: false,
                sequence,
                changedAt: standing?.approvedOn ?? dateFromIso(today),
              },
            ],
      )
      .filter((one) => isWithin(one, span))
  },
}
