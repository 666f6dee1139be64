import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { offeringLife } from './lifecycle.ts'
import { offerings } from './move-offering.ts'
import { tables } from './tables.ts'

/** An associate's own offerings leave the catalogue. */
export const leaveOfferings: Leaver = async (ctx, personId) => {
  const own = await tables(ctx).offering.findMany({
    where: { personId, status: { in: offeringLife.marked('kept') } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of own) {
    const offering = await offerings.lock(ctx, id)
    const archived = offering && (await offerings.move(ctx, offering, 'archived'))
    if (archived && !archived.ok) return archived
  }
  return ok(undefined)
}
