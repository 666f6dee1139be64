import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { enquiryLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** Nobody leaves while services wait for their answer; what they typed and did not send is erased. */
export const leaveEnquiries: Leaver = async (ctx, personId) => {
  const open = await tables(ctx).enquiry.count({
    where: { offering: { personId }, status: { in: enquiryLife.marked('open') } },
  })
  if (open > 0) return refused('Services wait for your answer to their enquiries. Answer them first.')
  await tables(ctx).needDraft.deleteMany({ where: { personId } })
  return ok(undefined)
}
