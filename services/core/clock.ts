/** The one source of "now" and "today", so that tests and what-if runs can choose it. */
export type Clock = {
  now(): Date
  /** ISO date (YYYY-MM-DD) in Europe/London: the day a manager's diary shows. */
  today(): string
}

const londonDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const londonClock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })

/** What London's clock says at an instant: "09:30". */
export const londonTime = (at: Date): string => londonClock.format(at)

/** The ISO date that it is in London at an instant. */
export const londonDate = (at: Date): string => londonDay.format(at)

export const clockFrom = (now: () => Date): Clock => ({ now, today: () => londonDate(now()) })

export const systemClock: Clock = clockFrom(() => new Date())

/** A database date (`@db.Date`, midnight UTC) from an ISO date. */
export const dateFromIso = (iso: string): Date => new Date(`${iso}T00:00:00Z`)

/** The ISO date of a database date. */
export const isoFromDate = (date: Date): string => date.toISOString().slice(0, 10)

/** The ISO date `days` after (or, negative, before) another. */
export const addDays = (iso: string, days: number): string =>
  isoFromDate(new Date(dateFromIso(iso).getTime() + days * 86_400_000))

/** How many days after the first the second ISO date is; negative before it. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((dateFromIso(to).getTime() - dateFromIso(from).getTime()) / 86_400_000)

/** The ISO date `months` later or earlier, clamped to the month's last day (31 August less 6 months is 28 or 29 February). */
export const addMonths = (iso: string, months: number): string => {
  const date = dateFromIso(iso)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return isoFromDate(date)
}

/** The instant of a time of London's clock on an ISO day. Of an hour that exists twice the first, of one that does not the next. */
export const londonInstant = (on: string, time: string): Date => {
  const wanted = new Date(`${on}T${time}:00Z`)
  const offset = (at: Date) => {
    const parts = Object.fromEntries(
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/London',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    )
    return Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00Z`) - at.getTime()
  }
  const summer = new Date(wanted.getTime() - 3_600_000)
  return offset(summer) === 3_600_000 ? summer : wanted
}
