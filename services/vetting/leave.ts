import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { openStatuses } from './lifecycle.ts'
import { tables } from './tables.ts'

/** An application under way is withdrawn first: referees and assessors are told by that. */
export const leaveVetting: Leaver = async (ctx, personId) => {
  const open = await tables(ctx).application.findFirst({
    where: { personId, status: { in: [...openStatuses] } },
    select: { ref: true },
  })
  if (open) return refused(`Your application ${open.ref} is under way. Withdraw it first.`)
  await tables(ctx).reviewerTraining.deleteMany({ where: { personId } })
  return ok(undefined)
}
