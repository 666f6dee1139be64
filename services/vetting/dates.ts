import { isoFromDate } from '#services/core/clock.ts'
import { type DatesSource, onDay } from '#services/core/dated.ts'
import { tables } from './tables.ts'

/** From which day the actor may apply again for a role that was deferred. */
export const applicationDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const rows = await tables(ctx).application.findMany({
      where: { personId, status: 'deferred', deferredUntil: { gte: from, lt: to } },
      orderBy: { id: 'asc' },
      select: { id: true, ref: true, deferredUntil: true, version: true, statusSince: true },
    })
    return rows.flatMap(({ id, ref, deferredUntil, version, statusSince }) =>
      deferredUntil === null
        ? []
        : onDay(isoFromDate(deferredUntil), {
            id: `application-${id}-again`,
            title: `You can apply again from today (${ref})`,
            path: '/apply',
            sequence: version,
            changedAt: statusSince,
          }),
    )
  },
}
