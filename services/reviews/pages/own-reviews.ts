import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { oncePerContext } from '#services/core/remember.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { saidOfSteps } from '#services/reviews/case/steps.ts'
import { tables } from '#services/reviews/case/tables.ts'
import type { SaidOfSteps } from '#services/reviews/case/timeline.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'

/** A home page knows of at most this many reviews, the oldest first. */
const most = 50

/** Nothing of these goes on. */
const over: ReviewStatus[] = ['withdrawn', 'declined', 'redirected', 'closed']

const select = {
  id: true,
  version: true,
  ref: true,
  kind: true,
  status: true,
  yotCode: true,
  requestedById: true,
  leadOfficerId: true,
  caseHolderId: true,
  postponedFrom: true,
  startsOn: true,
  endsOn: true,
  deferredUntil: true,
  commentsBy: true,
  termsChange: true,
  agreedPlaces: true,
  yot: { select: { name: true, region: true } },
  seats: {
    select: {
      role: true,
      invitations: {
        where: { status: { in: ['offered', 'accepted'] } },
        select: { id: true, personId: true, status: true, respondBy: true, version: true },
      },
    },
  },
} satisfies Prisma.ReviewRequestSelect

/** A review as a home page knows of it. */
export type OwnReview = Prisma.ReviewRequestGetPayload<{ select: typeof select }>

const mine = async (ctx: Ctx, personId: string): Promise<Prisma.ReviewRequestWhereInput[]> => {
  // Looked up first: as a condition on the reviews it would have the database go through all of them.
  const asked = await tables(ctx).invitation.findMany({
    where: { personId, status: { in: ['offered', 'accepted'] }, seat: { request: { status: { notIn: over } } } },
    select: { seat: { select: { requestId: true } } },
  })
  const led = yotsOf(ctx.actor).filter((yotCode) => speaksFor(ctx.actor, yotCode))
  return [
    { yotCode: { in: led } },
    { leadOfficerId: personId },
    { requestedById: personId },
    { caseHolderId: personId },
    { id: { in: asked.map(({ seat }) => seat.requestId) } },
    ...(may(ctx.actor, 'review.decide')
      ? [{ status: { in: ['coordinator_checked' as const, 'deferred' as const] } }]
      : []),
  ]
}

/**
 * The open reviews in which somebody has a part: as host, as invitee or on the team, as the one who looks after them, on the board; what
 * happened to each and what was said of its steps. Read once a page; `hidden` are those the person is blocked from.
 */
export const ownReviews = oncePerContext(async (ctx) => {
  const { personId } = ctx.actor
  const none = { rows: [], hidden: new Set<string>(), histories: new Map(), said: new Map<string, SaidOfSteps>() }
  if (personId === null) return none
  const hidden = new Set(await hiddenCaseIds(ctx, 'review_request'))
  const rows = await tables(ctx).reviewRequest.findMany({
    where: { status: { notIn: over }, OR: await mine(ctx, personId) },
    select,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: most,
  })
  const ticked = rows.flatMap(({ id, startsOn }) => (startsOn === null ? [] : [id]))
  const [histories, said] = await Promise.all([
    reviews.histories(
      ctx,
      rows.map(({ id }) => id),
    ),
    ticked.length === 0 ? new Map<string, SaidOfSteps>() : saidOfSteps(ctx, ticked),
  ])
  return { rows, hidden, histories, said }
})
