import { addDays, daysBetween, londonDate, londonInstant } from '#services/core/clock.ts'
import { workingDayFrom } from '#services/core/working-days.ts'

/*
 * When the briefing goes: every other Thursday at 08:00 in London, or on the next working day where that is none.
 */

/** A Thursday with an issue, which all others are counted from. */
const firstThursday = '2026-01-08'
const everyDays = 14
/** When an issue goes, as London's clock says it. */
const hour = '08:00'

/** Nothing goes at night, late or not: from the first of these hours of London's clock up to the second it may. */
export const daytime = { from: 7, to: 20 }

/** One day of the timetable. `isMonthly`: the first of its month, when the month is gathered too. */
type TimetableDay = { day: string; isMonthly: boolean }

/** The days of issues from one ISO day up to, not including, another. */
export const daysOfIssues = (from: string, until: string): TimetableDay[] => {
  // A day that was moved from a holiday may lie in the stretch although its Thursday lies before it.
  const first = Math.floor(daysBetween(firstThursday, from) / everyDays) - 1
  const last = Math.ceil(daysBetween(firstThursday, until) / everyDays)
  const all = Array.from({ length: last - first + 1 }, (_, at) =>
    workingDayFrom(addDays(firstThursday, (first + at) * everyDays)),
  )
  return all
    .map((day, at) => ({ day, isMonthly: all[at - 1]?.slice(0, 7) !== day.slice(0, 7) }))
    .slice(1)
    .filter(({ day }) => day >= from && day < until)
}

/** The instant at which the issue of an ISO day goes, which is also the end of what it tells. */
export const hourOf = (day: string): Date => londonInstant(day, hour)

const hourFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hourCycle: 'h23' })

/** Whether mail to many may go at an instant. */
export const isDaytime = (at: Date): boolean => {
  const hour = Number(hourFormat.format(at))
  return hour >= daytime.from && hour < daytime.to
}

/** The instant itself by day; by night the next at which mail to many may go. */
export const nextDaytime = (at: Date): Date => {
  if (isDaytime(at)) return at
  const today = londonInstant(londonDate(at), `0${daytime.from}:00`)
  return today > at ? today : londonInstant(addDays(londonDate(at), 1), `0${daytime.from}:00`)
}
