import { createHash } from 'node:crypto'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

/** The same id for the same words every time, so that the demonstration is the same wherever it is made. */
export const idOf = (...words: (string | number)[]): string => {
  const hex = createHash('sha256')
    .update(`demonstration ${words.join(' ')}`)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Draws the same numbers, in the same order, every time. */
export const drawAlike = (): Ctx['draw'] => {
  let drawn = 0
  return (from, below) => {
    drawn += 1
    return from + (Number.parseInt(idOf('draw', drawn).slice(0, 8), 16) % (below - from))
  }
}

/** Days from Friday back to this one: nothing happens at weekends, and what came first stays first. */
const sinceFriday: Partial<Record<number, number>> = { 6: 1, 0: 2 }

/** The day itself, or the Friday before it where it is at a weekend. */
export const workdayOf = (iso: string): string => addDays(iso, -(sinceFriday[dateFromIso(iso).getUTCDay()] ?? 0))

/** The first of three days on site, all on weekdays: the day itself, or the Wednesday before it. */
export const visitFrom = (iso: string): string => {
  const friday = workdayOf(iso)
  return addDays(friday, -Math.max(0, dateFromIso(friday).getUTCDay() - 3))
}

/** Dates relative to the day the demonstration is made, so that it never looks old. */
export const daysFrom = (today: string) => ({
  today,
  /** ISO date so many months before today. */
  monthsAgo: (months: number) => addMonths(today, -months),
  /** A weekday about so many days before today. */
  daysAgo: (days: number) => workdayOf(addDays(today, -days)),
  daysAhead: (days: number) => addDays(today, days),
  monthsAhead: (months: number) => addMonths(today, months),
})
export type Days = ReturnType<typeof daysFrom>

/** Half past nine in the morning of an ISO date. */
export const morningOf = (iso: string): Date => new Date(dateFromIso(iso).getTime() + 9.5 * 3_600_000)
