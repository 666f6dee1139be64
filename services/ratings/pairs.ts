import type { Prisma } from '#prisma/generated/client.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { hiddenReviewIds } from '#services/reviews/index.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'
import { isRevealed } from './rules.ts'
import { tables } from './tables.ts'

/** Who at the host looks after the work: for a review, its lead officer and whoever asked for it; else whoever asked. */
export const hostPersonIdsOf = async (ctx: Ctx, pair: { work: string; workId: string }): Promise<string[]> => {
  if (pair.work !== 'review') {
    const engagement = await ctx.db.engagement.findUnique({
      where: { id: pair.workId },
      select: { hostContactId: true },
    })
    return engagement ? [engagement.hostContactId] : []
  }
  const review = await ctx.db.reviewRequest.findUnique({
    where: { id: pair.workId },
    select: { leadOfficerId: true, requestedById: true },
  })
  return review ? [...new Set([review.leadOfficerId, review.requestedById])] : []
}

/** Pairs that this actor may know of: not those of a case they are blocked from. */
export const visiblePairs = async (ctx: Ctx): Promise<Prisma.RatingPairWhereInput> => {
  const hidden = (await Promise.all([hiddenReviewIds(ctx), hiddenCaseIds(ctx, 'enquiry')])).flat()
  return hidden.length === 0 ? {} : { OR: [{ caseId: null }, { caseId: { notIn: hidden } }] }
}

/** Pairs of work that the actor took part in, as a condition. Two statements, whatever they took part in. */
const ownPairs = async (ctx: Ctx): Promise<Prisma.RatingPairWhereInput> => {
  const { personId } = ctx.actor
  if (personId === null) return { id: { in: [] } }
  const [hosted, asked] = await Promise.all([
    ctx.db.reviewRequest.findMany({
      where: { OR: [{ leadOfficerId: personId }, { requestedById: personId }] },
      select: { id: true },
    }),
    ctx.db.engagement.findMany({ where: { hostContactId: personId }, select: { id: true } }),
  ])
  const led = yotsOf(ctx.actor).filter((yotCode) => speaksFor(ctx.actor, yotCode))
  return {
    OR: [
      { people: { some: { personId } } },
      { hostYotCode: { in: led } },
      { providerYotCode: { in: led } },
      { work: 'review', workId: { in: hosted.map(({ id }) => id) } },
      { work: 'engagement', workId: { in: asked.map(({ id }) => id) } },
    ],
  }
}

/**
 * One pair with its two sides, for somebody who took part in the work; null for everybody else, at the cost of an unknown one.
 */
export const readPair = async (ctx: Ctx, pairId: string) => {
  const pair = await tables(ctx).ratingPair.findFirst({
    where: { AND: [{ id: pairId }, await ownPairs(ctx)] },
    include: {
      host: { select: { name: true, region: true } },
      ratings: { orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }] },
      later: true,
      people: { include: { person: { select: { name: true } } }, orderBy: { personId: 'asc' } },
    },
  })
  if (!pair) return null
  const revealOn = isoFromDate(pair.revealOn)
  return {
    ...pair,
    revealOn,
    isRevealed: isRevealed({
      seats: pair.ratings.map((rating) => rating.seat),
      people: pair.people,
      revealOn,
      today: ctx.clock.today(),
    }),
    hostPersonIds: await hostPersonIdsOf(ctx, pair),
  }
}
