import { hiddenCaseIds } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { hostedReviews } from './policy.ts'
import { tables } from './tables.ts'

/**
 * Ids of the reviews that must not exist for this actor. Not those of their own service: the rules block its people from
 * deciding about it, as they should, and it is theirs to read all the same. Two statements, whoever asks.
 */
export const hiddenReviewIds = async (ctx: Ctx): Promise<string[]> => {
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const own = await tables(ctx).reviewRequest.findMany({
    where: { AND: [{ id: { in: hidden } }, hostedReviews(ctx)] },
    select: { id: true },
  })
  return hidden.filter((id) => !own.some((review) => review.id === id))
}
