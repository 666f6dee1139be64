import type { Ctx } from '#services/core/context.ts'
import { type CriterionFigure, everybodysCriteria, ownCriteria, ratingsOf } from './profile.ts'
import type { Criterion } from './schema.ts'

export type OwnRatings = Awaited<ReturnType<typeof ratingsOf>> & {
  /** Each criterion beside everybody's, where there is a figure; what lies furthest below comes first. */
  beside: (CriterionFigure & { everybody: number | null })[]
  /** The criterion that lies furthest below everybody's, in words; null where none does. */
  couldBeBetter: string | null
}

/** Tenths of a mark: less than this below everybody's says nothing of how to be better. */
const leastGap = 2

/** One's own criteria beside everybody's means, what lies furthest below first, and which of them could be better. Pure. */
export const besideEverybody = (
  own: readonly CriterionFigure[],
  all: Record<Criterion, number | null>,
): Pick<OwnRatings, 'beside' | 'couldBeBetter'> => {
  const beside = own
    .map((one) => {
      const mean = all[one.name]
      return { ...one, everybody: mean === null ? null : Math.round(mean * 10) / 10 }
    })
    .sort((a, b) => (a.shown ?? 5) - (a.everybody ?? 0) - ((b.shown ?? 5) - (b.everybody ?? 0)))
  const [first] = beside
  const isBelow =
    first !== undefined &&
    first.shown !== null &&
    first.everybody !== null &&
    Math.round((first.everybody - first.shown) * 10) >= leastGap
  return { beside, couldBeBetter: isBelow ? first.title : null }
}

/** The actor's own ratings with what they could do better: their means of each criterion beside the bank's. Null for a visitor. */
export const ownRatings = async (ctx: Ctx): Promise<OwnRatings | null> => {
  const { personId } = ctx.actor
  if (personId === null) return null
  const [own, means, all] = await Promise.all([
    ratingsOf(ctx, personId),
    ownCriteria(ctx, personId),
    everybodysCriteria(ctx),
  ])
  const tenths = (mean: number | null) => mean && Math.round(mean * 10) / 10
  return {
    ...own,
    ...besideEverybody(
      own.byCriterion.map((one) => ({ ...one, shown: tenths(means[one.name]) })),
      all,
    ),
  }
}
