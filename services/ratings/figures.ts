/*
 * What is shown of somebody's ratings: never the mean alone, and never so that two looks at it tell one person's mark. Pure.
 *
 * A figure is made once a month from what had appeared before its first day, by threes: of n ratings the first 3·⌊n/3⌋ count. So any
 * two figures of one person or service, of whatever months or readers, differ by a number of ratings that three divides, and never by
 * one rating alone (differencing; see Dinur and Nissim 2003 and, for sums of sets, Chin and Özsoyoglu 1982).
 */

/** Ratings come into figures by so many, and fewer make none. */
export const enoughRatings = 3

/** How many ratings the bank's mean weighs where there is too little to estimate it from. */
const fixedWeight = 5
const fixedMean = 4

/** One rating as figures take it. ISO days. */
export type Counted = {
  id: string
  revealedOn: string
  setAsideOn: string | null
  /** Mean of the criteria that count for this subject, 1 to 5. */
  mean: number
}

/** The first day of a day's month, ISO. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/**
 * The ratings that a figure of a month rests on: those that had appeared before its first day and were not set aside by then, the
 * earliest first, as many threes as there are.
 */
export const publishedOf = <Rating extends Omit<Counted, 'mean'>>(
  ratings: readonly Rating[],
  month: string,
): Rating[] => {
  const there = ratings
    .filter(({ revealedOn, setAsideOn }) => revealedOn < month && (setAsideOn === null || setAsideOn >= month))
    .sort((a, b) => a.revealedOn.localeCompare(b.revealedOn) || a.id.localeCompare(b.id))
  return there.slice(0, there.length - (there.length % enoughRatings))
}

/** What is known before any rating: a mean, and how many ratings it weighs. */
export type Prior = { mean: number; weight: number; isEstimated: boolean }

/** Ratings of one subject, summed: how many, their sum, and the sum of their squares. */
export type Summed = { count: number; sum: number; squares: number }

/** Subjects with two ratings or more, below which nothing is estimated. */
const enoughSubjects = 10

/**
 * The prior, estimated from everybody's ratings: empirical Bayes for a normal model with one mean for each subject (Efron and Morris
 * 1975), its two variances by moments as Bühlmann and Straub (1970) estimate a credibility weight k = σ² ÷ τ². σ² is how one subject's
 * ratings vary, τ² how subjects differ; where subjects hardly differ k is large, and one's own ratings say little.
 */
export const estimatePrior = (subjects: readonly Summed[]): Prior => {
  const known = subjects.filter(({ count }) => count > 0)
  const total = known.reduce((all, { count }) => all + count, 0)
  const repeated = known.filter(({ count }) => count > 1)
  if (repeated.length < enoughSubjects) {
    const mean = total < enoughSubjects ? fixedMean : known.reduce((all, { sum }) => all + sum, 0) / total
    return { mean, weight: fixedWeight, isEstimated: false }
  }
  const mean = known.reduce((all, { sum }) => all + sum, 0) / total
  const freedom = repeated.reduce((all, { count }) => all + count - 1, 0)
  const within =
    repeated.reduce((all, { count, sum, squares }) => all + Math.max(0, squares - (sum * sum) / count), 0) / freedom
  const spread = known.reduce((all, { count, sum }) => all + count * (sum / count - mean) ** 2, 0)
  const effective = total - known.reduce((all, { count }) => all + count * count, 0) / total
  const between = Math.max(0, (spread - (known.length - 1) * within) / effective)
  const weight = between === 0 ? 30 : Math.min(30, Math.max(1, within / between))
  return { mean, weight, isEstimated: true }
}

export type Figure = { count: number } & (
  | { isEnough: false }
  | {
      isEnough: true
      /** Drawn toward the bank's mean by few ratings; one decimal. */
      shown: number
      /** Where most lie: a standard deviation either side of the mean, within 1 to 5; halves. */
      spread: { from: number; to: number }
      /** Year of the latest of them. */
      latest: string
    }
)

const round = (value: number, per: number) => Math.round(value * per) / per

/** A figure drawn toward the prior: (n·m + k·b) ÷ (n + k). */
export const drawn = (count: number, sum: number, { mean, weight }: Prior): number =>
  (sum + weight * mean) / (count + weight)

/** What is shown of published ratings. */
export const figureOf = (published: readonly Pick<Counted, 'mean' | 'revealedOn'>[], prior: Prior): Figure => {
  const count = published.length
  if (count < enoughRatings) return { count: 0, isEnough: false }
  const sum = published.reduce((total, { mean }) => total + mean, 0)
  const mean = sum / count
  const deviation = Math.sqrt(published.reduce((total, one) => total + (one.mean - mean) ** 2, 0) / count)
  return {
    count,
    isEnough: true,
    shown: round(drawn(count, sum, prior), 10),
    spread: {
      from: Math.max(1, round(mean - deviation, 2)),
      to: Math.min(5, round(mean + deviation, 2)),
    },
    latest: (published.at(-1)?.revealedOn ?? '').slice(0, 4),
  }
}
