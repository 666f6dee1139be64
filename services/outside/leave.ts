import { dateFromIso } from '#services/core/clock.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { outsideLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** Whoever speaks for an outside provider hands that on or ends it first; nobody is sent any more who has left. */
export const leaveOutside: Leaver = async (ctx, personId) => {
  const { outsideProvider, outsidePerson } = tables(ctx)
  const spoken = await outsideProvider.findFirst({
    where: { contactId: personId, status: { in: outsideLife.marked('known') } },
    select: { name: true },
  })
  if (spoken)
    return refused(`You speak for ${spoken.name}. Let somebody else speak for it on its page, or end it, first.`)
  await outsidePerson.updateMany({
    where: { personId, until: null },
    data: { until: dateFromIso(ctx.clock.today()) },
  })
  return ok(undefined)
}
