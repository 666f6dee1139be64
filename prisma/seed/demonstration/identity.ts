import { createHash } from 'node:crypto'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'

/** The same id for the same words every time, so that the demonstration is the same wherever it is made. */
export const idOf = (...words: (string | number)[]): string => {
  const hex = createHash('sha256')
    .update(`demonstration ${words.join(' ')}`)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Dates relative to the day the demonstration is made, so that it never looks old. */
export const daysFrom = (today: string) => ({
  today,
  /** ISO date so many months before today. */
  monthsAgo: (months: number) => addMonths(today, -months),
  daysAgo: (days: number) => addDays(today, -days),
  daysAhead: (days: number) => addDays(today, days),
  monthsAhead: (months: number) => addMonths(today, months),
})
export type Days = ReturnType<typeof daysFrom>

/** Half past nine in the morning of an ISO date. */
export const morningOf = (iso: string): Date => new Date(dateFromIso(iso).getTime() + 9.5 * 3_600_000)
