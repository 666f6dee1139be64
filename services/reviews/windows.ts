import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'

/** Dates the host could do, both days included, as ISO dates. */
export type Window = { startsOn: string; endsOn: string }

/** Scoping begins 12 weeks ahead as a rule (mission.md): closer than that is allowed, with a warning. */
export const usualNoticeDays = 84

/**
 * Closer than this is refused: two weeks to answer invitations, three for documents before the visit, one for the board.
 */
export const leastNoticeDays = 42

/** A team works a window whole, so a longer one only finds fewer people. */
const mostDays = 7

export const mostWindows = 5

/** Monday to Friday in a window, both ends included. */
export const workingDaysIn = ({ startsOn, endsOn }: Window): number => {
  let count = 0
  for (let date = startsOn; date <= endsOn; date = addDays(date, 1)) {
    const weekday = dateFromIso(date).getUTCDay()
    if (weekday !== 0 && weekday !== 6) count += 1
  }
  return count
}

const overlaps = (a: Window, b: Window) => a.startsOn <= b.endsOn && b.startsOn <= a.endsOn

/** What is wrong with a window, by field of its form; null when nothing is. */
export const windowProblem = (
  window: Window,
  { today, days, others }: { today: string; days: number; others: readonly Window[] },
): { field: 'startsOn' | 'endsOn'; why: string } | null => {
  const { startsOn, endsOn } = window
  const earliest = addDays(today, leastNoticeDays)
  if (startsOn < earliest)
    return {
      field: 'startsOn',
      why: `The first day must be ${longDate(earliest)} or later, so that a team can be found`,
    }
  if (startsOn > addMonths(today, 18)) return { field: 'startsOn', why: 'The first day must be within 18 months' }
  if (endsOn < startsOn) return { field: 'endsOn', why: 'The last day must not be before the first' }
  if (endsOn > addDays(startsOn, mostDays - 1))
    return { field: 'endsOn', why: 'Keep it within one week: the team is away from work for all of it' }
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
