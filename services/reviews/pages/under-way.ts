import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { UnderWaySource } from '#services/core/under-way.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'

const over: ReviewStatus[] = ['withdrawn', 'declined', 'redirected', 'closed']

/** A page shows at most this many, the newest first. */
const most = 20

/**
 * Requests and reviews of the services that the actor leads, and those they asked for or arrange. The host's own people see
 * their own case whatever the conflict rules say, so none is hidden.
 */
export const reviewsUnderWay: UnderWaySource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const led = yotsOf(ctx.actor).filter((yotCode) => speaksFor(ctx.actor, yotCode))
  const rows = await tables(ctx).reviewRequest.findMany({
    where: {
      status: { notIn: over },
      OR: [{ yotCode: { in: led } }, { requestedById: personId }, { leadOfficerId: personId }],
    },
    select: { ref: true, status: true, yot: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: most,
  })
  return rows.map(({ ref, status, yot }) => ({
    title: `Peer review of ${yot.name} (${ref})`,
    href: status === 'draft' ? `/reviews/${ref}/edit` : `/reviews/${ref}`,
    stands: reviewLife.states[status],
  }))
}
