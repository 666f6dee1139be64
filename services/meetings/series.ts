import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso, isoFromDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import type { Job } from '#services/core/jobs.ts'
import { nextReference } from '#services/core/reference.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { meetings } from './move-meeting.ts'
import { convenedBy, convenes, mayConvene, mayNotConvene } from './policy.ts'
import { daysOf } from './rules.ts'
import type { SeriesInput } from './schema.ts'
import { tables } from './tables.ts'

const monthsAhead = 12

/** Plans the meetings of a series that are not there yet, up to a year ahead. The series is locked: two workers plan none twice. */
const extend = (ctx: Ctx, id: string): Promise<Result<number>> =>
  inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select 1 from "MeetingSeries" where id = ${id}::uuid for update`
    const series = await tables(ctx).meetingSeries.findUnique({ where: { id } })
    if (!series || series.endedAt !== null) return ok(0)
    const today = ctx.clock.today()
    const days = daysOf(
      { ...series, beginsOn: isoFromDate(series.beginsOn) },
      addDays(today, 1),
      addMonths(today, monthsAhead),
    )
    const there = await tables(ctx).meeting.findMany({
      where: { seriesId: id, seriesOn: { in: days.map(dateFromIso) } },
      select: { seriesOn: true },
    })
    const known = new Set(there.flatMap(({ seriesOn }) => (seriesOn === null ? [] : [isoFromDate(seriesOn)])))
    const wanted = days.filter((day) => !known.has(day))
    const { kind, region, title, mode, place, joiningLink, createdById } = series
    for (const day of wanted) {
      const startsAt = londonInstant(day, series.startsAt)
      const meetingId = newId()
      await tables(ctx).meeting.create({
        data: {
          ...{ id: meetingId, kind, region, title, mode, place, joiningLink, createdById, startsAt, seriesId: id },
          ref: await nextReference(ctx, 'MT'),
          status: 'planned',
          endsAt: new Date(startsAt.getTime() + series.minutes * 60_000),
          seriesOn: dateFromIso(day),
          createdAt: ctx.clock.now(),
        },
      })
      const row = await meetings.lock(ctx, meetingId)
      if (row) await meetings.begin(ctx, row, 'planned')
    }
    return ok(wanted.length)
  })

/** Begins a timetable; its meetings of the year ahead are planned at once, and later ones by themselves. */
export const beginSeries = async (ctx: Ctx, input: SeriesInput): Promise<Result<{ planned: number }>> => {
  const { personId } = ctx.actor
  const region = input.kind === 'regional' ? (input.region ?? null) : null
  if (personId === null || !convenes(ctx.actor, { kind: input.kind, region })) return mayNotConvene()
  return inTransaction(ctx, async (ctx) => {
    const { beginsOn, joiningLink, ...rest } = input
    const id = newId()
    await tables(ctx).meetingSeries.create({
      data: {
        ...rest,
        id,
        region,
        beginsOn: dateFromIso(beginsOn),
        joiningLink: joiningLink ?? null,
        createdById: personId,
        createdAt: ctx.clock.now(),
      },
    })
    await audit(ctx, {
      event: 'meeting-series.begun',
      subject: { kind: 'meeting_series', id },
      data: { kind: input.kind, region },
    })
    const planned = await extend(asSystem(ctx), id)
    return planned.ok ? ok({ planned: planned.value }) : planned
  })
}

/** Ends a timetable: no more meetings are planned. What is planned already stays, to be called or called off. */
export const endSeries = (ctx: Ctx, id: string): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select 1 from "MeetingSeries" where id = ${id}::uuid for update`
    const series = await tables(ctx).meetingSeries.findUnique({ where: { id } })
    if (!series || !convenes(ctx.actor, series)) return notFound()
    if (series.endedAt !== null) return ok({ id })
    await tables(ctx).meetingSeries.update({ where: { id }, data: { endedAt: ctx.clock.now() } })
    await audit(ctx, { event: 'meeting-series.ended', subject: { kind: 'meeting_series', id } })
    return ok({ id })
  })

/** Whose meetings the actor can plan: regions, and whether also those of the whole association. Forbidden for whoever convenes none. */
export const whoseChoices = (ctx: Ctx): Result<{ regions: { value: string; label: string }[]; mayAll: boolean }> => {
  if (!mayConvene(ctx.actor)) return mayNotConvene()
  const own = convenedBy(ctx.actor)
  return ok({
    regions: (own ?? regions).map((value) => ({ value, label: regionName(value) })),
    mayAll: own === null,
  })
}

/** The timetables that the actor keeps, and whose they can begin; forbidden for everybody else. */
export const listSeries = async (ctx: Ctx) => {
  const choices = whoseChoices(ctx)
  if (!choices.ok) return choices
  const own = convenedBy(ctx.actor)
  const rows = await tables(ctx).meetingSeries.findMany({
    where: { endedAt: null, ...(own === null ? {} : { region: { in: own } }) },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  })
  return ok({
    ...choices.value,
    series: rows.map(({ id, title, region, weekday, week, everyMonths, startsAt, minutes }) => ({
      ...{ id, title, weekday, week, everyMonths, startsAt, minutes },
      region: region === null ? null : regionName(region),
    })),
  })
}

/** Every timetable has its meetings a year ahead. */
export const extendSeries: Job = {
  name: 'meetings.series',
  title: 'Plan the meetings of timetables a year ahead',
  everyMinutes: 12 * 60,
  run: async (given) => {
    const ctx = asSystem(given)
    const rows = await tables(ctx).meetingSeries.findMany({
      where: { endedAt: null },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of rows) await extend(ctx, id)
  },
}
