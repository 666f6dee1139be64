import type { Prisma } from '#prisma/generated/client.ts'
import { hiddenCaseIds } from '#services/conflicts/visibility.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { isRevealed } from './rules.ts'
import { tables } from './tables.ts'

/** Who at the host looks after the work: for a review, its lead officer and whoever asked for it. */
export const hostPersonIdsOf = async (ctx: Ctx, pair: { work: string; workId: string }): Promise<string[]> => {
  if (pair.work !== 'review') return []
  const review = await ctx.db.reviewRequest.findUnique({
    where: { id: pair.workId },
    select: { leadOfficerId: true, requestedById: true },
  })
  return review ? [...new Set([review.leadOfficerId, review.requestedById])] : []
}

/** Pairs that this actor may know of: not those of a case they are blocked from. */
export const visiblePairs = async (ctx: Ctx): Promise<Prisma.RatingPairWhereInput> => {
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  return hidden.length === 0 ? {} : { OR: [{ caseId: null }, { caseId: { notIn: hidden } }] }
}

/** One pair with its two sides, or null. */
export const readPair = async (ctx: Ctx, pairId: string) => {
  const pair = await tables(ctx).ratingPair.findUnique({
    where: { id: pairId },
    include: {
      host: { select: { name: true } },
      ratings: true,
      people: { include: { person: { select: { name: true } } }, orderBy: { personId: 'asc' } },
    },
  })
  if (!pair) return null
  const revealOn = isoFromDate(pair.revealOn)
  return {
    ...pair,
    revealOn,
    isRevealed: isRevealed({
      sides: pair.ratings.map((rating) => rating.side),
      revealOn,
      today: ctx.clock.today(),
    }),
    hostPersonIds: await hostPersonIdsOf(ctx, pair),
  }
}
