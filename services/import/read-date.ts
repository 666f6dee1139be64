import { londonDate } from '#services/core/clock.ts'
import type { Cell } from './cell.ts'
import { isBlank, textOf } from './cell.ts'

/** `on` is YYYY-MM-DD or null; `isUnclear` says the cell held something that is not one certain date. */
export interface ReadDate {
  on: string | null
  isUnclear: boolean
}

/** A date found in running text; `on` is null when it cannot exist. */
export interface FoundDate {
  on: string | null
  start: number
  end: number
}

const unclear: ReadDate = { on: null, isUnclear: true }
/** Nobody joined before there was anything to join; earlier days are what machines write for "not known". */
const firstYear = 1990
const yearsAhead = 20
const dayMs = 86_400_000

const months = 'january february march april may june july august september october november december'.split(' ')
const welshMonths = 'ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr'.split(' ')
/** Hyphens that do not break, minus signs, long dashes. */
const dashes = /[\u2010-\u2015\u2212]/g
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')

const monthNumber = (word: string): number => {
  const lower = word.toLowerCase()
  if (lower === 'sept') return 9
  if (lower.length < 3) return 0
  const english = months.findIndex((month) => month.startsWith(lower)) + 1
  return english || welshMonths.findIndex((month) => month.startsWith(lower)) + 1
}

const fullYear = (typed: string, today: string): number => {
  if (typed.length === 4) return Number(typed)
  const inThisCentury = 2000 + Number(typed)
  return inThisCentury > Number(today.slice(0, 4)) + yearsAhead ? inThisCentury - 100 : inThisCentury
}

const dateOf = (year: number, month: number, day: number, today: string): string | null => {
  if (year < firstYear || year > Number(today.slice(0, 4)) + yearsAhead) return null
  if (month < 1 || month > 12 || day < 1) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null
}

/** Tried in this order, each on what the earlier ones left. No digit may touch a match: 101/04/2026 is none. */
const shapes: readonly { pattern: RegExp; read: (parts: readonly string[], today: string) => string | null }[] = [
  {
    pattern:
      /(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[/-]\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g,
    read: ([year = '', , month = '', day = '', time], today) => {
      const typed = dateOf(Number(year), Number(month), Number(day), today)
      if (typed === null || !time || !/Z|[+-]\d\d:?\d\d$/.test(time)) return typed
      // A moment: the day that it is here.
      const moment = new Date(typed + time)
      return Number.isNaN(moment.getTime()) ? null : londonDate(moment)
    },
  },
  {
    pattern: /(?<![\d./-])(\d{1,2}) ?([-/.\\]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d|[/-]\d)/g,
    read: ([day, , month, year = ''], today) => dateOf(fullYear(year, today), Number(month), Number(day), today),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2}) (\d{1,2}) (\d{4})(?!\d|[/-]\d)/g,
    read: ([day, month, year = ''], today) => dateOf(Number(year), Number(month), Number(day), today),
  },
  {
    pattern:
      /(?<![\d./-])(\d{1,2})(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)?[\s\-/.,]*(?:of |o )?([a-z]{3,10})\.?[\s\-/.,]*['’]?(\d{4}|\d{2})(?!\d|[/-]\d)/gi,
    read: ([day, month = '', year = ''], today) =>
      dateOf(fullYear(year, today), monthNumber(month), Number(day), today),
  },
  {
    pattern: /\b([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d|[/-]\d)/gi,
    read: ([month = '', day, year], today) => dateOf(Number(year), monthNumber(month), Number(day), today),
  },
]

/** Every full date in a text, in order; those that cannot exist have `on: null`. */
export const findDates = (text: string, today: string): FoundDate[] => {
  const found: FoundDate[] = []
  let left = text.replace(dashes, '-')
  for (const { pattern, read } of shapes) {
    for (const match of left.matchAll(pattern)) {
      const parts = match.slice(1)
      const word = parts.find((part) => /^[a-z]{3}/i.test(part))
      if (word && monthNumber(word) === 0) continue
      found.push({ on: read(parts, today), start: match.index, end: match.index + match[0].length })
    }
    for (const { start, end } of found) left = left.slice(0, start) + '\u0001'.repeat(end - start) + left.slice(end)
  }
  return found.sort((a, b) => a.start - b.start)
}

const doubt = /[?]|\b(?:approx\w*|about|around|circa|ca?|maybe|possibly|tbc|tba|est|early|late|mid|before|after|or)\b/i

/** A day number of Excel (1900 system) as a date; only from 1990 on, so that a year or a sum is never taken for one. */
const serialDate = (serial: number, today: string): ReadDate => {
  if (serial < 32874 || serial > 80000) return unclear
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs)
  return certain(dateOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), today))
}

const certain = (on: string | null): ReadDate => (on ? { on, isUnclear: false } : unclear)

/**
 * One date, day first, as people and Excel write it: "1st April 2026", "01/04/26", "1.4.2026", 46113. A date that
 * cannot exist, lacks a part, is doubted ("c. 2015") or is not alone stays null and unclear; it is never guessed.
 */
export const readDate = (cell: Cell | undefined, today: string): ReadDate => {
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return unclear
    return certain(dateOf(cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate(), today))
  }
  const text = textOf(cell)
  if (isBlank(text)) return { on: null, isUnclear: false }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return serialDate(Number(text), today)
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text)
  if (compact) return certain(dateOf(Number(compact[1]), Number(compact[2]), Number(compact[3]), today))
  const found = findDates(text, today)
  const [only] = found
  if (!only?.on || found.length > 1) return unclear
  const rest = `${text.slice(0, only.start)} ${text.slice(only.end)}`.replace(
    /\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\b/g,
    ' ',
  )
  if (/\d/.test(rest) || doubt.test(rest)) return unclear
  const weekday = weekdays.findIndex((day) => new RegExp(`\\b(?:${day}|${day.slice(0, 3)})\\b`, 'i').test(rest))
  if (weekday >= 0 && new Date(`${only.on}T00:00:00Z`).getUTCDay() !== weekday) return unclear
  return { on: only.on, isUnclear: false }
}
