import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewKind } from '#prisma/generated/enums.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { uncapitalise } from '#services/core/words.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { kinds, stateWords } from '#services/reviews/case/kinds.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { hostedReviews, sightedReviews } from '#services/reviews/case/policy.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { visitDays } from '#services/reviews/case/visit-days.ts'
import { seatRoleWords } from '#services/reviews/team/proposal.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'

/** A list shows at most this many; more is history, kept on the services' own pages. */
const most = 100

const rowSelect = {
  ref: true,
  kind: true,
  status: true,
  startsOn: true,
  endsOn: true,
  arrivedOn: true,
  leftOn: true,
  yot: { select: { name: true } },
} satisfies Prisma.ReviewRequestSelect

type Row = Prisma.ReviewRequestGetPayload<{ select: typeof rowSelect }>

export type ListedReview = {
  ref: string
  yotName: string
  status: string
  startsOn: string | null
  endsOn: string | null
}

/** Where it stands, and in a list of reviews what it is where it is none. */
const saysOf = (kind: ReviewKind, stands: string): string =>
  kind === 'review' ? stands : `${kinds[kind].name}: ${uncapitalise(stands)}`

const listedReview = ({ ref, kind, status, yot, ...days }: Row): ListedReview => ({
  ref,
  yotName: yot.name,
  status: saysOf(kind, stateWords(kind, status, reviewLife.states)),
  ...visitDays(days),
})

/**
 * The actor's own reviews: those of the services they speak for or arrange them in, those they are invited to or serve on,
 * and whether they can ask for one. Cases they are blocked from are not there.
 */
export const myReviews = async (ctx: Ctx) => {
  const personId = ctx.actor.personId
  if (personId === null) return { hosted: [], serving: [], mayRequest: false, isAssociation: false }
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const [hosted, serving] = await Promise.all([
    tables(ctx).reviewRequest.findMany({
      where: { OR: [hostedReviews(ctx), ...sightedReviews(ctx)] },
      select: rowSelect,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: most,
    }),
    tables(ctx).invitation.findMany({
      where: {
        personId,
        status: { in: ['offered', 'accepted'] },
        seat: { requestId: { notIn: hidden } },
      },
      select: {
        id: true,
        status: true,
        respondBy: true,
        seat: { select: { role: true, request: { select: rowSelect } } },
      },
      orderBy: [{ offeredAt: 'desc' }, { id: 'asc' }],
      take: most,
    }),
  ])
  return {
    hosted: hosted.map(listedReview),
    serving: serving.map(({ id, status, respondBy, seat }) => ({
      ...listedReview(seat.request),
      invitationId: id,
      role: seatRoleWords[seat.role],
      answerBy: status === 'offered' ? isoFromDate(respondBy) : null,
    })),
    mayRequest: may(ctx.actor, 'review.request'),
    isAssociation: may(ctx.actor, 'review.list'),
  }
}

/** The services that the actor could ask a review for, and whether each is a member today. */
export const servicesToAskFor = async (ctx: Ctx) => {
  const codes = yotsOf(ctx.actor).filter((yotCode) => speaksFor(ctx.actor, yotCode))
  const yots = await ctx.db.yot.findMany({
    where: { code: { in: codes } },
    select: { code: true, name: true },
    orderBy: { name: 'asc' },
  })
  const members = await Promise.all(
    yots.map(({ code }) => hasMembership(ctx, 'review.request', { yotCode: code, personId: ctx.actor.personId })),
  )
  return yots.map((yot, index) => ({ ...yot, isMember: members[index] ?? false }))
}
