import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { type Letter, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { type LockedReview, reviews } from '#services/reviews/case/move-review.ts'
import type { Input, reasonsSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { settleInvitation } from './find-invitation.ts'

/** Ends every invitation that stands, empties the seats, and tells those who were asked. */
const releaseEverybody = async (ctx: Ctx, review: LockedReview, letter: Letter): Promise<void> => {
  const standing = await tables(ctx).invitation.findMany({
    where: { status: { in: ['offered', 'accepted'] }, seat: { requestId: review.id } },
    select: { id: true, personId: true, seatId: true, seat: { select: { requestId: true, role: true } } },
    orderBy: { id: 'asc' },
  })
  for (const invitation of standing) {
    await settleInvitation(ctx, invitation, 'withdrawn')
    await tell(ctx, review.id, `released:${invitation.id}`, [invitation.personId], letter)
  }
  await tables(ctx).alternate.deleteMany({ where: { seat: { requestId: review.id } } })
  await tables(ctx).seat.updateMany({ where: { requestId: review.id }, data: { personId: null } })
  await audit(ctx, {
    event: 'review.team-released',
    subject: { kind: 'review_request', id: review.id },
    case: caseOf(review.id),
    yotCode: review.yotCode,
    data: { invitations: standing.length },
  })
}

const tellBothSides = async (ctx: Ctx, review: LockedReview, occasion: string, what: string, reasons: string) => {
  const { hostIds, caseHolderId } = await reviewFacts(ctx, review.id)
  await tell(ctx, review.id, `${occasion}:${review.version}`, hostIds, {
    subject: `Your request for a peer review is ${what} (${review.ref})`,
    lines: [`The request of ${review.yot.name} is ${what}. The reasons given:`, reasons],
    action: { text: 'See where it stands', path: reviewPath(review.ref) },
  })
  await tell(ctx, review.id, `${occasion}:holder:${review.version}`, [caseHolderId], {
    subject: `${review.ref} is ${what}`,
    lines: [`The request of ${review.yot.name} is ${what}. The reasons given:`, reasons],
    action: { text: 'Open the case', path: requestPath(review.ref) },
  })
}

/** Withdraws a request, at any point before somebody is on site. Everyone who was asked is told that it will not happen. */
export const withdrawReview = (ctx: Ctx, input: Input<typeof reasonsSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'withdrawn' }, async (ctx, { row: review }) => {
    const moved = await reviews.move(ctx, review, 'withdrawn', { note: input.reasons })
    if (!moved.ok) return moved
    await releaseEverybody(ctx, review, {
      subject: `The review of ${review.yot.name} will not take place`,
      lines: ['The request was withdrawn. Nothing more is needed from you; your days are free again.'],
    })
    if (review.status !== 'draft') await tellBothSides(ctx, review, 'withdrawn', 'withdrawn', input.reasons)
    return ok(moved.value)
  })

/**
 * Puts a review off, at any point between sending the request and the visit. A team that was asked is released from its
 * dates: when the review is taken up again, one is proposed afresh.
 */
export const postponeReview = (ctx: Ctx, input: Input<typeof reasonsSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'postponed' }, async (ctx, { row: review }) => {
    const moved = await reviews.move(ctx, review, 'postponed', {
      note: input.reasons,
      data: { postponedFrom: review.status, startsOn: null, endsOn: null },
    })
    if (!moved.ok) return moved
    await releaseEverybody(ctx, review, {
      subject: `The review of ${review.yot.name} is put off`,
      lines: ['It will not take place on the days you were asked for. You may be asked again when there are new ones.'],
    })
    await tellBothSides(ctx, review, 'postponed', 'postponed', input.reasons)
    return ok(moved.value)
  })
