/*
 * How dates, counts, lists and money are written, on pages and in mail. Pure: the one file of services/ that may reach the browser.
 */

const formats = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
const dateFormats = {
  long: dateFormat(formats.long),
  short: dateFormat(formats.short),
  month: dateFormat(formats.month),
}

const write = (format: Intl.DateTimeFormat, isoDate: string) =>
  format.format(new Date(`${isoDate}T00:00:00Z`)).replace(',', '')

/** "Tuesday 14 July 2026", from an ISO date. */
export const longDate = (isoDate: string) => write(dateFormats.long, isoDate)

/** "14 Jul 2026", from an ISO date: for tables. */
export const shortDate = (isoDate: string) => write(dateFormats.short, isoDate)

/** "July 2026", from an ISO date. */
export const monthAndYear = (isoDate: string) => write(dateFormats.month, isoDate)

/** "14 to 16 July 2026", "30 June to 2 July 2026": a stretch of days, from two ISO dates. */
export const dateRange = (from: string, to: string): string => {
  const day = (iso: string) => String(Number(iso.slice(8)))
  const month = (iso: string) => monthAndYear(iso).split(' ')[0]
  if (from === to) return `${day(to)} ${monthAndYear(to)}`
  if (from.slice(0, 7) === to.slice(0, 7)) return `${day(from)} to ${day(to)} ${monthAndYear(to)}`
  if (from.slice(0, 4) === to.slice(0, 4)) return `${day(from)} ${month(from)} to ${day(to)} ${monthAndYear(to)}`
  return `${day(from)} ${monthAndYear(from)} to ${day(to)} ${monthAndYear(to)}`
}

const instantFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h12',
})

/** "Tuesday 14 July 2026 at 3:05pm" in London, from an instant. */
export const dateAndTime = (instant: Date) => {
  const part = Object.fromEntries(instantFormat.formatToParts(instant).map(({ type, value }) => [type, value]))
  const half = (part.dayPeriod ?? '').toLowerCase().replace(/[^apm]/g, '')
  return `${part.weekday} ${part.day} ${part.month} ${part.year} at ${part.hour}:${part.minute}${half}`
}

/** "1 review", "2 reviews", "0 reviews". */
export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** The first letter large, as a sentence begins; the rest as it is. */
export const capitalise = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** The first letter small, as a sentence goes on; the rest as it is. */
export const uncapitalise = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[], word: 'and' | 'or' = 'and') => {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`
}

/** "£1,250", "£99.50", from pence. */
export const money = (pence: number) => {
  const pounds = Math.abs(pence) / 100
  const digits = pence % 100 === 0 ? 0 : 2
  const text = pounds.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${pence < 0 ? '−' : ''}£${text}`
}

const kilometresInAMile = 1.609344

/** Kilometres, as the register and the matcher hold distances, in the whole miles that people read. */
export const inMiles = (kilometres: number): number => Math.round(kilometres / kilometresInAMile)

/** Whole miles as people type them, in whole kilometres; `inMiles` gives the same miles back. */
export const fromMiles = (miles: number): number => Math.round(miles * kilometresInAMile)

/** "1 mile", "50 miles", from kilometres. */
export const distance = (kilometres: number): string => counted(inMiles(kilometres), 'mile')

/** Pence as somebody would type them into a form: "45" or "99.50". */
export const typedPounds = (pence: number): string =>
  pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2)

/** How the sentence of a year that cannot be meant ends; the page marks the box of the year by it. */
export const isAboutYear = (sentence: string): boolean => /must have (?:a year|4 numbers for the year)/.test(sentence)
