import ICAL from 'ical.js'
import { addDays, addMonths, daysBetween, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { inBank } from './own-profile.ts'
import { type Days, mondayOf } from './weeks.ts'

/** The largest calendar that is read, in bytes; most events of it, and most steps by which those that repeat are followed, all together. */
export const mostCalendarBytes = 2_000_000
const mostEvents = 5000
const mostSteps = 100_000

/** An event that lasts this long takes its days; shorter ones are an ordinary diary. */
const wholeDayHours = 6

/** How far ahead a calendar is read. */
const monthsAhead = 12

const unreadable = () =>
  invalid({ file: 'We cannot read this as a calendar. Save it from your calendar as an .ics file and choose that' })

const isoOf = ({ year, month, day }: ICAL.Time): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** The London day of a time; one without a zone is taken to be London's. */
const dayOf = (time: ICAL.Time): string =>
  time.isDate || time.zone === ICAL.Timezone.localTimezone ? isoOf(time) : londonDate(time.toJSDate())

const timesIn = (event: ICAL.Component, name: string): ICAL.Time[] =>
  event
    .getAllProperties(name)
    .flatMap((property) => property.getValues())
    .filter((value): value is ICAL.Time => value instanceof ICAL.Time)

/** Free time that stands in a calendar, and what was called off. */
const isBusy = (event: ICAL.Component): boolean => {
  const says = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase()
  const isFree = says('transp') === 'TRANSPARENT' || says('x-microsoft-cdo-busystatus') === 'FREE'
  return !isFree && says('status') !== 'CANCELLED'
}

/** The days that an event takes whole the first time; null for an hour or two. */
const firstDays = (event: ICAL.Component): Days | null => {
  const [start] = timesIn(event, 'dtstart')
  if (!start) return null
  const { endDate: end } = new ICAL.Event(event)
  // The end of a day's event is the day after.
  if (start.isDate) return { from: isoOf(start), until: addDays(isoOf(end), isoOf(end) > isoOf(start) ? -1 : 0) }
  if (end.subtractDate(start).toSeconds() < wholeDayHours * 3600) return null
  // Up to midnight is not the day after it.
  const last = end.clone()
  last.adjust(0, 0, 0, -1)
  return { from: dayOf(start), until: dayOf(last) }
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

type Plain = { freq: string; interval: number; on: number[]; count: number | null; until: string | null }

/**
 * A rule of repeating as far as it is followed: every so many days, weeks (on weekdays), months or years. Finer rules can have no time at all, such
 * as each 30 February, and looking for one would never end: null for them.
 */
const plainRule = (event: ICAL.Component): Plain | null => {
  const [rule, ...others] = event.getAllProperties('rrule').map((property): unknown => property.getFirstValue())
  if (!(rule instanceof ICAL.Recur) || others.length > 0 || event.getAllProperties('rdate').length > 0) return null
  const { freq, interval, count, until, parts } = rule
  const on = (parts.BYDAY ?? []).map((day) => weekdays.indexOf(String(day)))
  const isFine = Object.keys(parts).some((part) => part !== 'BYDAY') || (on.length > 0 && freq !== 'WEEKLY')
  if (isFine || on.includes(-1) || interval < 1 || !['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(freq)) return null
  return { freq, interval, on, count: count ?? null, until: until ? isoOf(until) : null }
}

/** The step numbered `at` of a rule from its first day: the days that it has, none where a month is too short. */
const daysOfStep = ({ freq, interval, on }: Plain, first: string, at: number): string[] => {
  if (freq === 'DAILY') return [addDays(first, at * interval)]
  if (freq === 'WEEKLY') {
    if (on.length === 0) return [addDays(first, 7 * at * interval)]
    const monday = addDays(mondayOf(first), 7 * at * interval)
    return [...on]
      .sort((a, b) => a - b)
      .map((weekday) => addDays(monday, weekday))
      .filter((day) => day >= first)
  }
  const day = addMonths(first, at * interval * (freq === 'YEARLY' ? 12 : 1))
  return day.slice(8) === first.slice(8) ? [day] : []
}

const daysAStep = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const

/**
 * The first days of an event's times from a day to a day. Without a count of its times it is joined where it has come to, however long ago it began. Null
 * where no steps are left.
 */
const followed = (
  rule: Plain,
  first: string,
  [from, to]: [string, string],
  left: { steps: number },
): string[] | null => {
  const step = daysAStep[rule.freq as keyof typeof daysAStep] * rule.interval
  const gone = rule.count === null && first < from ? Math.floor(daysBetween(first, from) / step) - 1 : 0
  const found: string[] = []
  let times = 0
  for (let at = Math.max(0, gone); ; at += 1) {
    if (left.steps === 0) return null
    left.steps -= 1
    for (const day of daysOfStep(rule, first, at)) {
      times += 1
      if (day > to || (rule.until !== null && day > rule.until) || (rule.count !== null && times > rule.count))
        return found
      found.push(day)
    }
    // Where every month is too short no day says that the end has come.
    if (addDays(first, at * step) > addDays(to, 366)) return found
  }
}

/** Spans that overlap or adjoin made one, in order. */
const joined = (spans: readonly Days[]): Days[] => {
  const all: Days[] = []
  for (const span of [...spans].sort((a, b) => a.from.localeCompare(b.from))) {
    const last = all.at(-1)
    if (last && span.from <= addDays(last.until, 1)) last.until = span.until > last.until ? span.until : last.until
    else all.push({ ...span })
  }
  return all
}

/**
 * Days of the coming year that a calendar (the text of an .ics file) says are taken: by an event of whole days, or of six hours and more.
 * What is free, called off or over is left out, and nothing else of an event is read: no title, no place, nobody's name. Of an event that
 * repeats by a rule too fine to follow only the first time counts.
 *
 * @returns ISO days, in order, and how many events were not followed; invalid (`file`) where it is no calendar
 */
export const busyDays = (text: string, today: string): Result<{ days: Days[]; unfollowed: number }> => {
  let events: ICAL.Component[]
  try {
    const calendar = new ICAL.Component(ICAL.parse(text))
    if (calendar.name !== 'vcalendar') return unreadable()
    events = calendar.getAllSubcomponents('vevent').slice(0, mostEvents)
  } catch {
    return unreadable()
  }
  const lastDay = addMonths(today, monthsAhead)
  const uidOf = (event: ICAL.Component) => String(event.getFirstPropertyValue('uid') ?? '')
  // A time that was moved stands by itself, and no longer in its series.
  const moved = new Set(
    events.flatMap((event) => timesIn(event, 'recurrence-id').map((time) => `${uidOf(event)} ${isoOf(time)}`)),
  )
  const left = { steps: mostSteps }
  let unfollowed = 0
  const spansOf = (event: ICAL.Component): Days[] => {
    const days = isBusy(event) ? firstDays(event) : null
    const [start] = timesIn(event, 'dtstart')
    if (!days || !start || !Number.isFinite(daysBetween(days.from, days.until))) return []
    if (event.getAllProperties('rrule').length + event.getAllProperties('rdate').length === 0) return [days]
    const rule = plainRule(event)
    // In the event's own zone its first day may be another than London's.
    const first = isoOf(start)
    const [before, lasts] = [daysBetween(first, days.from), daysBetween(days.from, days.until)]
    const times = rule && followed(rule, first, [addDays(today, -lasts - 1), addDays(lastDay, 1)], left)
    if (!times) {
      unfollowed += 1
      return [days]
    }
    const out = new Set(timesIn(event, 'exdate').map(isoOf))
    return times
      .filter((day) => !out.has(day) && !moved.has(`${uidOf(event)} ${day}`))
      .map((day) => ({ from: addDays(day, before), until: addDays(day, before + lasts) }))
  }
  const spans = events.flatMap((event) => {
    try {
      return spansOf(event)
    } catch {
      // An event that makes no sense takes no day.
      return []
    }
  })
  const coming = spans.filter(({ from, until }) => until >= today && from <= lastDay && from <= until)
  const days = joined(coming).map(({ from, until }) => ({
    from: from < today ? today : from,
    until: until > lastDay ? lastDay : until,
  }))
  return ok({ days, unfollowed })
}

/** The same for somebody with a place in the bank, as their own calendar has it; not found for others. Keeps nothing. */
export const readCalendar = async (ctx: Ctx, text: string): Promise<ReturnType<typeof busyDays>> => {
  const own = await inBank(ctx)
  return own.ok ? busyDays(text, ctx.clock.today()) : own
}
