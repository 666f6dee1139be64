import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { tables } from './tables.ts'

/** Whoever leaves gets no more of it, and nothing of their wishes is kept. */
export const leaveBriefing: Leaver = async (ctx, personId) => {
  const { subscription } = tables(ctx)
  const gone = { choice: 'none' as const, regions: [], themes: [], refusals: 0, version: { increment: 1 } }
  await subscription.updateMany({
    where: { personId, status: { not: 'ended' } },
    data: { ...gone, status: 'ended', reason: 'left', endedAt: ctx.clock.now() },
  })
  await subscription.updateMany({ where: { personId }, data: { regions: [], themes: [] } })
  return ok(undefined)
}
