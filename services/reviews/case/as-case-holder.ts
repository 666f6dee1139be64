import { type AuditEntry, audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { type LockedReview, lockReview, type MoveInput } from './move-review.ts'
import { mayNotAct } from './policy.ts'

/** What the audit log says of the work done. */
export type Said<T> = { event: AuditEntry['event']; dataOf: (value: T) => AuditEntry['data'] }

/** The frame of work on a case that does not move it: only for whoever looks after it, with the review locked. */
export const asCaseHolder = async <T>(
  ctx: Ctx,
  input: MoveInput,
  said: Said<T>,
  work: (ctx: Ctx, review: LockedReview) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return mayNotAct(found, ['case-holder'])
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, found.facts.id)
    if (input.version !== undefined && input.version !== review.version) return overtaken('This review')
    const result = await work(ctx, review)
    if (!result.ok) return result
    await audit(ctx, {
      event: said.event,
      subject: { kind: 'review_request', id: review.id },
      case: caseOf(review.id),
      yotCode: review.yotCode,
      data: said.dataOf(result.value) ?? {},
    })
    return result
  })
}
