import { dateFromIso } from '#services/core/clock.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { tables } from './tables.ts'

/** A membership of one's own ends. */
export const leaveMemberships: Leaver = async (ctx, personId) => {
  await tables(ctx).membership.updateMany({
    where: { personId, status: { not: 'ended' } },
    data: {
      status: 'ended',
      endedOn: dateFromIso(ctx.clock.today()),
      leavingReason: 'not_said',
      version: { increment: 1 },
    },
  })
  return ok(undefined)
}
