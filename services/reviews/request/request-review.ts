import type { z } from 'zod'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import { nextReference } from '#services/core/reference.ts'
import { forbidden, ok, type Result, refused } from '#services/core/result.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { lockReview, reviews } from '#services/reviews/case/move-review.ts'
import type { requestReviewSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { speaksFor } from '#services/yots/index.ts'

/**
 * Begins a request for a peer review as a draft that only the service's own people see.
 * `formKey` makes a second press of the same form find the first one's draft. Forbidden to anyone who does not speak for the service; refused when the service is not a member.
 */
export const requestReview = async (
  ctx: Ctx,
  input: z.output<typeof requestReviewSchema>,
  formKey: string | null = null,
): Promise<Result<{ ref: string }>> => {
  const { personId } = ctx.actor
  if (personId === null || !may(ctx.actor, 'review.request') || !speaksFor(ctx.actor, input.yotCode)) {
    return forbidden('Only somebody who leads a service can ask for a review of it.')
  }
  if (!(await hasMembership(ctx, 'review.request', { yotCode: input.yotCode, personId }))) {
    return refused('Reviews are for members: renew your membership first, then ask for a review.')
  }
  return once(ctx, formKey, async (ctx) => {
    const ref = await nextReference(ctx, 'PR')
    const request = await tables(ctx).reviewRequest.create({
      data: {
        ref,
        yotCode: input.yotCode,
        status: 'draft',
        requestedById: personId,
        leadOfficerId: personId,
        purpose: input.purpose,
        travelPaidBy: '',
        createdAt: ctx.clock.now(),
      },
      select: { id: true },
    })
    await reviews.begin(ctx, await lockReview(ctx, request.id), 'requested', { said: { ref } })
    return ok({ ref })
  })
}
