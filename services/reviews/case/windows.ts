import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'
import { isWorkingDay, workingDayFrom } from '#services/core/working-days.ts'

/** Dates the host could do, both days included, as ISO dates. */
export type Window = { startsOn: string; endsOn: string }

/** Scoping begins 12 weeks ahead as a rule (mission.md): closer than that is allowed, with a warning. */
const usualNoticeDays = 84

/**
 * Closer than this is refused: two weeks to answer invitations, three for documents before the visit, one for the board.
 */
export const leastNoticeDays = 42

export const mostWindows = 5

/** Monday to Friday in a window, both ends included. */
export const workingDaysIn = ({ startsOn, endsOn }: Window): number => {
  let count = 0
  for (let date = startsOn; date <= endsOn; date = addDays(date, 1)) {
    if (isWorkingDay(date)) count += 1
  }
  return count
}

const weekdayOf = (date: string) => dateFromIso(date).getUTCDay()

/** The Friday of a working day's week. */
const fridayOf = (date: string) => addDays(date, 5 - weekdayOf(date))

/** The first day on which a review may begin: the first working day that leaves the least notice. */
export const earliestDay = (today: string): string => workingDayFrom(addDays(today, leastNoticeDays))

const overlaps = (a: Window, b: Window) => a.startsOn <= b.endsOn && b.startsOn <= a.endsOn

/** What is wrong with a window, by field of its form; null when nothing is. It lies within one Monday to Friday. */
export const windowProblem = (
  window: Window,
  { today, days, others }: { today: string; days: number; others: readonly Window[] },
): { field: 'startsOn' | 'endsOn'; why: string } | null => {
  const { startsOn, endsOn } = window
  if (startsOn < addDays(today, leastNoticeDays))
    return {
      field: 'startsOn',
      why: `The first day must be ${longDate(earliestDay(today))} or later, so that a team can be found`,
    }
  if (!isWorkingDay(startsOn))
    return { field: 'startsOn', why: `The first day must be a working day: ${longDate(startsOn)} is not` }
  if (startsOn > addMonths(today, 18)) return { field: 'startsOn', why: 'The first day must be within 18 months' }
  if (endsOn < startsOn) return { field: 'endsOn', why: 'The last day must not be before the first' }
  // A team works a window whole, so a longer one only finds fewer people.
  if (endsOn > fridayOf(startsOn))
    return {
      field: 'endsOn',
      why: `Keep it within one week, Monday to Friday: the last day must be ${longDate(fridayOf(startsOn))} or earlier`,
    }
  if (workingDaysIn(window) < days)
    return { field: 'endsOn', why: `There must be at least ${days} working days, because you asked for ${days} days` }
  if (others.some((other) => overlaps(window, other)))
    return { field: 'startsOn', why: 'These dates overlap with others that you gave' }
  return null
}

/** A warning when some dates leave less than the usual notice; null when they do not. Those dates are still allowed. */
export const noticeWarning = (windows: readonly Window[], today: string): string | null => {
  const usual = addDays(today, usualNoticeDays)
  const soon = windows.filter(({ startsOn }) => startsOn < usual)
  if (soon.length === 0) return null
  const which = soon.length === windows.length ? 'These dates are' : 'Some of these dates are'
  return `${which} less than 12 weeks away. A team is harder to find at short notice: add later dates if you can.`
}
