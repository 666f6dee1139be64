import { asSystem } from '#services/core/access.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { ok } from '#services/core/result.ts'
import { withdrawForLeaver } from './close.ts'
import { releaseDecider } from './release.ts'
import { tables } from './tables.ts'

/**
 * Whoever decides hands their place on; what only they brought is taken back; what is about them goes on, and is decided with what
 * was said. Nobody gets out of it, or stops another's, by leaving.
 */
export const leaveFairness: Leaver = async (ctx, personId) => {
  const places = await tables(ctx).concernView.findMany({
    where: { deciderId: personId, releasedAt: null, recordedAt: null, concern: { status: 'hearing' } },
    select: { concernId: true },
  })
  for (const { concernId } of places) {
    const released = await releaseDecider(ctx, concernId, personId)
    if (!released.ok) return released
  }
  const brought = await tables(ctx).concern.findMany({
    where: {
      status: { in: ['opened', 'hearing'] },
      parties: { some: { personId, side: 'bringer', isSpeaking: true } },
    },
    include: { parties: true, points: true },
  })
  for (const { id, parties, points } of brought) {
    const isTheirsAlone = parties.filter((one) => one.side === 'bringer' && one.isSpeaking).length === 1
    if (!isTheirsAlone || points.some(({ side }) => side === 'other')) continue
    const withdrawn = await withdrawForLeaver(asSystem(ctx), id)
    if (!withdrawn.ok) return withdrawn
  }
  return ok(undefined)
}
