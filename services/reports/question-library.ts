import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type GoodQuestion, hiddenReviewIds, questionsAsked, starterQuestions } from '#services/reviews/index.ts'
import { tables } from './tables.ts'

/**
 * The library of good questions: those it began with, and those of closed reviews whose host gave them to it and has not taken them back.
 * It names no service.
 */
export const questionLibrary = async (ctx: Ctx): Promise<GoodQuestion[]> => {
  const today = dateFromIso(ctx.clock.today())
  const given = await tables(ctx).share.findMany({
    where: { item: 'questions', audience: 'library', withdrawnAt: null, until: { gte: today } },
    select: { reviewId: true },
    distinct: ['reviewId'],
  })
  const hidden = new Set(given.length === 0 ? [] : await hiddenReviewIds(ctx))
  const shown = given.map(({ reviewId }) => reviewId).filter((id) => !hidden.has(id))
  const [starters, asked] = await Promise.all([starterQuestions(ctx), questionsAsked(ctx, shown)])
  return [...asked, ...starters]
}
