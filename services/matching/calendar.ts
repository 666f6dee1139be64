import { dateRange } from '#services/core/words.ts'
import type { Days } from './problem.ts'

const millisecondsPerDay = 86_400_000

/** Days since 1970 of an ISO day. */
export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / millisecondsPerDay)

/** Both ends are included, so sharing one day is an overlap. */
export const overlaps = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to

/** "2 to 5 March 2027", "30 March to 2 April 2027" or "2 March 2027" */
export const sayDays = ({ from, to }: Days): string => dateRange(from, to)

/** Whole calendar months from one ISO day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return to.slice(8) < from.slice(8) ? months - 1 : months
}
