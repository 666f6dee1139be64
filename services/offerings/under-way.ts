import type { UnderWaySource } from '#services/core/under-way.ts'
import { yotsOf } from '#services/yots/speaks-for.ts'
import { enquiryStatusWords, openStates } from './enquiry-lifecycle.ts'
import { sentBy } from './list-enquiries.ts'
import { tables } from './tables.ts'

/** A page shows at most this many, the newest first; the list of enquiries has them all. */
const most = 20

/** Open enquiries that the actor sent, and those of the services they lead. */
export const enquiriesUnderWay: UnderWaySource = async (ctx) => {
  const { personId, grants } = ctx.actor
  if (personId === null || yotsOf(ctx.actor).length === 0) return []
  const led = grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode !== undefined ? [yotCode] : []))
  const rows = await tables(ctx).enquiry.findMany({
    where: {
      AND: [sentBy(ctx), { status: { in: [...openStates] } }, { OR: [{ fromId: personId }, { yotCode: { in: led } }] }],
    },
    orderBy: [{ sentAt: 'desc' }, { id: 'asc' }],
    take: most,
    select: { ref: true, status: true, offering: { select: { title: true } } },
  })
  return rows.map(({ ref, status, offering }) => ({
    title: `Enquiry about “${offering.title}” (${ref})`,
    href: `/enquiries/${ref}`,
    stands: enquiryStatusWords[status],
  }))
}
