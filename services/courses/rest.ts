import { z } from 'zod'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { outsideStands } from '#services/outside/index.ts'
import { callOffForProvider } from './close-course.ts'
import { courseLife } from './lifecycle.ts'
import { type LockedCourse, moveOnDate, places, readPlaces } from './move-course.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { workingDays, workingDaysBefore } from './queue/clock.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { tables } from './tables.ts'

type Stand = 'run-out' | 'suspended'

const providerOf = ({ offering }: LockedCourse): string => offering.outside?.name ?? offering.title

/** The ISO day on which a date of a provider that is suspended is called off, so that nobody travels for nothing. */
const decidedOn = ({ startsAt }: Pick<LockedCourse, 'startsAt'>): string =>
  workingDaysBefore(londonDate(startsAt), workingDays.short)

/** Everybody who has a place on a date or waits for one, or comes. */
const everybody = async (ctx: Ctx, course: LockedCourse) => {
  const rows = await readPlaces(ctx, { dateId: course.id, status: { in: ['booked', 'waiting', 'offered'] } })
  return rows.flatMap((place) => [place.bookedById, ...(place.status === 'booked' ? [attendeeOf(place)] : [])])
}

/** A date comes to rest: nothing is offered of it, places can be given up at no cost, and everybody is told what happens. */
const rest = async (ctx: Ctx, course: LockedCourse, stand: Stand): Promise<Result<null>> => {
  const since = ctx.clock.now()
  await tables(ctx).courseDate.update({ where: { id: course.id }, data: { restsSince: since } })
  await audit(ctx, { event: 'course.rested', subject: { kind: 'course', id: course.id } })
  // What was offered cannot be taken now: whoever it was offered to waits where they waited.
  const offered = await readPlaces(ctx, { dateId: course.id, status: 'offered' })
  const back = await places.moveAll(ctx, offered, 'lapsed', { to: 'waiting', data: { offeredUntil: null } })
  if (!back.ok) return back
  await tellOf(ctx, course, {
    people: [...(await everybody(ctx, course)), course.offering.contactId],
    occasion: `rested:${since.toISOString()}`,
    kind: 'decision',
    letter: {
      subject: `Its provider may not offer at present: ${course.title} (${course.ref})`,
      lines: [
        `${providerOf(course)}, which gives ${namedDate(course)}, may not offer on Critical Friend at present.`,
        stand === 'suspended'
          ? `If that is so still on ${longDate(decidedOn(course))}, this date is called off, and you are told.`
          : `It goes on unless ${providerOf(course)} calls it off.`,
        'Places that are booked stay. While this lasts they can be given up at no cost, however near the day; nobody new is given one, and whoever waits keeps their turn.',
      ],
    },
    link: { text: 'See the course' },
  })
  return ok(null)
}

const resume = async (ctx: Ctx, course: LockedCourse): Promise<Result<unknown>> => {
  await tables(ctx).courseDate.update({ where: { id: course.id }, data: { restsSince: null } })
  await audit(ctx, { event: 'course.resumed', subject: { kind: 'course', id: course.id } })
  await tellOf(ctx, course, {
    people: [...(await everybody(ctx, course)), course.offering.contactId],
    occasion: `resumed:${ctx.clock.now().toISOString()}`,
    kind: 'decision',
    letter: {
      subject: `It goes on: ${course.title} (${course.ref})`,
      lines: [`${providerOf(course)} may offer again. ${namedDate(course)} goes on, and places are given again.`],
    },
    link: { text: 'See the course' },
  })
  return serveQueue(ctx, { ...course, restsSince: null })
}

/** Brings one date to where its outside provider stands today. Being run twice does nothing twice. */
const tendOne = (ctx: Ctx, dateId: string): Promise<Result<unknown>> =>
  moveOnDate<unknown>(asSystem(ctx), dateId, async (ctx, course) => {
    const { outsideId } = course.offering
    if (outsideId === null || !courseLife.is('listed', course.status) || course.startsAt <= ctx.clock.now())
      return ok(null)
    const stand = (await outsideStands(ctx, [outsideId])).get(outsideId) ?? 'over'
    if (stand === 'may') return course.restsSince === null ? ok(null) : resume(ctx, course)
    if (stand === 'over') return callOffForProvider(ctx, dateId, `${providerOf(course)} does not offer here any more.`)
    if (stand === 'suspended' && ctx.clock.today() >= decidedOn(course))
      return callOffForProvider(ctx, dateId, `${providerOf(course)} may not offer here at present.`)
    return course.restsSince === null ? rest(ctx, course, stand) : ok(null)
  })

const tend = async (ctx: Ctx, outsideId?: string): Promise<void> => {
  const due = await tables(ctx).courseDate.findMany({
    where: {
      status: { in: courseLife.marked('listed') },
      startsAt: { gt: ctx.clock.now() },
      offering: { outsideId: outsideId ?? { not: null } },
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of due) await tendOne(ctx, id)
}

/** Dates of outside providers that may not offer any more, or may again. */
export const tendOutsideDates: Job = {
  name: 'courses.outside',
  title:
    'Let dates of outside providers rest that may not offer, call off what they may not give, and tell who has places',
  everyMinutes: 60,
  run: (ctx) => tend(ctx),
}

const changed = z.object({ outsideId: z.uuid() })

/** An outside provider was suspended, reinstated or ended: its dates follow at once. */
export const outsideDatesFollow: Handler = (ctx, { payload }) => tend(ctx, changed.parse(payload).outsideId)
