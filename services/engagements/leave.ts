import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { engagementLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** An associate finishes what they agreed before they leave; a service's people are stood in for by their colleagues. */
export const leaveEngagements: Leaver = async (ctx, personId) => {
  const open = await tables(ctx).engagement.count({
    where: {
      providerPersonId: personId,
      status: { in: ['terms_proposed', ...engagementLife.marked('running'), 'disputed'] },
    },
  })
  return open > 0
    ? refused('Work that you agreed is not finished. Finish it, cancel it or step back first.')
    : ok(undefined)
}
