import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { offerings } from './move-offering.ts'

/** Pauses an offering because it was so decided; its provider publishes it again once it is mended. Nothing happens where it is not out. */
export const pauseByDecision = async (ctx: Ctx, offeringId: string): Promise<Result<undefined>> => {
  const moved = await offerings.asSystemMove(asSystem(ctx), { id: offeringId, event: 'paused' }, (_ctx, { move }) =>
    move({ note: 'By a decision on a complaint' }),
  )
  return moved.ok ? ok(undefined) : moved
}

/** Whether its provider has changed an offering since an instant. */
export const wasChangedSince = async (ctx: Ctx, offeringId: string, since: Date): Promise<boolean> =>
  (await ctx.db.move.count({
    where: { subjectKind: offerings.kind, subjectId: offeringId, event: 'changed', movedAt: { gt: since } },
  })) > 0
