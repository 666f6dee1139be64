import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { offerings } from './move-offering.ts'

const byDecision = 'By a decision on a complaint'

/** Pauses an offering because it was so decided; its provider publishes it again once it is mended. Nothing happens where it is not out. */
export const pauseByDecision = async (ctx: Ctx, offeringId: string): Promise<Result<undefined>> => {
  const moved = await offerings.asSystemMove(asSystem(ctx), { id: offeringId, event: 'paused' }, (_ctx, { move }) =>
    move({ note: byDecision }),
  )
  return moved.ok ? ok(undefined) : moved
}

/**
 * Puts an offering back into the catalogue that a decision paused, while that decision is appealed. Nothing happens where its
 * provider has paused, published or archived it since, or where it was paused before.
 */
export const resumeWhileAppealed = async (ctx: Ctx, offeringId: string): Promise<Result<undefined>> => {
  const latest = await ctx.db.move.findFirst({
    where: { subjectKind: offerings.kind, subjectId: offeringId, event: { not: 'changed' } },
    orderBy: { version: 'desc' },
    select: { event: true, note: true, movedById: true },
  })
  if (latest?.event !== 'paused' || latest.movedById !== null || latest.note !== byDecision) return ok(undefined)
  const moved = await offerings.asSystemMove(asSystem(ctx), { id: offeringId, event: 'resumed' }, (_ctx, { move }) =>
    move({ note: 'The decision is appealed' }),
  )
  return moved.ok ? ok(undefined) : moved
}

/** Whether its provider has changed an offering since an instant. */
export const wasChangedSince = async (ctx: Ctx, offeringId: string, since: Date): Promise<boolean> =>
  (await ctx.db.move.count({
    where: { subjectKind: offerings.kind, subjectId: offeringId, event: 'changed', movedAt: { gt: since } },
  })) > 0
