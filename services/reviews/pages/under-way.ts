import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { UnderWay, UnderWaySource } from '#services/core/under-way.ts'
import { stateWords, titleOf } from '#services/reviews/case/kinds.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { isHostSide } from '#services/reviews/case/policy.ts'
import { daysReached, timelineOf } from '#services/reviews/case/timeline.ts'
import { type OwnReview, ownReviews } from './own-reviews.ts'

/** A page shows at most this many, the newest first. */
const most = 20

const underWay = async (ctx: Ctx, isTheirs: (row: OwnReview, isHidden: boolean) => boolean): Promise<UnderWay[]> => {
  const { rows, hidden, histories, said } = await ownReviews(ctx)
  return rows
    .filter((row) => isTheirs(row, hidden.has(row.id)))
    .toReversed()
    .slice(0, most)
    .map((row) => {
      const { id, ref, kind, status, yot } = row
      const own = {
        title: `${titleOf(kind, yot.name)} (${ref})`,
        stands: stateWords(kind, status, reviewLife.states),
      }
      if (status === 'draft') return { ...own, href: `/reviews/${ref}/edit` }
      const anchors = {
        startsOn: row.startsOn && isoFromDate(row.startsOn),
        endsOn: row.endsOn && isoFromDate(row.endsOn),
        deferredUntil: row.deferredUntil && isoFromDate(row.deferredUntil),
        commentsBy: row.commentsBy && isoFromDate(row.commentsBy),
        reachedOn: daysReached(histories.get(id) ?? []),
      }
      const steps = timelineOf(row, anchors, ctx.clock.today(), said.get(id))
      return { ...own, href: `/reviews/${ref}`, ...(status === 'postponed' ? {} : { steps }) }
    })
}

/** Requests and reviews of the services that the actor leads, and those they asked for or arrange. */
export const hostedUnderWay: UnderWaySource = (ctx) => underWay(ctx, (row) => isHostSide(ctx, row))

/**
 * What goes on in reviews with somebody: as host, whatever the conflict rules say, so that none of those is hidden; and on a team that
 * they said yes to, unless they are blocked from it. Each with where it is on its way from request to close.
 */
export const reviewsUnderWay: UnderWaySource = (ctx) =>
  underWay(
    ctx,
    (row, isHidden) =>
      isHostSide(ctx, row) ||
      (!isHidden &&
        row.seats.some(({ invitations }) =>
          invitations.some(({ personId, status }) => personId === ctx.actor.personId && status === 'accepted'),
        )),
  )
