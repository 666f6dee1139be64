import { addDays, addMonths, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Dated } from '#services/core/dated.ts'
import { notFound, ok } from '#services/core/result.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { datesFor, type Rooms, reach } from './dates.ts'
import { feedKinds } from './feed-kinds.ts'
import { mostFeeds, ownFeeds } from './feeds.ts'

/** A date as a page lists it: days are ISO, times are "09:30" in London, none for whole days. */
export type ListedDate = {
  id: string
  title: string
  path: string
  from: string
  to: string
  starts: string | null
  ends: string | null
  place: string | null
  isOff: boolean
}

const timeInLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const listed = ({ id, title, path, start, end, isAllDay = false, place, isOff }: Dated): ListedDate => {
  const from = isAllDay ? start.toISOString().slice(0, 10) : londonDate(start)
  const to = isAllDay ? addDays(end.toISOString().slice(0, 10), -1) : londonDate(end)
  const time = (at: Date) => (isAllDay ? null : timeInLondon.format(at))
  return { id, title, path, from, to, starts: time(start), ends: time(end), place: place || null, isOff }
}

/** The month that a URL asks for, "2026-07", if a calendar reaches there; this month otherwise. */
export const readMonth = (params: URLSearchParams, today: string): string => {
  const asked = params.get('month') ?? ''
  const [first, last] = [addMonths(today, -reach.monthsBack), addMonths(today, reach.monthsAhead)].map((iso) =>
    iso.slice(0, 7),
  )
  const isMonth = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked)
  return isMonth && asked >= (first ?? '') && asked <= (last ?? '') ? asked : today.slice(0, 7)
}

/** The weeks of a month, from Monday, as ISO days; null before its first day and after its last. */
const weeksOf = (month: string): (string | null)[][] => {
  const first = `${month}-01`
  const count = Number(addDays(addMonths(first, 1), -1).slice(8))
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const cells = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: count }, (_, at) => addDays(first, at)),
  ]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** A month of the actor's own dates, as a list and in its weeks. */
export const calendarPage = async (ctx: Ctx, rooms: Rooms, month: string) => {
  if (ctx.actor.personId === null) return notFound()
  const first = `${month}-01`
  const next = addMonths(first, 1)
  const span = { from: londonInstant(first, '00:00'), to: londonInstant(next, '00:00') }
  const dates = await datesFor(ctx, rooms, { kind: 'mine' }, span)
  const entries = dates.map(listed).filter(({ from, to }) => from < next && to >= first)
  const today = ctx.clock.today()
  const reaches = (iso: string) =>
    iso >= addMonths(today, -reach.monthsBack).slice(0, 7) && iso <= addMonths(today, reach.monthsAhead).slice(0, 7)
  const [before, after] = [addMonths(first, -1).slice(0, 7), next.slice(0, 7)]
  return ok({
    month,
    today,
    previous: reaches(before) ? before : null,
    next: reaches(after) ? after : null,
    weeks: weeksOf(month),
    entries,
  })
}

/** The calendars that the actor's programs fetch, and what there is to choose from. */
export const feedsPage = async (ctx: Ctx) => {
  if (ctx.actor.personId === null) return notFound()
  return ok({
    most: mostFeeds,
    choices: Object.entries(feedKinds).map(([value, { title, says }]) => ({ value, title, says })),
    regions: regions.map((value) => ({ value, label: regionName(value) })),
    feeds: (await ownFeeds(ctx)).map(({ id, kind, regions, createdAt }) => ({
      id,
      title: feedKinds[kind].title,
      regions: regions.map(regionName),
      createdOn: londonDate(createdAt),
    })),
  })
}
