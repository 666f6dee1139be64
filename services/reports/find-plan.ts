import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { type FoundReport, findReport } from './find-report.ts'
import { openPlan } from './open-plan.ts'
import { type PlanSide, planLife } from './plan-lifecycle.ts'
import { tables } from './tables.ts'

export const planSelect = {
  id: true,
  reviewId: true,
  version: true,
  status: true,
  dueOn: true,
  latestOn: true,
  sentOn: true,
  progressOn: true,
  recordedOn: true,
  changedForChildren: true,
  review: { select: { ref: true, yotCode: true, yot: { select: { name: true } } } },
} satisfies Prisma.ActionPlanSelect

/** A plan as the moves read it. */
export type LockedPlan = Prisma.ActionPlanGetPayload<{ select: typeof planSelect }>

export type FoundPlan = { id: string; plan: LockedPlan; report: FoundReport; sides: PlanSide[] }

/**
 * The action plan of a review by its reference: for the host from the day its report is final, for the team once it is
 * agreed; null for everybody else, as for a review that does not exist.
 */
export const findPlan = async (ctx: Ctx, ref: string): Promise<FoundPlan | null> => {
  const report = await findReport(ctx, ref)
  if (report?.report.status !== 'final') return null
  const { reviewId } = report.report
  const read = () => tables(ctx).actionPlan.findUnique({ where: { reviewId }, select: planSelect })
  let plan = await read()
  if (!plan) {
    await openPlan(ctx, report.report)
    plan = await read()
  }
  if (!plan) return null
  const sides: PlanSide[] = []
  if (report.sides.includes('host')) sides.push('host')
  if (report.review.sides.includes('host')) sides.push('head')
  if (report.sides.includes('co-lead')) sides.push('co-lead')
  if (report.sides.includes('system')) sides.push('system')
  const isKnown = sides.includes('host') || sides.includes('system') || planLife.is('known', plan.status)
  return isKnown ? { id: plan.id, plan, report, sides } : null
}
