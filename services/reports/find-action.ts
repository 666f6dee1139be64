import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { findPlan } from './find-plan.ts'
import type { PlanSide } from './plan-lifecycle.ts'
import { tables } from './tables.ts'

const actionSelect = {
  id: true,
  planId: true,
  version: true,
  status: true,
  what: true,
  ownerRole: true,
  ownerName: true,
  ownerAddress: true,
  dueOn: true,
  rag: true,
  issue: true,
  tokenHash: true,
  reminded: true,
  remindOn: true,
  outcome: true,
  area: { select: { text: true } },
  /** What was said of it last. */
  updates: { orderBy: { at: 'desc' }, take: 1, select: { rag: true, text: true } },
  plan: {
    select: {
      id: true,
      reviewId: true,
      status: true,
      review: { select: { ref: true, yotCode: true, yot: { select: { name: true } } } },
    },
  },
} satisfies Prisma.ActionSelect

/** An action as the moves read it. */
export type LockedAction = Prisma.ActionGetPayload<{ select: typeof actionSelect }>

export const readAction = (ctx: Ctx, id: string): Promise<LockedAction | null> =>
  tables(ctx).action.findUnique({ where: { id }, select: actionSelect })

export type FoundAction = { id: string; action: LockedAction; sides: PlanSide[] }

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** By the key of its owner's link; null for one that is unknown or was replaced by another owner's. */
export const findByKey = async (ctx: Ctx, key: string): Promise<FoundAction | null> => {
  const action = await tables(ctx).action.findUnique({ where: { tokenHash: hashOfLinkKey(key) }, select: actionSelect })
  return action && { id: action.id, action, sides: ['owner'] }
}

/** By its id for whoever may read its plan; by anything else as by the key of a link. */
export const findAction = async (ctx: Ctx, ref: string): Promise<FoundAction | null> => {
  if (!isId.test(ref)) return findByKey(ctx, ref)
  const action = await readAction(ctx, ref)
  const plan = action && (await findPlan(ctx, action.plan.review.ref))
  return plan && action ? { id: action.id, action, sides: plan.sides } : null
}
