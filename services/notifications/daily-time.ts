import { londonDate, londonInstant } from '#services/core/clock.ts'

/** London's hours: when the one mail of a day goes, and from when it no longer does, since nobody is written to at night. */
export const dailyHours = { from: '08:00', until: '20:00' } as const

/** Mail of a day, by the key of its message. */
export const isMailOfADay = (key: string): boolean => key.startsWith('daily:')

/** Whether the mail of this day may have gone, so that what comes now is for tomorrow's. */
export const hasDailyGone = (now: Date): boolean => now >= londonInstant(londonDate(now), dailyHours.from)

/** Whether it is the time of day for it. */
export const isDailyTime = (now: Date): boolean =>
  hasDailyGone(now) && now < londonInstant(londonDate(now), dailyHours.until)
