import { isoFromDate } from '#services/core/clock.ts'
import { capitalise, dateAndTime, longDate, money } from '#services/core/words.ts'
import { eventWords } from '#services/insight/audit-words.ts'
import { regionName } from '#services/yots/index.ts'

/** Names behind the codes that rows hold. */
export type CodeNames = { yots: ReadonlyMap<string, string>; themes: ReadonlyMap<string, string> }

const isCode = (text: string) => /^[a-z]+(_[a-z]+)+$/.test(text)

/** Columns whose values are words of the exchange's own, such as "renewal_due". */
const coded = new Set(['kind', 'status', 'method', 'level', 'role', 'roleSought', 'basis', 'dbsLevel'])

const isDayOnly = (value: Date) => value.toISOString().endsWith('T00:00:00.000Z')

/** A value as another program reads it: ISO dates and times, pence, codes. Null for nothing. */
export const asKept = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (!(value instanceof Date)) return String(value)
  return isDayOnly(value) ? isoFromDate(value) : value.toISOString()
}

/** A value as a person reads it: dates in full, pounds, names for codes. Null for nothing. */
export const asWords = (column: string, value: unknown, names: CodeNames): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (value instanceof Date) return isDayOnly(value) ? longDate(isoFromDate(value)) : dateAndTime(value)
  const text = String(value)
  if (column.endsWith('Pence')) return money(Number(value))
  if (column === 'yotCode') return names.yots.get(text) ?? text
  if (column === 'themeCode') return names.themes.get(text) ?? text
  if (column === 'region') return regionName(text)
  if (column === 'event') return eventWords(text)
  return coded.has(column) || isCode(text) ? capitalise(text.replaceAll('_', ' ')) : text
}
