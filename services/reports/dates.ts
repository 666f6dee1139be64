import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import { type DatesSource, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { hostedReviews } from '#services/reviews/index.ts'
import { planPath } from './complete-plan.ts'
import { reportPath } from './letters.ts'
import { actions, plans } from './move-plan.ts'
import { reports } from './move-report.ts'
import { tables } from './tables.ts'

/** By when the host comments on a draft and agrees a plan, when its actions are due, and when progress is looked at, for the host and the co-leads. */
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
    const [drafts, due, progress, owed] = await Promise.all([
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
      tables(ctx).action.findMany({
        where: { status: 'open', dueOn: within, plan: { status: { in: ['sent', 'reviewed'] }, review: hosted } },
        select: { id: true, version: true, dueOn: true, position: true, plan: { select: { openedAt: true, review } } },
      }),
    ])
    const [moved, planned, acted] = await Promise.all([
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
      lastMovesAt(
        ctx,
        actions.kind,
        owed.map(({ id }) => id),
      ),
    ])
    return [
      ...drafts.flatMap(({ id, version, commentBy, createdAt, review: { ref, yot } }) =>
        commentBy === null
          ? []
          : [
              onDay(isoFromDate(commentBy), {
                id: `report-${id}-comments`,
                title: `Due: comments on the draft report of ${yot.name} (${ref})`,
                path: `${reportPath(ref)}/accuracy`,
                sequence: version,
                changedAt: moved.get(id) ?? createdAt,
              }),
            ],
      ),
      ...due.map(({ id, version, dueOn, openedAt, review: { ref, yot } }) =>
        onDay(isoFromDate(dueOn), {
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
              onDay(isoFromDate(progressOn), {
                id: `plan-${id}-progress`,
                title: `About this day: progress review of ${yot.name} (${ref})`,
                path: planPath(ref),
                sequence: version,
                changedAt: planned.get(id) ?? openedAt,
              }),
            ],
      ),
      ...owed.map(({ id, version, dueOn, position, plan: { openedAt, review } }) =>
        onDay(isoFromDate(dueOn), {
          id: `action-${id}-due`,
          title: `Due: action ${position} of the plan of ${review.yot.name} (${review.ref})`,
          path: planPath(review.ref),
          sequence: version,
          changedAt: acted.get(id) ?? openedAt,
        }),
      ),
    ]
  },
}
