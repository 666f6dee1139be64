import { dateFromIso } from '#services/core/clock.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { membershipLife } from './lifecycle.ts'
import { memberships } from './locked-membership.ts'
import { tables } from './tables.ts'

/** A membership of one's own ends, and a request for one is taken back. */
export const leaveMemberships: Leaver = async (ctx, personId) => {
  const rows = await tables(ctx).membership.findMany({
    where: { personId, status: { in: membershipLife.marked('open') } },
    select: { id: true },
  })
  for (const { id } of rows) {
    const row = await memberships.lock(ctx, id)
    if (!row || !membershipLife.is('open', row.status)) continue
    const event = row.status === 'applied' ? 'withdrawn' : 'left'
    const data = { endedOn: dateFromIso(ctx.clock.today()), leavingReason: 'not_said' as const }
    const moved = await memberships.move(ctx, row, event, { data })
    if (!moved.ok) return moved
  }
  return ok(undefined)
}
