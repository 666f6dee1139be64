import type { Ctx } from '#services/core/context.ts'
import { monthOf } from './figures.ts'
import { type CriterionFigure, ratingsOf } from './profile.ts'
import { revealedToday } from './queries.ts'
import { type Criterion, criteria } from './schema.ts'
import { tables } from './tables.ts'

export type OwnRatings = Awaited<ReturnType<typeof ratingsOf>> & {
  /** Each criterion beside everybody's, where there is a figure; what lies furthest below comes first. */
  beside: (CriterionFigure & { everybody: number | null })[]
  /** The criterion that lies furthest below everybody's, in words; null where none does. */
  couldBeBetter: string | null
}

/** Tenths of a mark: less than this below everybody's says nothing of how to be better. */
const leastGap = 2

/** Everybody's mean of each criterion, from ratings that had appeared before this month. One statement. */
const everybodys = async (ctx: Ctx): Promise<Record<Criterion, number | null>> => {
  const month = new Date(`${monthOf(ctx.clock.today())}T00:00:00Z`)
  const { _avg } = await tables(ctx).rating.aggregate({
    where: { side: 'host', setAsideOn: null, pair: { AND: [revealedToday(ctx), { revealOn: { lt: month } }] } },
    _avg: { relevance: true, preparation: true, quality: true, conduct: true, usefulness: true },
  })
  return Object.fromEntries(criteria.map(({ name }) => [name, _avg[name]])) as Record<Criterion, number | null>
}

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

/** The actor's own ratings with what they could do better: their criteria beside the bank's. Null for a visitor. */
export const ownRatings = async (ctx: Ctx): Promise<OwnRatings | null> => {
  const { personId } = ctx.actor
  if (personId === null) return null
  const [own, all] = await Promise.all([ratingsOf(ctx, personId), everybodys(ctx)])
  return { ...own, ...besideEverybody(own.byCriterion, all) }
}
