import type { Delivery } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { providedBy } from '#services/offerings/index.ts'
import { courseLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** A date of an offering, as its page shows it. */
export type OfferingDate = {
  ref: string
  startsAt: string
  mode: Delivery
  place: string
  free: number
  isOpen: boolean
  /** A draft, which only the provider's side sees. */
  isDraft: boolean
}

/** The dates to come of an offering, the soonest first, drafts for its own side alone; at most twenty. */
export const datesOf = async (ctx: Ctx, slug: string): Promise<OfferingDate[]> => {
  const rows = await tables(ctx).courseDate.findMany({
    where: {
      offering: { slug },
      startsAt: { gt: ctx.clock.now() },
      OR: [{ status: { in: courseLife.marked('listed') } }, { status: 'draft', offering: providedBy(ctx.actor) }],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 20,
    select: {
      ref: true,
      startsAt: true,
      mode: true,
      place: true,
      places: true,
      status: true,
      _count: { select: { booked: { where: { status: { in: ['booked', 'offered', 'attended', 'absent'] } } } } },
    },
  })
  return rows.map(({ ref, startsAt, mode, place, places, status, _count }) => ({
    ref,
    startsAt: startsAt.toISOString(),
    mode,
    place,
    free: places - _count.booked,
    isOpen: status === 'open',
    isDraft: status === 'draft',
  }))
}
