import { blockedIn } from '#services/conflicts/index.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { lockApplication } from './move-application.ts'
import { caseOf } from './policy.ts'
import { followUpViews, placesNow } from './record-view.ts'
import { tables } from './tables.ts'

/**
 * Takes assessors who turned out to be conflicted off their panels, whether or not they had recorded a view, and gives
 * their places to others. They are told nothing: to them the application no longer exists.
 */
export const releaseBlockedAssessors = async (ctx: Ctx): Promise<void> => {
  const sitting = await tables(ctx).application.findMany({ where: { status: 'panel' }, select: { id: true } })
  const blocked = await blockedIn(ctx, {
    kind: 'application',
    ids: sitting.map(({ id }) => id),
    activity: 'deciding',
  })
  for (const { caseId, personId } of blocked) {
    await inTransaction(ctx, async (ctx) => {
      const application = await lockApplication(ctx, caseId)
      if (application?.status !== 'panel') return ok(undefined)
      const place = (await placesNow(ctx, application)).find(({ assessorId }) => assessorId === personId)
      if (!place) return ok(undefined)
      await tables(ctx).assessment.update({ where: { id: place.id }, data: { releasedAt: ctx.clock.now() } })
      await audit(ctx, {
        event: 'assessor.released',
        subject: { kind: 'application', id: caseId },
        case: caseOf(caseId),
        data: { round: application.round, hadRecorded: place.recordedAt !== null },
      })
      await followUpViews(ctx, caseId)
      return ok(undefined)
    })
  }
}
