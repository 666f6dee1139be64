import { checkPeople } from '#services/conflicts/check-people.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { listed, longDate } from '#services/core/words.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { currentTerms } from './issue-terms.ts'
import { releaseBlocked } from './jobs.ts'
import { reviewFacts } from './letter-facts.ts'
import { reviewPath, tell } from './mails.ts'
import { isBlocked, toManageFirst } from './may-be-asked.ts'
import { lockReview, moveReview } from './move-review.ts'
import type { acceptTermsSchema, Input } from './schema.ts'
import { tables } from './tables.ts'

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
  const moved = await moveReview(asSystem(ctx), review, 'prepared')
  if (!moved.ok) return moved
  const { ref, yotName, startsOn, hostIds, team, caseHolderId } = await reviewFacts(ctx, requestId)
  const by = startsOn ? ` by ${longDate(addDays(startsOn, -21))}` : ''
  const teamIds = team.map(({ personId }) => personId)
  await tell(ctx, requestId, `prepared:${review.version}`, [...hostIds, ...teamIds, caseHolderId], {
    subject: `Both sides have accepted the terms: ${yotName} (${ref})`,
    lines: [
      'The terms of reference are agreed, and preparation begins.',
      `The service writes its self-assessment and sends documents to the team${by}. The team calls one to two weeks before.`,
    ],
    action: { text: 'See what comes next', path: reviewPath(ref) },
  })
  return ok(undefined)
}

/**
 * Accepts the terms for one side: for the service whoever speaks for it, for the team a co-lead. The whole team is checked
 * for conflicts once more first. When both have accepted, preparation begins. Pressing twice does it once.
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
    const terms = await currentTerms(ctx, id)
    if (!terms) return refused('There are no terms to accept yet.')
    if (terms.number !== input.number) return overtaken('The text of these terms')
    const acceptedAt = side === 'host' ? terms.hostAcceptedAt : terms.teamAcceptedAt
    if (acceptedAt) return ok({ ref: input.ref })
    if (review.status !== 'confirmed') return refused('The team is not complete, so the terms cannot be accepted now.')
    const now = ctx.clock.now()
    const data =
      side === 'host'
        ? { hostAcceptedAt: now, hostAcceptedById: personId }
        : { teamAcceptedAt: now, teamAcceptedById: personId }
    const after = await tables(ctx).terms.update({ where: { id: terms.id }, data })
    await audit(ctx, {
      event: 'review.terms-accepted',
      subject: { kind: 'review_request', id },
      case: caseOf(id),
      yotCode: review.yotCode,
      data: { number: terms.number, side },
    })
    if (after.hostAcceptedAt && after.teamAcceptedAt) {
      const begun = await beginPreparing(ctx, id)
      if (!begun.ok) return begun
    }
    return ok({ ref: input.ref })
  })
}
