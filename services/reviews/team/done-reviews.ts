import type { Ctx } from '#services/core/context.ts'
import { hiddenReviewIds } from '#services/reviews/case/hidden-reviews.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { tables } from '#services/reviews/case/tables.ts'

/**
 * How many reviews somebody took part in until the feedback was presented, by the place they held: what the exchange itself knows of
 * their way. Of others, reviews that must not exist for the reader are not counted.
 */
export const doneReviews = async (ctx: Ctx, personId: string): Promise<Record<string, number>> => {
  const hidden = personId === ctx.actor.personId ? [] : await hiddenReviewIds(ctx)
  const seats = await tables(ctx).seat.groupBy({
    by: ['role'],
    where: {
      personId,
      invitations: { some: { personId, status: 'accepted' } },
      request: { status: { in: [...reviewLife.marks.delivered] }, id: { notIn: hidden } },
    },
    _count: true,
  })
  return Object.fromEntries(seats.map(({ role, _count }) => [role, _count]))
}
