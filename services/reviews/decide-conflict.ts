import { isConflictIn, manageConflict, markConflictFalse } from '#services/conflicts/decide.ts'
import type { CaseRef } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { onlyFor } from './policy.ts'

/** A conflict of this case, for whoever looks after it: one of another case, or of nobody's, is not found. */
const openConflict = async (ctx: Ctx, ref: string, conflictId: string): Promise<Result<undefined>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return forbidden(onlyFor(['case-holder']))
  return (await isConflictIn(ctx, conflictId, caseOf(found.facts.id))) ? ok(undefined) : notFound()
}

type Decided = Promise<Result<{ case: CaseRef }>>

/** Says how a conflict of this review is managed, until a review date. */
export const manageConflictIn = async (
  ctx: Ctx,
  ref: string,
  input: { conflictId: string; mitigation: string; reviewOn: string },
): Decided => {
  const open = await openConflict(ctx, ref, input.conflictId)
  return open.ok ? manageConflict(ctx, input) : open
}

/** Says that a conflict of this review is not so. */
export const markConflictFalseIn = async (
  ctx: Ctx,
  ref: string,
  input: { conflictId: string; reason: string },
): Decided => {
  const open = await openConflict(ctx, ref, input.conflictId)
  return open.ok ? markConflictFalse(ctx, input) : open
}
