import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import type { SectionId } from '#services/reviews/case/completeness.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import type { Side } from '#services/reviews/case/lifecycle.ts'
import { hostPeople, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { type LockedReview, lockReview } from '#services/reviews/case/move-review.ts'
import { onlyFor } from '#services/reviews/case/policy.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** What the scoping call settles: it may be changed around it, before a team is proposed. */
const settledByCall: readonly SectionId[] = ['kloes', 'places']

const isAroundCall = (status: ReviewStatus, section: SectionId): boolean =>
  settledByCall.includes(section) && (status === 'approved' || status === 'scoping')

/** Whether a part may be changed: all of a draft by the service, and around the scoping call what that settles, by the desk too. */
export const mayChange = (status: ReviewStatus, section: SectionId): boolean =>
  status === 'draft' || isAroundCall(status, section)

/** Who may change a part of a request as it stands. */
export const changers = (status: ReviewStatus, section: SectionId): Side[] => [
  'host',
  'lead-officer',
  ...(isAroundCall(status, section) ? (['case-holder'] as const) : []),
]

/** Tells the other side, once a day, that the questions or the places beside the team are changed. */
const tellOfChange = (ctx: Ctx, review: LockedReview, isByDesk: boolean) => {
  const { id, ref, caseHolderId, yot } = review
  return isByDesk
    ? tell(ctx, id, `questions-by-desk:${ctx.clock.today()}`, hostPeople(review), {
        subject: `Your request was changed as the call settled it (${ref})`,
        lines: [
          `${ctx.actor.name} has changed the key lines of enquiry or who comes beside the team. If they are not what was agreed, change them back or say so.`,
        ],
        action: { text: 'Read the questions', path: `${reviewPath(ref)}/edit/kloes` },
      })
    : tell(ctx, id, `questions:${ctx.clock.today()}`, [caseHolderId], {
        subject: `${yot.name} changes its questions (${ref})`,
        lines: [
          'The service changes its key lines of enquiry, or who comes beside the team. Read them before you propose a team.',
        ],
        action: { text: 'Read the questions', path: requestPath(ref) },
      })
}

/**
 * The frame of every page of a draft: the service's own people only, around the scoping call the desk too, while its part may be
 * changed, from the version that the page showed. `write` changes what its page asks, with the draft locked.
 */
export const changeDraft = async (
  ctx: Ctx,
  input: { ref: string; version: number },
  section: SectionId,
  write: (ctx: Ctx, draft: LockedReview) => Promise<Result<unknown>>,
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const isHosts = found.sides.some((side) => side === 'host' || side === 'lead-officer')
  const by = changers(found.facts.status, section)
  if (!by.some((side) => found.sides.includes(side))) return forbidden(onlyFor(by))
  return inTransaction(ctx, async (ctx) => {
    const draft = await lockReview(ctx, found.facts.id)
    if (!mayChange(draft.status, section) || !(isHosts || isAroundCall(draft.status, section))) {
      return refused('This request has been sent, so it cannot be changed any more.')
    }
    if (draft.version !== input.version) return overtaken('This request')
    const written = await write(ctx, draft)
    if (!written.ok) return written
    await tables(ctx).reviewRequest.update({ where: { id: draft.id }, data: { version: { increment: 1 } } })
    await audit(ctx, {
      event: draft.status === 'draft' ? 'review.draft-saved' : 'review.questions-changed',
      subject: { kind: 'review_request', id: draft.id },
      case: caseOf(draft.id),
      yotCode: draft.yotCode,
      data: { section },
    })
    if (draft.status !== 'draft') await tellOfChange(ctx, draft, !isHosts)
    return ok({ ref: input.ref })
  })
}
