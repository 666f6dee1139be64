import type { UnderWaySource } from '#services/core/under-way.ts'
import { counted } from '#services/core/words.ts'
import { yotsOf } from '#services/yots/index.ts'
import { enquiryLife } from './lifecycle.ts'
import { needTitle, sentBy } from './list-enquiries.ts'
import { tables } from './tables.ts'

/** A page shows at most this many, the newest first; the list of enquiries has them all. */
const most = 20

/** Open needs that the actor sent, and those of the services they lead. */
export const enquiriesUnderWay: UnderWaySource = async (ctx) => {
  const { personId, grants } = ctx.actor
  if (personId === null || yotsOf(ctx.actor).length === 0) return []
  const led = grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode !== undefined ? [yotCode] : []))
  const rows = await tables(ctx).need.findMany({
    where: {
      AND: [
        sentBy(ctx),
        { chosenId: null, enquiries: { some: { status: { in: enquiryLife.marked('open') } } } },
        { OR: [{ fromId: personId }, { yotCode: { in: led } }] },
      ],
    },
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: most,
    select: { ref: true, words: true, enquiries: { select: { status: true } } },
  })
  return rows.map(({ ref, words, enquiries }) => {
    const offers = enquiries.filter(({ status }) => status === 'interested').length
    return {
      title: `${needTitle(words)} (${ref})`,
      href: `/enquiries/${ref}`,
      stands: offers > 0 ? counted(offers, 'offer') : enquiryLife.states.sent,
    }
  })
}
