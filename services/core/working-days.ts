import { addDays, dateFromIso, isoFromDate } from './clock.ts'

/*
 * Bank holidays in England and Wales: Schedule 1 to the Banking and Financial Dealings Act 1971, with New Year's Day and the first
 * Monday in May as proclaimed every year. Days proclaimed for one year only (a coronation) are not foreseen.
 */

const weekdayOf = (iso: string) => dateFromIso(iso).getUTCDay()
const isWeekend = (iso: string) => weekdayOf(iso) === 0 || weekdayOf(iso) === 6

const dayIn = (year: number, month: number, day: number) => isoFromDate(new Date(Date.UTC(year, month - 1, day)))

/** Easter Sunday in the Gregorian calendar, by Meeus, Jones and Butcher (J. Meeus, Astronomical Algorithms, chapter 8). */
const easterSunday = (year: number): string => {
  const moon = year % 19
  const [century, ofCentury] = [Math.floor(year / 100), year % 100]
  const leap = Math.floor((8 * century + 13) / 25)
  const epact = (19 * moon + century - Math.floor(century / 4) - leap + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const correction = Math.floor((moon + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * correction + 114
  return dayIn(year, Math.floor(days / 31), (days % 31) + 1)
}

const firstMonday = (year: number, month: number) => {
  const first = dayIn(year, month, 1)
  return addDays(first, (8 - weekdayOf(first)) % 7)
}
const lastMonday = (year: number, month: number) => {
  const last = addDays(dayIn(year, month + 1, 1), -1)
  return addDays(last, -((weekdayOf(last) + 6) % 7))
}

/** The bank holidays of a year in England and Wales, as ISO dates in order. One that falls at a weekend is kept on the next weekday. */
export const bankHolidays = (year: number): string[] => {
  const easter = easterSunday(year)
  const movable = [
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
  ]
  const held: string[] = movable
  for (const day of [dayIn(year, 1, 1), dayIn(year, 12, 25), dayIn(year, 12, 26)]) {
    let kept = day
    while (isWeekend(kept) || held.includes(kept)) kept = addDays(kept, 1)
    held.push(kept)
  }
  return held.sort()
}

const holidaysByYear = new Map<string, readonly string[]>()
const isBankHoliday = (iso: string): boolean => {
  const year = iso.slice(0, 4)
  const known = holidaysByYear.get(year) ?? bankHolidays(Number(year))
  holidaysByYear.set(year, known)
  return known.includes(iso)
}

/** Monday to Friday, but for bank holidays in England and Wales. */
export const isWorkingDay = (iso: string): boolean => !isWeekend(iso) && !isBankHoliday(iso)

/** The day itself, or else the first working day after it: by when something is due that was counted in days, weeks or months. */
export const workingDayFrom = (iso: string): string => (isWorkingDay(iso) ? iso : addWorkingDays(iso, 1))

/** The day itself, or else the last working day before it: by when something is due so long before another day. */
export const workingDayUpTo = (iso: string): string => {
  let date = iso
  while (!isWorkingDay(date)) date = addDays(date, -1)
  return date
}

/** The ISO date a number of working days later: Monday to Friday, but for bank holidays in England and Wales. */
export const addWorkingDays = (iso: string, days: number): string => {
  let date = iso
  for (let left = days; left > 0; ) {
    date = addDays(date, 1)
    if (isWorkingDay(date)) left -= 1
  }
  return date
}
