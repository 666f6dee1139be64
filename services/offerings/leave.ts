import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { openStates } from './enquiry-lifecycle.ts'
import { tables } from './tables.ts'

/** An associate's own offerings leave the catalogue, once the enquiries about them are answered. */
export const leaveOfferings: Leaver = async (ctx, personId) => {
  const { offering, enquiry } = tables(ctx)
  const open = await enquiry.count({ where: { offering: { personId }, status: { in: [...openStates] } } })
  if (open > 0) return refused('Services wait for your answer to their enquiries. Answer them first.')
  await offering.updateMany({
    where: { personId, status: { not: 'archived' } },
    data: { status: 'archived', version: { increment: 1 } },
  })
  return ok(undefined)
}
