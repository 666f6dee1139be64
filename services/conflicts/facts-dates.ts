/** A calendar day, 'YYYY-MM-DD'. Two of them compare as strings. */
export type IsoDate = string

/** Both days are part of the span. `from: null` has no known start, `to: null` has no end yet. */
export interface Span {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

export type Period = { readonly years: number } | { readonly months: number }

const always: Span = { from: null, to: null }

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * The day a look-back ends: the corresponding day of the month, and where that month has no such day, its last one.
 * So 29 February 2024 plus one year is 28 February 2025, and 31 August plus six months is the last day of February.
 * This is the only place a period is counted, so a check and its explanation cannot disagree.
 */
export function addPeriod(date: IsoDate, period: Period): IsoDate {
  const months = 'years' in period ? period.years * 12 : period.months
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const day = Number(date.slice(8, 10))
  const kept = day > 28 ? Math.min(day, daysInMonth(year, month)) : day
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(kept)}`
}

function shiftDay(date: IsoDate, days: 1 | -1): IsoDate {
  const shifted = Number(date.slice(8)) + days
  // Within a month no calendar is needed, and a sweep over everybody asks for millions of these.
  if (shifted >= 1 && shifted <= 28) return date.slice(0, 8) + two(shifted)
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

export const dayAfter = (date: IsoDate): IsoDate => shiftDay(date, 1)
export const dayBefore = (date: IsoDate): IsoDate => shiftDay(date, -1)

/** The later of two starts, where null means "always was". */
export const laterStart = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null ? b : b === null ? a : a > b ? a : b

/** The earlier of two ends, where null means "no end yet". */
export const earlierEnd = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null ? b : b === null ? a : a < b ? a : b

/** The days two spans have in common, or null when there are none. */
export function overlap(a: Span, b: Span): Span | null {
  if (b === always) return a
  const from = laterStart(a.from, b.from)
  const to = earlierEnd(a.to, b.to)
  return from !== null && to !== null && from > to ? null : { from, to }
}

export const wholeTime = always
