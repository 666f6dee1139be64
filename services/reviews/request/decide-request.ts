import type { Ctx } from '#services/core/context.ts'
import { ok } from '#services/core/result.ts'
import { hostPeople, type Letter, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { type LockedReview, reviews } from '#services/reviews/case/move-review.ts'
import { mayDecide } from '#services/reviews/case/policy.ts'
import type { Decision, decisionSchema, Input } from '#services/reviews/case/schema.ts'

const letterFor = (decision: Decision, review: LockedReview, reasons: string): Letter => {
  const action = { text: 'See the decision', path: reviewPath(review.ref) }
  switch (decision) {
    case 'approved':
      return {
        subject: `Your peer review is approved (${review.ref})`,
        lines: [
          'The programme board has approved your request. Its reasons:',
          reasons,
          'Next, the coordinator arranges a scoping call with you. A team is proposed after that.',
        ],
        action,
      }
    case 'deferred':
      return {
        subject: `Your request for a peer review is deferred (${review.ref})`,
        lines: [
          'The programme board will decide on your request later. Its reasons:',
          reasons,
          'You need do nothing; we write to you when the board has decided.',
        ],
        action,
      }
    case 'redirected':
      return {
        subject: `What could help you sooner than a peer review (${review.ref})`,
        lines: [
          'The programme board thinks that lighter support would help you more than a review just now:',
          reasons,
          'You can ask for a review again at any time.',
        ],
        action: { text: 'See what other services offer', path: '/offerings' },
      }
    case 'declined':
      return {
        subject: `Your request for a peer review is declined (${review.ref})`,
        lines: [
          'The programme board has declined your request. Its reasons:',
          reasons,
          'You can ask for a review again when things have changed.',
        ],
        action,
      }
  }
}

/**
 * Records what the programme board decides, with its reasons: approve, defer, redirect to lighter support, decline. By a
 * member who is not conflicted and did not check the request. Of two who press at once one decides, the other is told.
 */
export const decideRequest = (ctx: Ctx, input: Input<typeof decisionSchema>) =>
  reviews.asMove(ctx, { ...input, event: input.decision }, async (ctx, { row: review, found: { facts } }) => {
    const { decision, reasons } = input
    const own = mayDecide(ctx.actor, facts)
    if (own) return own
    const moved = await reviews.move(ctx, review, decision, {
      note: reasons,
      data: { decisionReasons: reasons, decidedAt: ctx.clock.now() },
    })
    if (!moved.ok) return moved
    await tell(
      ctx,
      review.id,
      `${decision}:${review.version}`,
      hostPeople(review),
      letterFor(decision, review, reasons),
    )
    await tell(ctx, review.id, `${decision}:holder:${review.version}`, [review.caseHolderId], {
      subject: `The board has decided on ${review.ref}: ${decision}`,
      lines: [
        `The programme board has decided on the request of ${review.yot.name}: ${decision}. Its reasons:`,
        reasons,
        ...(decision === 'approved' ? ['Next, arrange the scoping call and record its day.'] : []),
      ],
      action: { text: 'Open the case', path: requestPath(review.ref) },
    })
    return ok(moved.value)
  })
