import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { lockReview, reviews } from '#services/reviews/case/move-review.ts'

/** Moves that nobody makes by hand: they follow from the report and from what came of it. */
export type FollowedEvent =
  | 'draft-sent'
  | 'accuracy-given'
  | 'finalised'
  | 'action-plan-agreed'
  | 'progress-reviewed'
  | 'closed'

type Followed = { /** ISO day; today when left out. */ happenedOn?: string; note?: string }

/**
 * Moves a review on after what happened to its report or its plan, in the caller's transaction, with whatever that locked
 * locked already. The caller has asked who may; refused where the review does not stand where that can follow.
 */
export const followReview = async (
  ctx: Ctx,
  reviewId: string,
  event: FollowedEvent,
  record: Followed = {},
): Promise<Result<undefined>> => {
  const moved = await reviews.move(ctx, await lockReview(ctx, reviewId), event, record)
  return moved.ok ? ok(undefined) : moved
}
