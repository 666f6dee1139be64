import type { PlanStatus, ReviewStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { workingDayFrom } from '#services/core/working-days.ts'
import { paragraphsOf } from '#services/documents/index.ts'
import { factsForReport } from '#services/reviews/index.ts'
import { finalOf, sealedParts } from './content.ts'
import { lockPlan, plans } from './move-plan.ts'
import { planTimes } from './plan-lifecycle.ts'
import { tables } from './tables.ts'

/** Where the plan of a review stands that went on before plans were kept here. */
const standing: Partial<Record<ReviewStatus, PlanStatus>> = {
  action_plan: 'sent',
  progress_review: 'reviewed',
  closed: 'closed',
}

const steps = [
  ['completed', 'sent'],
  ['progress-recorded', 'reviewed'],
  ['closed', 'closed'],
] as const

const before = 'Answered before plans were kept here.'

/**
 * Opens the plan of a review whose report is final: an area for each point of its areas for consideration. Due three months
 * after. Once, whoever asks and however often.
 */
export const openPlan = (
  outer: Ctx,
  { id: reportId, reviewId }: { id: string; reviewId: string },
): Promise<Result<unknown>> =>
  inTransaction(asSystem(outer), async (ctx) => {
    const sealed = await sealedParts(ctx, finalOf(reportId))
    if (!sealed) return ok(undefined)
    const facts = await factsForReport(ctx, reviewId)
    const finalOn = facts.finalOn ?? ctx.clock.today()
    const presentedOn = facts.presentedOn ?? facts.endsOn ?? finalOn
    const made = {
      id: newId(),
      reviewId,
      status: 'open' as const,
      openedAt: ctx.clock.now(),
      dueOn: dateFromIso(workingDayFrom(addMonths(finalOn, planTimes.dueMonths))),
      latestOn: dateFromIso(workingDayFrom(addMonths(finalOn, planTimes.latestMonths))),
      progressOn: dateFromIso(workingDayFrom(addMonths(presentedOn, planTimes.progressMonths))),
    }
    const { count } = await tables(ctx).actionPlan.createMany({ data: [made], skipDuplicates: true })
    if (count === 0) return ok(undefined)
    const tree = sealed.parts.find(({ key }) => key === 'areas')?.tree ?? []
    const stands = standing[facts.status]
    await tables(ctx).planArea.createMany({
      data: paragraphsOf(tree)
        .slice(0, planTimes.areas)
        .map(({ number, text }) => ({
          id: newId(),
          planId: made.id,
          position: number,
          text,
          notTakenUp: stands ? before : '',
        })),
    })
    await plans.begin(ctx, await lockPlan(ctx, made.id), 'opened')
    if (!stands) return ok(undefined)
    for (const [event, to] of steps) {
      const today = dateFromIso(ctx.clock.today())
      const data = { sentOn: today, ...(to === 'sent' ? {} : { recordedOn: today }) }
      const moved = await plans.move(ctx, await lockPlan(ctx, made.id), event, { data })
      if (!moved.ok || to === stands) return moved
    }
    return ok(undefined)
  })
