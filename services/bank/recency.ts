import { addDays, addMonths } from '#services/core/clock.ts'

/** A post somebody held, as far as the clock of their practice goes. ISO days, both included. */
export type PostDays = { from: string; until: string | null }

export type Practice =
  | { state: 'in-post' }
  | { state: 'recent' | 'mentor-only' | 'lapsed'; leftOn: string }
  | { state: 'none' }

/** Months after leaving a post: reviewing ends after the first, mentoring and training after the second. */
export const recency = { reviewMonths: 36, mentorMonths: 60 } as const

const begunBy = (posts: readonly PostDays[], on: string) => posts.filter((post) => post.from <= on)

/** How fresh somebody's practice is on a day. A post that has not begun yet does not count. */
export const practiceOn = (posts: readonly PostDays[], on: string): Practice => {
  const begun = begunBy(posts, on)
  if (begun.some((post) => post.until === null || post.until >= on)) return { state: 'in-post' }
  const leftOn = begun
    .flatMap(({ until }) => (until === null ? [] : [until]))
    .sort()
    .at(-1)
  if (leftOn === undefined) return { state: 'none' }
  if (on <= addMonths(leftOn, recency.reviewMonths)) return { state: 'recent', leftOn }
  if (on <= addMonths(leftOn, recency.mentorMonths)) return { state: 'mentor-only', leftOn }
  return { state: 'lapsed', leftOn }
}

/** The last day, as known on a day, on which practice lets somebody do what ends so many months after a post; null: no end. */
export const practiceLasts = (posts: readonly PostDays[], on: string, months: number): string | null => {
  const untils = begunBy(posts, on).map(({ until }) => until)
  if (untils.includes(null)) return null
  const last = untils
    .filter((until) => until !== null)
    .sort()
    .at(-1)
  return last === undefined ? null : addMonths(last, months)
}

/** The earliest day from which a clock of so many months still runs on a day. */
export const earliestLastDay = (on: string, months: number): string => {
  let day = addMonths(on, -months)
  while (addMonths(day, months) < on) day = addDays(day, 1)
  return day
}
