import { type ConflictPage, findConflict } from '#services/conflicts/conflict-page.ts'
import {
  confirmConflict,
  endMitigation,
  isConflictIn,
  manageConflict,
  markConflictFalse,
  renewMitigation,
  reopenConflict,
} from '#services/conflicts/decide.ts'
import type { ConflictDecision } from '#services/conflicts/schema.ts'
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

/** Any of the decisions on a conflict of this review: confirm it, manage it, mark it as not so, and what takes those back. */
export const decideConflictIn = async (
  ctx: Ctx,
  ref: string,
  conflictId: string,
  decision: ConflictDecision,
): Decided => {
  const open = await openConflict(ctx, ref, conflictId)
  if (!open.ok) return open
  switch (decision.intent) {
    case 'confirm':
      return confirmConflict(ctx, { conflictId })
    case 'mark-false':
      return markConflictFalse(ctx, { conflictId, reason: decision.reason })
    case 'reopen':
      return reopenConflict(ctx, { conflictId, reason: decision.reason })
    case 'end-mitigation':
      return endMitigation(ctx, { conflictId, reason: decision.reason })
    case 'manage':
      return manageConflict(ctx, { conflictId, mitigation: decision.mitigation, reviewOn: decision.reviewOn })
    case 'renew':
      return renewMitigation(ctx, { conflictId, mitigation: decision.mitigation, reviewOn: decision.reviewOn })
  }
}

/** A conflict of this review with its rule, facts, history and what can be done, for whoever looks after the case. */
export const conflictPageIn = async (ctx: Ctx, ref: string, conflictId: string): Promise<Result<ConflictPage>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return forbidden(onlyFor(['case-holder']))
  return findConflict(ctx, conflictId, caseOf(found.facts.id))
}
