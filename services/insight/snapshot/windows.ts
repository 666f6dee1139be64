import { addDays, addMonths, dateFromIso, londonInstant } from '#services/core/clock.ts'

/**
 * Days that must have passed before something counts: while a case is young, a number that grew would tell of it to whoever may not
 * know of it.
 */
const quietDays = 90

/** The year that figures are of: the twelve months that ended 90 days before a day. ISO days, both counted. */
export const countedYear = (today: string): { from: string; until: string } => {
  const until = addDays(today, -quietDays - 1)
  return { from: addDays(addMonths(until, -12), 1), until }
}

/** The same as the database compares it: days, and instants from the first up to, not including, the end. */
export const countedSpan = (today: string) => {
  const { from, until } = countedYear(today)
  return {
    fromDay: dateFromIso(from),
    untilDay: dateFromIso(until),
    fromInstant: londonInstant(from, '00:00'),
    beforeInstant: londonInstant(addDays(until, 1), '00:00'),
  }
}

/** The first day of the quarter that a day is in. */
const quarterStart = (iso: string): string =>
  `${iso.slice(0, 4)}-${String(Math.floor((Number(iso.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`

/** The last day of the latest quarter of which every day is older than 90 days. */
export const lastQuietQuarterEnd = (today: string): string => addDays(quarterStart(addDays(today, -quietDays)), -1)

/** "July to September 2026" of "2026-Q3". */
export const quarterWords = (quarter: string): string => {
  const [year, number = '1'] = quarter.split('-Q')
  const months = ['January to March', 'April to June', 'July to September', 'October to December']
  return `${months[Number(number) - 1]} ${year}`
}
