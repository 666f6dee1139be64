import { addDays, londonDate, londonInstant } from '#services/core/clock.ts'
import { addWorkingDays, isWorkingDay } from '#services/core/working-days.ts'

/** Working days before the start at which the rules of a date change. */
export const workingDays = {
  /** Until so many before, a share of each service and places of regions hold. */
  shared: 20,
  /** From so many before, an offer stands until the next working day. */
  short: 10,
  /** From so many before, what is free is anybody's who presses first. */
  atOnce: 2,
  /** Names are wanted so many before; the provider may release what has none from the second on. */
  names: 5,
  release: 2,
  /** The named person themselves cancels until so many before. */
  attendee: 3,
  /** To give a place up after the date was moved. */
  keep: 5,
  attendance: 10,
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

/** What the rules ask of a date: when it begins, and the last ISO day on which it is booked. */
export type When = { startsAt: Date; bookUntil: string }

/** The first instant at which nothing is booked or offered any more. */
export const bookingEnds = ({ startsAt, bookUntil }: When): Date => {
  const over = londonInstant(addDays(bookUntil, 1), '00:00')
  return over < startsAt ? over : startsAt
}

/** Whether it is at most so many working days before the start. */
export const isWithin = (now: Date, { startsAt }: When, days: number): boolean =>
  addWorkingDays(londonDate(now), days) >= londonDate(startsAt)

/** Whether a service's share and the places of regions hold still. */
export const isShared = (now: Date, when: When): boolean => !isWithin(now, when, workingDays.shared)

/** Whether what is free is offered to all who wait at once: the first press wins. */
export const isAtOnce = (now: Date, when: When): boolean => isWithin(now, when, workingDays.atOnce)

/**
 * Until when a place that is offered now can be taken: 17:00 on the second working day after, or on the next where the start is
 * near; never after booking has ended or the start has come. Null where nothing is offered any more.
 */
export const offerUntil = (now: Date, when: When): Date | null => {
  const end = bookingEnds(when)
  if (now >= end) return null
  const days = isWithin(now, when, workingDays.short) ? 1 : 2
  const until = londonInstant(addWorkingDays(londonDate(now), days), '17:00')
  return until < end ? until : end
}
