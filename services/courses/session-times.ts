import { londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { FieldErrors } from '#services/core/result.ts'
import type { CourseInput } from './schema.ts'
import { tables } from './tables.ts'

export type Times = Pick<CourseInput, 'sessions' | 'bookUntil'>

type Span = { startsAt: Date; endsAt: Date }

/** The sessions as instants, the earliest first. */
export const sessionTimes = ({ sessions }: Pick<Times, 'sessions'>) =>
  sessions
    .map(({ on, from, to, title, seats }) => ({
      startsAt: londonInstant(on, from),
      endsAt: londonInstant(on, to),
      title,
      seats: seats ?? null,
    }))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())

/** From the beginning of the first to the end of the last. */
export const spanOf = (sessions: readonly Span[]): Span => ({
  startsAt: new Date(Math.min(...sessions.map(({ startsAt }) => startsAt.getTime()))),
  endsAt: new Date(Math.max(...sessions.map(({ endsAt }) => endsAt.getTime()))),
})

export const isAtOnceWith = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/**
 * Whether the times can be: ahead, one after the other but for sessions that are chosen among, and booking ends before they begin. Faults by
 * field.
 */
export const timeFaults = (ctx: Ctx, { sessions, bookUntil }: Times): FieldErrors => {
  const times = sessionTimes({ sessions })
  const [first] = times
  const faults: FieldErrors = {}
  const overlap = times.findIndex((time, at) =>
    times.slice(0, at).some((one) => isAtOnceWith(one, time) && (one.seats === null || time.seats === null)),
  )
  if (overlap > 0)
    faults[`sessions[${overlap}].on`] = 'Sessions must be one after the other, but for those with seats to choose'
  if (first && first.startsAt <= ctx.clock.now()) faults['sessions[0].on'] = 'The first session must be ahead of today'
  if (first && bookUntil > londonDate(first.startsAt)) faults.bookUntil = 'Booking must end by the day it begins'
  if (bookUntil < ctx.clock.today()) faults.bookUntil = 'The last day of booking must be today or later'
  return faults
}

/** How many of those with a place chose each session, by its position. */
export const chosenOf = async (ctx: Ctx, dateId: string): Promise<Map<number, number>> => {
  const rows = await tables(ctx).sessionChoice.groupBy({
    by: ['position'],
    where: { dateId, place: { status: { in: ['booked', 'attended', 'absent'] } } },
    _count: true,
  })
  return new Map(rows.map(({ position, _count }) => [position, _count]))
}

/** What a change of the sessions would take from whoever chose one. Faults by field. */
export const chosenFaults = async (ctx: Ctx, dateId: string, input: Pick<Times, 'sessions'>): Promise<FieldErrors> => {
  const chosen = await chosenOf(ctx, dateId)
  if (chosen.size === 0) return {}
  const times = sessionTimes(input)
  const rows = await tables(ctx).courseSession.findMany({ where: { dateId, position: { in: [...chosen.keys()] } } })
  const faults: FieldErrors = {}
  for (const { position, startsAt, endsAt } of rows) {
    const now = times[position]
    const count = chosen.get(position) ?? 0
    const isSame = now?.startsAt.getTime() === startsAt.getTime() && now.endsAt.getTime() === endsAt.getTime()
    if (!now || !isSame)
      faults[`sessions[${Math.min(position, times.length - 1)}].on`] =
        'Somebody chose this session: its time stays, or the date is moved'
    else if ((now.seats ?? 0) < count) faults[`sessions[${position}].seats`] = `${count} chose it: not fewer than that`
  }
  return faults
}

/** Writes the sessions of a date. What was chosen stays with its session; the date is locked, and its faults were asked for. */
export const writeSessions = async (ctx: Ctx, dateId: string, input: Pick<Times, 'sessions'>): Promise<void> => {
  const times = sessionTimes(input)
  await tables(ctx).sessionChoice.deleteMany({ where: { dateId, place: { status: { in: ['cancelled', 'left'] } } } })
  const kept = new Set(
    (await tables(ctx).sessionChoice.findMany({ where: { dateId }, distinct: ['position'] })).map(
      ({ position }) => position,
    ),
  )
  await tables(ctx).courseSession.deleteMany({ where: { dateId, position: { notIn: [...kept] } } })
  await tables(ctx).courseSession.createMany({
    data: times.flatMap((time, position) => (kept.has(position) ? [] : [{ dateId, position, ...time }])),
  })
  for (const position of kept) {
    const { title, seats } = times[position] ?? {}
    if (title !== undefined && seats !== undefined)
      await tables(ctx).courseSession.update({
        where: { dateId_position: { dateId, position } },
        data: { title, seats },
      })
  }
}

/** How long sessions take, in minutes; what takes place at the same time counts once. */
export const minutesOf = (sessions: readonly Span[]): number => {
  let minutes = 0
  let until = Number.NEGATIVE_INFINITY
  for (const { startsAt, endsAt } of [...sessions].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const from = Math.max(startsAt.getTime(), until)
    minutes += Math.max(0, Math.round((endsAt.getTime() - from) / 60_000))
    until = Math.max(until, endsAt.getTime())
  }
  return minutes
}
