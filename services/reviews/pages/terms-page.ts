import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptedAt } from '#services/core/life/sealed-text.ts'
import { notFound, ok } from '#services/core/result.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { currentTerms } from '#services/reviews/work/issue-terms.ts'

/** The terms of reference that stand, who has accepted them, and whether it is the reader's turn. */
export const termsPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  const terms = found && (await currentTerms(ctx, found.facts.id))
  if (!found || !terms) return notFound()
  const { sides, facts } = found
  const { name } = await tables(ctx)
    .reviewRequest.findUniqueOrThrow({ where: { id: facts.id }, select: { yot: { select: { name: true } } } })
    .then(({ yot }) => yot)
  const acceptedOn = (side: 'host' | 'team') => {
    const at = acceptedAt(terms, side)
    return at && londonDate(at)
  }
  const [hostAcceptedOn, teamAcceptedOn] = [acceptedOn('host'), acceptedOn('team')]
  const isMine = sides.includes('host') ? hostAcceptedOn === null : sides.includes('co-lead') && teamAcceptedOn === null
  return ok({
    ref,
    yotName: name,
    number: terms.number,
    hash: terms.hash,
    issuedOn: londonDate(terms.sealedAt),
    text: terms.text,
    hostAcceptedOn,
    teamAcceptedOn,
    /** The service's own people may ask for a change while the terms wait. */
    mayAsk: facts.status === 'confirmed' && (sides.includes('host') || sides.includes('lead-officer')),
    mayAccept: facts.status === 'confirmed' && isMine,
  })
}
