import { checkPeople } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptText } from '#services/core/life/sealed-text.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { listed, longDate } from '#services/core/words.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { hasPart } from '#services/reviews/case/kinds.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { reviewPath, tell } from '#services/reviews/case/mails.ts'
import { lockReview, reviews, termsMayChange } from '#services/reviews/case/move-review.ts'
import type { acceptTermsSchema, Input } from '#services/reviews/case/schema.ts'
import { documentsBy } from '#services/reviews/case/stages.ts'
import { isBlocked, toManageFirst } from '#services/reviews/team/may-be-asked.ts'
import { releaseBlocked } from '#services/reviews/team/release-blocked.ts'
import { acceptChange, noLongerAsked } from './change-terms.ts'
import { currentTerms, termsOf } from './issue-terms.ts'

/** Checks the whole team once more. What keeps the terms from being accepted, as a sentence; null when nothing does. */
const whatStandsInTheWay = async (ctx: Ctx, requestId: string): Promise<string | null> => {
  const { team } = await reviewFacts(ctx, requestId)
  const found = await checkPeople(asSystem(ctx), {
    case: caseOf(requestId),
    activity: 'review',
    personIds: team.map(({ personId }) => personId),
    moment: 'terms',
  })
  const of = (personId: string) => found.get(personId) ?? []
  if (team.some(({ personId }) => isBlocked(of(personId)))) {
    await releaseBlocked(asSystem(ctx))
    return 'Somebody on the team is no longer available, so their place is being filled. Terms follow when the team is complete.'
  }
  const unmanaged = team.filter(({ personId }) => toManageFirst(of(personId)).length > 0)
  if (unmanaged.length === 0) return null
  return `Whoever looks after the case first says how something about ${listed(unmanaged.map(({ name }) => name))} is managed.`
}

/** Begins preparation once both sides have accepted the same text. */
const beginPreparing = async (ctx: Ctx, requestId: string): Promise<Result<undefined>> => {
  const review = await lockReview(ctx, requestId)
  const moved = await reviews.move(asSystem(ctx), review, 'prepared')
  if (!moved.ok) return moved
  const { ref, yotName, startsOn, hostIds, team, caseHolderId } = await reviewFacts(ctx, requestId)
  const by = startsOn ? ` by ${longDate(documentsBy(startsOn))}` : ''
  const isAssessed = hasPart(review.kind, 'self-assessment')
  if (isAssessed)
    await enqueue(ctx, {
      topic: 'review-prepared',
      key: `review-prepared:${requestId}:${review.version}`,
      payload: { reviewId: requestId, ref, yotName, dueOn: startsOn ? documentsBy(startsOn) : null },
      case: caseOf(requestId),
    })
  const teamIds = team.map(({ personId }) => personId)
  await tell(ctx, requestId, `prepared:${review.version}`, [...hostIds, ...teamIds, caseHolderId], {
    subject: `Both sides have accepted the terms: ${yotName} (${ref})`,
    lines: [
      'The terms of reference are agreed, and preparation begins.',
      isAssessed
        ? `The service writes its self-assessment and sends documents to the team${by}. The team calls one to two weeks before.`
        : 'The support begins on the agreed day. What is worth reading beforehand can be put on the page of documents.',
    ],
    action: { text: 'See what comes next', path: reviewPath(ref) },
  })
  return ok(undefined)
}

/**
 * Accepts the terms for one side: for the service whoever speaks for it, for the team a co-lead. The whole team is checked
 * for conflicts once more first. When both have accepted, preparation begins. Afterwards it accepts a change of them that is asked for.
 * Pressing twice does it once.
 */
export const acceptTerms = async (
  ctx: Ctx,
  input: Input<typeof acceptTermsSchema>,
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const side = found.sides.includes('host') ? 'host' : found.sides.includes('co-lead') ? 'team' : null
  const { personId } = ctx.actor
  if (side === null || personId === null) {
    return forbidden('Terms are accepted by somebody who speaks for the service, and by a co-lead of the team.')
  }
  const { id } = found.facts
  if (found.facts.status === 'confirmed') {
    const inTheWay = await whatStandsInTheWay(ctx, id)
    if (inTheWay) return refused(inTheWay)
  }
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, id)
    if (review.termsChange !== null && termsMayChange(review.status)) {
      const changed = await acceptChange(ctx, review, { ...input, side })
      return changed.ok ? ok({ ref: input.ref }) : changed
    }
    if (!(await currentTerms(ctx, id))) return refused('There are no terms to accept yet.')
    const accepted = await acceptText(ctx, termsOf(id), { ...input, side })
    if (!accepted.ok) return accepted
    const { isNew, sides } = accepted.value
    if (!isNew) return ok({ ref: input.ref })
    if (review.status !== 'confirmed') {
      return refused(
        termsMayChange(review.status)
          ? noLongerAsked
          : 'The team is not complete, so the terms cannot be accepted now.',
      )
    }
    await audit(ctx, {
      event: 'review.terms-accepted',
      subject: { kind: 'review_request', id },
      case: caseOf(id),
      yotCode: review.yotCode,
      data: { number: input.number, hash: input.hash, side },
    })
    if (sides.length === 2) {
      const begun = await beginPreparing(ctx, id)
      if (!begun.ok) return begun
    }
    return ok({ ref: input.ref })
  })
}
