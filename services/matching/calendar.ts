import type { Days } from './problem.ts'

const millisecondsPerDay = 86_400_000

/** Days since 1970 of an ISO day. */
export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / millisecondsPerDay)

/** Both ends are included, so sharing one day is an overlap. */
export const overlaps = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to

const monthYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const dayMonthYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

const utc = (iso: string) => new Date(`${iso}T00:00:00Z`)

/** "March 2026" */
export const sayMonth = (iso: string): string => monthYear.format(utc(iso))

/** "2 to 5 March 2027", "30 March to 2 April 2027" or "2 March 2027" */
export function sayDays({ from, to }: Days): string {
  if (from === to) return dayMonthYear.format(utc(from))
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} to ${dayMonthYear.format(utc(to))}`
  const start = from.slice(0, 4) === to.slice(0, 4) ? dayMonth.format(utc(from)) : dayMonthYear.format(utc(from))
  return `${start} to ${dayMonthYear.format(utc(to))}`
}

/** Whole calendar months from one ISO day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return to.slice(8) < from.slice(8) ? months - 1 : months
}
