import { admitToBank } from '#services/bank/index.ts'
import { asSystem } from '#services/core/access.ts'
import { addDays, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { appealDays } from './clocks.ts'
import { admissionFrom } from './decide-application.ts'
import { openStatuses } from './lifecycle.ts'
import { lockApplication, moveApplication } from './move-application.ts'
import { openOwn } from './policy.ts'
import { tables } from './tables.ts'

/** Last ISO day on which a decision taken at an instant can be appealed. */
export const lastDayToAppeal = (decidedAt: Date): string => addDays(londonDate(decidedAt), appealDays)

/**
 * The actor's own application whose decline or deferral can be appealed, with the last day for it and whoever had a part in the
 * decision. not-found for anybody else's; refused where there is nothing to appeal.
 */
export const applicationToAppeal = async (
  ctx: Ctx,
  ref: string,
): Promise<Result<{ id: string; lastDay: string; decidedByIds: string[] }>> => {
  const opened = await openOwn(ctx, ref)
  if (!opened.ok) return opened
  const application = await tables(ctx).application.findUniqueOrThrow({
    where: { id: opened.value.id },
    select: {
      id: true,
      status: true,
      decidedAt: true,
      decidedById: true,
      assessments: { select: { assessorId: true } },
    },
  })
  const { id, status, decidedAt, decidedById, assessments } = application
  if ((status !== 'declined' && status !== 'deferred') || decidedAt === null)
    return refused('Only a decision to decline or to defer can be appealed.')
  return ok({
    id,
    lastDay: lastDayToAppeal(decidedAt),
    decidedByIds: [
      ...new Set([...assessments.map(({ assessorId }) => assessorId), ...(decidedById ? [decidedById] : [])]),
    ],
  })
}

/**
 * Carries out what was decided on appeal, in that transaction: the decision stands, the application is approved, or it goes before a
 * panel of others. Nothing happens where the application has moved on.
 */
export const decideAppealOfApplication = (
  ctx: Ctx,
  {
    applicationId,
    outcome,
    reasons,
  }: { applicationId: string; outcome: 'stands' | 'changed' | 'heard-anew'; reasons: string },
): Promise<Result<unknown>> =>
  inTransaction<unknown>(asSystem(ctx), async (ctx) => {
    const application = await lockApplication(ctx, applicationId)
    if (!application) return notFound()
    if (outcome === 'stands' || (application.status !== 'declined' && application.status !== 'deferred'))
      return ok(undefined)
    // Somebody who has applied again in the meantime has that one decided; two at once there are never.
    const other = await tables(ctx).application.count({
      where: { personId: application.personId, status: { in: [...openStatuses] } },
    })
    if (other > 0) return ok(undefined)
    if (outcome === 'changed') {
      const admitted = await admitToBank(ctx, await admissionFrom(ctx, application, []))
      if (!admitted.ok) return admitted
      return moveApplication(ctx, application, {
        event: 'approve-on-appeal',
        reasons,
        data: { decisionReasons: reasons, deferredUntil: null },
      })
    }
    return moveApplication(ctx, application, {
      event: 'hear-anew',
      reasons,
      data: { round: { increment: 1 }, heardAnewRound: application.round + 1, deferredUntil: null },
    })
  })
