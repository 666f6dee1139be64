import type { Ctx } from '#services/core/context.ts'
import { enquiryLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** How many enquiries about each of these offerings (by slug) wait for an answer or a choice. One statement. */
export const openEnquiriesOf = async (ctx: Ctx, slugs: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await tables(ctx).enquiry.findMany({
    where: { status: { in: enquiryLife.marked('open') }, offering: { slug: { in: [...slugs] } } },
    select: { offering: { select: { slug: true } } },
  })
  const counts = new Map<string, number>()
  for (const { offering } of rows) counts.set(offering.slug, (counts.get(offering.slug) ?? 0) + 1)
  return counts
}
