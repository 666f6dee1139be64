import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { tables } from './tables.ts'

/** What they said of themselves is erased; that they were approved, and for what, stays under work that rested on it. */
export const leaveBank: Leaver = async (ctx, personId) => {
  const { profile, expertise, absence, standing } = tables(ctx)
  await expertise.deleteMany({ where: { personId } })
  await absence.deleteMany({ where: { personId } })
  await profile.deleteMany({ where: { personId } })
  await standing.updateMany({
    where: { personId },
    data: { status: 'removed', statusReason: 'Left the exchange', version: { increment: 1 } },
  })
  return ok(undefined)
}
