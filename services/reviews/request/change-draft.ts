import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import type { SectionId } from '#services/reviews/case/completeness.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { requestPath, tell } from '#services/reviews/case/mails.ts'
import { type LockedReview, lockReview } from '#services/reviews/case/move-review.ts'
import { onlyFor } from '#services/reviews/case/policy.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** Whether a part may be changed: all of a draft, and the questions again around the scoping call, before a team is proposed. */
export const mayChange = (status: ReviewStatus, section: SectionId): boolean =>
  status === 'draft' || (section === 'kloes' && (status === 'approved' || status === 'scoping'))

/** Tells whoever looks after the case, once a day, that the service changes its questions. */
const tellOfQuestions = (ctx: Ctx, { id, ref, caseHolderId, yot }: LockedReview) =>
  tell(ctx, id, `questions:${ctx.clock.today()}`, [caseHolderId], {
    subject: `${yot.name} changes its questions (${ref})`,
    lines: [
      'The service changes its key lines of enquiry after the scoping call. Read them before you propose a team.',
    ],
    action: { text: 'Read the questions', path: requestPath(ref) },
  })

/**
 * The frame of every page of a draft: the service's own people only, while its part may be changed, from the version that the page
 * showed. `write` changes what its page asks, with the draft locked.
 */
export const changeDraft = async (
  ctx: Ctx,
  input: { ref: string; version: number },
  section: SectionId,
  write: (ctx: Ctx, draft: LockedReview) => Promise<Result<unknown>>,
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  if (!found.sides.some((side) => side === 'host' || side === 'lead-officer')) {
    return forbidden(onlyFor(['host', 'lead-officer']))
  }
  return inTransaction(ctx, async (ctx) => {
    const draft = await lockReview(ctx, found.facts.id)
    if (!mayChange(draft.status, section)) {
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
    if (draft.status !== 'draft') await tellOfQuestions(ctx, draft)
    return ok({ ref: input.ref })
  })
}
