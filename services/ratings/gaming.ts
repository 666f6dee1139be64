/*
 * Signs that ratings were not given as they should be. Statistics with a bound on false alarms; shown to whoever decides with the
 * reason, never acted on. Pure.
 */

/** A sign is shown when so little of what chance brings would look like it. */
const alarmBelow = 0.01

/** Probability of k or more of n at a chance of p each: the binomial's upper tail. */
export const binomialTail = (n: number, k: number, p: number): number => {
  if (k <= 0) return 1
  if (p <= 0) return 0
  if (p >= 1) return 1
  let log = n * Math.log(1 - p)
  let below = 0
  for (let i = 0; i < k; i += 1) {
    below += Math.exp(log)
    log += Math.log((n - i) / (i + 1)) + Math.log(p) - Math.log(1 - p)
  }
  return Math.min(1, Math.max(0, 1 - below))
}

/** Probability of k or more at a mean: the Poisson's upper tail. */
const poissonTail = (k: number, mean: number): number => {
  let term = Math.exp(-mean)
  let below = 0
  for (let i = 0; i < k; i += 1) {
    below += term
    term *= mean / (i + 1)
  }
  return Math.min(1, Math.max(0, 1 - below))
}

/** Two who always give each other the best: at least so many between them, and both ways. */
const enoughBetween = 4

export type Between = {
  /** Ratings that the two gave each other, and how many of them were the best throughout. */
  there: { count: number; best: number }
  back: { count: number; best: number }
  /** Share of all ratings that are the best throughout. */
  bestShare: number
  /** Pairs of raters that are looked at: the more are, the rarer one has to be. */
  looked: number
}

/** Whether two who rate each other give the best more often than others' ratings would bring by chance. */
export const alwaysBest = ({ there, back, bestShare, looked }: Between): boolean => {
  const count = there.count + back.count
  if (there.count === 0 || back.count === 0 || count < enoughBetween) return false
  const share = Math.min(0.95, Math.max(0.05, bestShare))
  return binomialTail(count, there.best + back.best, share) * Math.max(1, looked) < alarmBelow
}

const burstDays = 14
const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/**
 * The most ratings of one subject that came within a fortnight, where that is more than a steady stream of them would bring by chance;
 * null where it is not.
 * @param days ISO days on which they were given
 */
export const burstIn = (days: readonly string[], today: string): number | null => {
  const given = days.map(dayOf).sort((a, b) => a - b)
  const first = given[0]
  if (first === undefined || given.length < enoughBetween) return null
  const span = Math.max(365, dayOf(today) - first + 1)
  const most = given.reduce((best, start, at) => {
    const within = given.slice(at).filter((day) => day < start + burstDays).length
    return Math.max(best, within)
  }, 0)
  const windows = span / burstDays
  const mean = given.length / windows
  return most >= enoughBetween && poissonTail(most, mean) * windows < alarmBelow ? most : null
}

/** Days after which somebody is not new any more. */
export const newForDays = 30
