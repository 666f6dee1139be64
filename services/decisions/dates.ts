import { isoFromDate } from '#services/core/clock.ts'
import { type DatesSource, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { decisions } from './move-decision.ts'
import { mayWorkAtLog, ofOwnBodies } from './policy.ts'
import { tables } from './tables.ts'

/** On which days a decision is looked at again, for the body that decided. */
export const decisionDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { actor } = ctx
    if (actor.personId === null || !mayWorkAtLog(actor)) return []
    const rows = await tables(ctx).decision.findMany({
      where: { AND: [ofOwnBodies(actor)], status: 'published', reviewOn: { gte: from, lt: to } },
      orderBy: [{ reviewOn: 'asc' }, { id: 'asc' }],
      take: 500,
      select: { id: true, ref: true, title: true, reviewOn: true, decidedOn: true, version: true },
    })
    const moved = await lastMovesAt(
      ctx,
      decisions.kind,
      rows.map(({ id }) => id),
    )
    return rows.flatMap(({ id, ref, title, reviewOn, decidedOn, version }) =>
      reviewOn === null
        ? []
        : onDay(isoFromDate(reviewOn), {
            id: `decision-${id}-review`,
            title: `Due: review the decision: ${title}`,
            path: `/association/decisions/${ref}`,
            sequence: version,
            changedAt: moved.get(id) ?? decidedOn,
          }),
    )
  },
}
