import { isoFromDate } from '#services/core/clock.ts'
import { type DatesSource, onDay } from '#services/core/dated.ts'
import { hiddenCaseIds } from './hidden-cases.ts'
import { tables } from './tables.ts'

/** Until when conflicts are managed as the actor decided, so that they look at them again. The day names nobody. */
export const conflictDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const kinds = ['review_request', 'application'] as const
    const managed = await tables(ctx).conflict.findMany({
      where: {
        status: 'managed',
        decidedById: personId,
        reviewOn: { gte: from, lt: to },
        caseKind: { in: [...kinds] },
      },
      orderBy: { id: 'asc' },
      select: { id: true, caseKind: true, caseId: true, reviewOn: true, version: true, decidedAt: true, foundAt: true },
    })
    // Most have decided on none: nothing more is asked for them.
    if (managed.length === 0) return []
    const hidden = (await Promise.all(kinds.map((kind) => hiddenCaseIds(ctx, kind)))).flat()
    const rows = managed.filter(({ caseId }) => !hidden.includes(caseId))
    const ids = { where: { id: { in: rows.map(({ caseId }) => caseId) } }, select: { id: true, ref: true } }
    const [requests, applications] = await Promise.all([
      ctx.db.reviewRequest.findMany(ids),
      ctx.db.application.findMany(ids),
    ])
    const refs = new Map([...requests, ...applications].map(({ id, ref }) => [id, ref]))
    return rows.flatMap(({ id, caseKind, caseId, reviewOn, version, decidedAt, foundAt }) => {
      const ref = refs.get(caseId)
      if (ref === undefined || reviewOn === null) return []
      return onDay(isoFromDate(reviewOn), {
        id: `conflict-${id}-review`,
        title: `Due: look again at a conflict that is managed (${ref})`,
        path: `/association/${caseKind === 'application' ? 'applications' : 'requests'}/${ref}/conflicts/${id}`,
        sequence: version,
        changedAt: decidedAt ?? foundAt,
      })
    })
  },
}
