import { type DatesSource, isWithin, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { factsOf, outsideProviders, readProviders } from './providers.ts'
import { type OutsideClock, outsideClocks } from './standing.ts'

const says: Record<OutsideClock['bar'], string> = {
  approval: 'the approval',
  insurance: 'the insurance',
  fee: 'the year that is paid for',
}

/** Last days of approval, insurance and the paid year of the providers that the actor speaks for. */
export const outsideDates: DatesSource = {
  mine: async (ctx, span) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const rows = await readProviders(ctx, { contactId: personId, status: 'approved' })
    const moved = await lastMovesAt(
      ctx,
      outsideProviders.kind,
      rows.map(({ id }) => id),
    )
    return rows.flatMap((row) =>
      outsideClocks(factsOf(row), ctx.clock.today()).flatMap(({ bar, day }) => {
        if (day === null) return []
        const one = onDay(day, {
          id: `outside-${row.id}-${bar}`,
          title: `Last day: ${says[bar]} of ${row.name}`,
          path: `/outside/${row.ref}/manage`,
          sequence: row.version,
          changedAt: moved.get(row.id) ?? row.askedAt,
        })
        return isWithin(one, span) ? [one] : []
      }),
    )
  },
}
