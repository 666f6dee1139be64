import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { findReview } from './find-review.ts'
import { currentTerms } from './issue-terms.ts'
import { tables } from './tables.ts'

/** The terms of reference that stand, who has accepted them, and whether it is the reader's turn. */
export const termsPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  const terms = found && (await currentTerms(ctx, found.facts.id))
  if (!found || !terms) return notFound()
  const { sides, facts } = found
  const { name } = await tables(ctx)
    .reviewRequest.findUniqueOrThrow({ where: { id: facts.id }, select: { yot: { select: { name: true } } } })
    .then(({ yot }) => yot)
  const dayOf = (at: Date | null) => at && londonDate(at)
  const isMine =
    (sides.includes('host') && !terms.hostAcceptedAt) ||
    (!sides.includes('host') && sides.includes('co-lead') && !terms.teamAcceptedAt)
  return ok({
    ref,
    yotName: name,
    number: terms.number,
    issuedOn: londonDate(terms.issuedAt),
    text: terms.text,
    hostAcceptedOn: dayOf(terms.hostAcceptedAt),
    teamAcceptedOn: dayOf(terms.teamAcceptedAt),
    mayAccept: facts.status === 'confirmed' && isMine,
  })
}
