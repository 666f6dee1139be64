import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { consents } from './consents.ts'
import { offeringLife } from './lifecycle.ts'
import { offerings } from './move-offering.ts'
import { tables } from './tables.ts'

/** An associate's own offerings leave the catalogue. */
export const leaveOfferings: Leaver = async (ctx, personId) => {
  const own = await tables(ctx).offering.findMany({
    where: { personId, outsideId: null, status: { in: offeringLife.marked('kept') } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of own) {
    const offering = await offerings.lock(ctx, id)
    const archived = offering && (await offerings.move(ctx, offering, 'archived'))
    if (archived && !archived.ok) return archived
  }
  const asked = await tables(ctx).ownNameConsent.findMany({
    where: { personId, status: { in: ['asked', 'given'] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of asked) {
    const consent = await consents.lock(ctx, id)
    const ended = consent && (await consents.move(ctx, consent, 'taken-back'))
    if (ended && !ended.ok) return ended
  }
  return ok(undefined)
}
