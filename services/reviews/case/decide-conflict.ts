import {
  activityOfConflict,
  type ConflictDecision,
  type ConflictPage,
  decideConflict,
  findConflict,
  manageConflict,
  markConflictFalse,
} from '#services/conflicts/index.ts'
import type { CaseRef } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { mayNotAct } from './policy.ts'

/**
 * A conflict of this case. One of somebody for the team is for whoever looks after the case; one of an officer with the
 * case itself, for every officer who knows of it and has no conflict with it. One of another case is not found.
 */
const openConflict = async (ctx: Ctx, ref: string, conflictId: string): Promise<Result<{ about: CaseRef }>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  const about = caseOf(found.facts.id)
  const activity = await activityOfConflict(ctx, conflictId, about)
  const mayOpen = found.sides.includes('case-holder') || (activity === 'deciding' && found.mayApprove)
  if (!mayOpen) return mayNotAct(found, ['case-holder'])
  return activity ? ok({ about }) : notFound()
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

/** Any of the decisions on a conflict of this review. */
export const decideConflictIn = async (
  ctx: Ctx,
  ref: string,
  conflictId: string,
  decision: ConflictDecision,
): Decided => {
  const open = await openConflict(ctx, ref, conflictId)
  return open.ok ? decideConflict(ctx, conflictId, decision) : open
}

/** A conflict of this review with its rule, facts, history and what can be done. */
export const conflictPageIn = async (ctx: Ctx, ref: string, conflictId: string): Promise<Result<ConflictPage>> => {
  const open = await openConflict(ctx, ref, conflictId)
  return open.ok ? findConflict(ctx, conflictId, open.value.about) : open
}
