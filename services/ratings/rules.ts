import type { RatingSide } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import { type Criterion, criteria } from './schema.ts'

/** Days after delivery until both ratings appear, whether or not both are there (lifecycles.md: 14). */
export const sealedDays = 14

/** Fewer ratings than this say "not enough ratings yet" instead of a figure. */
export const enoughRatings = 3

/** How many ratings the bank's own mean weighs: few ratings stay near it, many leave it behind. */
const priorWeight = 5

export const revealDay = (openedOn: string): string => addDays(openedOn, sealedDays)

/** Sealed until both sides have rated or the reveal day has come (that day included). */
export const isRevealed = (facts: { sides: readonly RatingSide[]; revealOn: string; today: string }): boolean =>
  facts.today >= facts.revealOn || (facts.sides.includes('host') && facts.sides.includes('provider'))

export type Marks = Record<Criterion, number>

/** One rating's mean over the five criteria, 1 to 5. */
export const meanOf = (rating: Marks): number =>
  criteria.reduce((sum, { name }) => sum + rating[name], 0) / criteria.length

export type RatingFigure = { count: number } & (
  | { isEnough: false }
  | {
      isEnough: true
      /** Drawn toward the bank's mean by few ratings; one decimal. */
      shown: number
      lowest: number
      highest: number
    }
)

/**
 * What is shown of somebody's ratings: never the mean alone. With n ratings of mean m and the bank's mean b, the figure is
 * (n·m + 5·b) / (n + 5): the usual estimate of a mean with a prior worth five observations, so that two perfect ratings do
 * not outrank twenty very good ones.
 *
 * @param means each rating's mean, 1 to 5
 * @param bankMean mean of everyone's ratings, 1 to 5
 */
export const figureOf = (means: readonly number[], bankMean: number): RatingFigure => {
  const count = means.length
  if (count < enoughRatings) return { count, isEnough: false }
  const sum = means.reduce((total, mean) => total + mean, 0)
  const shown = (sum + priorWeight * bankMean) / (count + priorWeight)
  const round = (value: number) => Math.round(value * 10) / 10
  return {
    count,
    isEnough: true,
    shown: round(shown),
    lowest: round(Math.min(...means)),
    highest: round(Math.max(...means)),
  }
}
