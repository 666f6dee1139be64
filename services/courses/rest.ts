import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { callOffForProvider } from './close-course.ts'
import { courseLife } from './lifecycle.ts'
import { type LockedCourse, moveOnDate, places, readPlaces } from './move-course.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { workingDays, workingDaysBefore } from './queue/clock.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { standOf } from './rests.ts'
import { tables } from './tables.ts'

const providerOf = ({ offering }: LockedCourse): string =>
  offering.outside?.name ?? offering.person?.name ?? offering.title

/** That a provider may not offer; of a person, as others are told of it everywhere. */
const cannot = ({ offering }: LockedCourse): string =>
  offering.outside ? 'may not offer on Critical Friend at present' : 'is not available on Critical Friend at present'

/** The ISO day on which a date of a provider that is suspended is called off, so that nobody travels for nothing. */
const decidedOn = ({ startsAt }: Pick<LockedCourse, 'startsAt'>): string =>
  workingDaysBefore(londonDate(startsAt), workingDays.short)

/** Everybody who has a place on a date or waits for one, or comes. */
const everybody = async (ctx: Ctx, course: LockedCourse) => {
  const rows = await readPlaces(ctx, { dateId: course.id, status: { in: ['booked', 'waiting', 'offered'] } })
  return rows.flatMap((place) => [place.bookedById, ...(place.status === 'booked' ? [attendeeOf(place)] : [])])
}

/** A date comes to rest: nothing is offered of it, places can be given up at no cost, and everybody is told what happens. */
const rest = async (ctx: Ctx, course: LockedCourse, stand: 'run-out' | 'suspended'): Promise<Result<null>> => {
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
      subject: `Its provider ${cannot(course).replace(' on Critical Friend', '')}: ${course.title} (${course.ref})`,
      lines: [
        `${providerOf(course)}, ${course.offering.outside ? 'which' : 'who'} gives ${namedDate(course)}, ${cannot(course)}.`,
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
      lines: [
        `${providerOf(course)} ${course.offering.outside ? 'may offer' : 'is available'} again. ${namedDate(course)} goes on, and places are given again.`,
      ],
    },
    link: { text: 'See the course' },
  })
  return serveQueue(ctx, { ...course, restsSince: null })
}

/** Brings one date to where its provider stands today. Being run twice does nothing twice. */
const tendOne = (ctx: Ctx, dateId: string): Promise<Result<unknown>> =>
  moveOnDate<unknown>(asSystem(ctx), dateId, async (ctx, course) => {
    if (!courseLife.is('listed', course.status) || course.startsAt <= ctx.clock.now()) return ok(null)
    const stand = await standOf(ctx, course)
    if (stand === 'may') return course.restsSince === null ? ok(null) : resume(ctx, course)
    if (stand === 'over') return callOffForProvider(ctx, dateId, `${providerOf(course)} does not offer here any more.`)
    if (stand === 'suspended' && ctx.clock.today() >= decidedOn(course))
      return callOffForProvider(ctx, dateId, `${providerOf(course)} ${cannot(course)}.`)
    return course.restsSince === null ? rest(ctx, course, stand) : ok(null)
  })

/** Dates of a service stand with the service: it has no paper that runs out. */
const ofOneself: Prisma.OfferingWhereInput = { yotCode: null }

const tend = async (ctx: Ctx, offering: Prisma.OfferingWhereInput): Promise<void> => {
  const due = await tables(ctx).courseDate.findMany({
    where: { status: { in: courseLife.marked('listed') }, startsAt: { gt: ctx.clock.now() }, offering },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      restsSince: true,
      offering: { select: { outsideId: true, personId: true, yotCode: true, basis: true } },
    },
  })
  // Most may offer: only a date that changes is locked.
  for (const { id, restsSince, offering } of due)
    if (restsSince !== null || (await standOf(ctx, { offering })) !== 'may') await tendOne(ctx, id)
}

/** Dates whose provider may not offer any more, or may again. */
export const tendRests: Job = {
  name: 'courses.rests',
  title: 'Let dates rest whose provider may not offer, call off what they may not give, and tell who has places',
  everyMinutes: 60,
  run: (ctx) => tend(ctx, ofOneself),
}

const changed = z.object({ outsideId: z.uuid() })

/** An outside provider was suspended, reinstated or ended: its dates follow at once. */
export const outsideDatesFollow: Handler = (ctx, { payload }) =>
  tend(ctx, { outsideId: changed.parse(payload).outsideId })
