import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { TaskSource } from '#services/core/task.ts'
import { isLearning } from '#services/reviews/index.ts'
import { authorsOf, mayAnswer } from './authors.ts'
import { reportPath } from './letters.ts'
import { tables } from './tables.ts'

/**
 * Comments that wait for an answer of this person: they are on the team and did not write the part. What waits for co-leads
 * and for the host is told by reviews, where the review stands.
 */
export const reportTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const rows = await tables(ctx).report.findMany({
    where: {
      status: 'answering',
      reviewId: { notIn: [...hidden] },
      comments: { some: { answer: null, withdrawnAt: null } },
      review: {
        seats: {
          some: { role: { notIn: ['observer', 'trainee'] }, invitations: { some: { personId, status: 'accepted' } } },
        },
      },
    },
    orderBy: { sentAt: 'asc' },
    take: 20,
    select: {
      id: true,
      version: true,
      commentBy: true,
      comments: { where: { answer: null, withdrawnAt: null }, select: { sectionKey: true } },
      review: {
        select: {
          ref: true,
          yot: { select: { name: true } },
          seats: { select: { role: true, invitations: { where: { status: 'accepted' }, select: { personId: true } } } },
        },
      },
    },
  })
  const tasks = []
  for (const { id, version, commentBy, comments, review } of rows) {
    const authors = await authorsOf(ctx, id)
    const writers = review.seats.flatMap(({ role, invitations }) =>
      isLearning(role) ? [] : invitations.map((invitation) => invitation.personId),
    )
    if (!comments.some(({ sectionKey }) => mayAnswer(personId, authors.get(sectionKey) ?? [], writers))) continue
    tasks.push({
      title: `Answer comments on the draft report: ${review.yot.name}`,
      href: `${reportPath(review.ref)}/accuracy`,
      kind: `Peer review ${review.ref}`,
      ...(commentBy ? { dueOn: isoFromDate(commentBy), of: { kind: 'report', id, day: 'answers', version } } : {}),
    })
  }
  return tasks
}
