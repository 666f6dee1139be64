import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import { addWorkingDays, isWorkingDay, workingDayFrom } from '#services/core/working-days.ts'

/** Working days that the rules of meetings count. */
export const workingDays = {
  /** Between calling a meeting and its day. */
  notice: 10,
  extraordinary: 5,
  /** Before the day, when the agenda is fixed. */
  fixed: 2,
  /** After the day, to write the minutes. */
  minutes: 10,
  /** To object to them. */
  objecting: 10,
  /** For nominations, and again for the vote. */
  election: 5,
  /** Before the day of a meeting of a series, when it is called by itself. */
  byItself: 20,
}

/** The ISO day so many working days before another. */
export const workingDaysBefore = (iso: string, days: number): string => {
  let date = iso
  for (let left = days; left > 0; ) {
    date = addDays(date, -1)
    if (isWorkingDay(date)) left -= 1
  }
  return date
}

/** The first ISO day that a meeting called today can be on. */
export const earliestDay = (today: string, isExtraordinary: boolean): string =>
  addWorkingDays(today, isExtraordinary ? workingDays.extraordinary : workingDays.notice)

/** The ISO day from which the agenda of a meeting on a day is fixed. */
export const fixedOn = (day: string): string => workingDaysBefore(day, workingDays.fixed)

/** "The second Tuesday of every third month": weekday 1 to 5 from Monday, week 1 to 4 or 5 for the last, from a first ISO day. */
export type Timetable = { weekday: number; week: number; everyMonths: number; beginsOn: string }

/** The ISO day of a timetable in the month of `first` (its first ISO day); the next working day where it is a bank holiday. */
const dayInMonth = (first: string, { weekday, week }: Timetable): string => {
  const ofFirst = dateFromIso(first).getUTCDay()
  const earliest = addDays(first, (weekday - ofFirst + 7) % 7)
  const fourth = addDays(earliest, 21)
  const fifth = addDays(fourth, 7)
  const day = week < 5 ? addDays(earliest, (week - 1) * 7) : fifth.slice(0, 7) === first.slice(0, 7) ? fifth : fourth
  return workingDayFrom(day)
}

/** The ISO days of a timetable from one day up to another, in order; months are counted from the month it begins in. */
export const daysOf = (timetable: Timetable, from: string, to: string): string[] => {
  const days: string[] = []
  const begin = `${timetable.beginsOn.slice(0, 7)}-01`
  for (let first = begin; first <= to; first = addMonths(first, timetable.everyMonths)) {
    const day = dayInMonth(first, timetable)
    if (day >= from && day >= timetable.beginsOn && day <= to) days.push(day)
  }
  return days
}

/** References of cases as people write them. What every member reads names none. */
const caseReference = /\b(?:PR|BA|EN|TE|ME|CO|JR)-\d{4}-\d{3,}/i

/** Whether a text names a case. */
export const namesCase = (text: string): boolean => caseReference.test(text)

export type Count = { id: string; votes: number }

/**
 * Who has most votes; by lot where several have equally many. Null where nobody voted.
 *
 * @param draw a whole number of at least the first and less than the second
 */
export const winnerOf = (
  counts: readonly Count[],
  draw: (from: number, below: number) => number,
): { id: string; isByLot: boolean } | null => {
  const most = Math.max(0, ...counts.map(({ votes }) => votes))
  if (most === 0) return null
  const first = counts.filter(({ votes }) => votes === most)
  const drawn = first[first.length === 1 ? 0 : draw(0, first.length)]
  return drawn ? { id: drawn.id, isByLot: first.length > 1 } : null
}
