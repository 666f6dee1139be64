import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import { type Dated, type DatesSource, wholeDays } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { hostedReviews } from '#services/reviews/index.ts'
import { planPath } from './complete-plan.ts'
import { reportPath } from './letters.ts'
import { plans } from './move-plan.ts'
import { reports } from './move-report.ts'
import { tables } from './tables.ts'

/** By when the host comments on a draft and agrees a plan, and when progress is looked at, for the host and the co-leads. */
export const reportDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const hidden = await hiddenCaseIds(ctx, 'review_request')
    const hosted = hostedReviews(ctx)
    const led = {
      id: { notIn: hidden },
      seats: { some: { role: 'co_lead' as const, invitations: { some: { personId, status: 'accepted' as const } } } },
    }
    const within = { gte: from, lt: to }
    const review = { select: { ref: true, yot: { select: { name: true } } } } as const
    const [drafts, due, progress] = await Promise.all([
      tables(ctx).report.findMany({
        where: { status: 'with_host', commentBy: within, review: hosted },
        select: { id: true, version: true, commentBy: true, createdAt: true, review },
      }),
      tables(ctx).actionPlan.findMany({
        where: { status: 'open', dueOn: within, review: hosted },
        select: { id: true, version: true, dueOn: true, openedAt: true, review },
      }),
      tables(ctx).actionPlan.findMany({
        where: { status: { in: ['sent', 'reviewed', 'closed'] }, progressOn: within, review: { OR: [hosted, led] } },
        select: { id: true, version: true, progressOn: true, openedAt: true, review },
      }),
    ])
    const [moved, planned] = await Promise.all([
      lastMovesAt(
        ctx,
        reports.kind,
        drafts.map(({ id }) => id),
      ),
      lastMovesAt(
        ctx,
        plans.kind,
        [...due, ...progress].map(({ id }) => id),
      ),
    ])
    const day = (on: Date, rest: Omit<Dated, 'start' | 'end' | 'isAllDay' | 'isOff'>): Dated => ({
      ...rest,
      ...wholeDays(isoFromDate(on), isoFromDate(on)),
      isOff: false,
    })
    return [
      ...drafts.flatMap(({ id, version, commentBy, createdAt, review: { ref, yot } }) =>
        commentBy === null
          ? []
          : [
              day(commentBy, {
                id: `report-${id}-comments`,
                title: `Due: comments on the draft report of ${yot.name} (${ref})`,
                path: `${reportPath(ref)}/accuracy`,
                sequence: version,
                changedAt: moved.get(id) ?? createdAt,
              }),
            ],
      ),
      ...due.map(({ id, version, dueOn, openedAt, review: { ref, yot } }) =>
        day(dueOn, {
          id: `plan-${id}-due`,
          title: `Due: action plan of ${yot.name} (${ref})`,
          path: planPath(ref),
          sequence: version,
          changedAt: planned.get(id) ?? openedAt,
        }),
      ),
      ...progress.flatMap(({ id, version, progressOn, openedAt, review: { ref, yot } }) =>
        progressOn === null
          ? []
          : [
              day(progressOn, {
                id: `plan-${id}-progress`,
                title: `About this day: progress review of ${yot.name} (${ref})`,
                path: planPath(ref),
                sequence: version,
                changedAt: planned.get(id) ?? openedAt,
              }),
            ],
      ),
    ]
  },
}
