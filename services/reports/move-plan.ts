import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { reviewCase } from '#services/reviews/index.ts'
import { findAction, readAction } from './find-action.ts'
import { findPlan, type LockedPlan, planSelect } from './find-plan.ts'
import { actionLife, planLife } from './plan-lifecycle.ts'
import { tables } from './tables.ts'

/** Action plans and their moves. To whoever may not read a plan there is none. */
export const plans = keep(planLife, {
  kind: 'action_plan',
  table: 'ActionPlan',
  find: (ctx: Ctx, ref: string) => findPlan(ctx, ref),
  sidesOf: (_ctx, { sides }) => sides.flatMap((side) => (side === 'owner' ? [] : side)),
  read: (ctx, id): Promise<LockedPlan | null> =>
    tables(ctx).actionPlan.findUnique({ where: { id }, select: planSelect }),
  write: (ctx, { id }, data: Prisma.ActionPlanUncheckedUpdateManyInput) =>
    tables(ctx).actionPlan.updateMany({ where: { id }, data }),
  about: ({ reviewId, review }) => ({ case: reviewCase(reviewId), yotCode: review.yotCode }),
})

/** Locks a plan for the rest of the transaction and reads it as it stands. */
export const lockPlan = async (ctx: Ctx, id: string): Promise<LockedPlan> => {
  const plan = await plans.lock(ctx, id)
  if (!plan) throw new Error(`There is no plan ${id}`)
  return plan
}

/** Actions and their moves: for the host by their id, for their owner by the key of the link. */
export const actions = keep(actionLife, {
  kind: 'action',
  table: 'Action',
  find: (ctx: Ctx, ref: string) => findAction(ctx, ref),
  sidesOf: (_ctx, { sides }) => sides.flatMap((side) => (side === 'owner' || side === 'host' ? side : [])),
  read: (ctx, id) => readAction(ctx, id),
  write: (ctx, { id }, data: Prisma.ActionUncheckedUpdateManyInput) =>
    tables(ctx).action.updateMany({ where: { id }, data }),
  about: ({ plan }) => ({ case: reviewCase(plan.reviewId), yotCode: plan.review.yotCode }),
})
