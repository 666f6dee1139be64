import { addDays, londonDate, londonInstant } from '#services/core/clock.ts'

/** London's hours: when the one mail of a day goes, and from when it no longer does, since nobody is written to at night. */
export const dailyHours = { from: '08:00', until: '20:00' } as const

/** Whether the mail of this day may have gone, so that what comes now is for tomorrow's. */
export const hasDailyGone = (now: Date): boolean => now >= londonInstant(londonDate(now), dailyHours.from)

/** Whether it is the time of day for it. */
export const isDailyTime = (now: Date): boolean =>
  hasDailyGone(now) && now < londonInstant(londonDate(now), dailyHours.until)

/** When the mail goes that something of this instant is in. */
export const nextDailyAt = (now: Date): Date =>
  londonInstant(hasDailyGone(now) ? addDays(londonDate(now), 1) : londonDate(now), dailyHours.from)
