import { asSystem } from '#services/core/access.ts'
import { addDays, addMonths, dateFromIso, isoFromDate, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { counted } from '#services/core/words.ts'
import { isWorkingDay } from '#services/core/working-days.ts'
import { remind } from '#services/notifications/index.ts'
import { endQueue } from './close-course.ts'
import { askToEvaluate } from './evaluate.ts'
import { courses, type LockedCourse, moveOnDate, places, readPlaces, whenOf } from './move-course.ts'
import { deliverPaid } from './paid.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { bookingEnds, isWithin, workingDays, workingDaysBefore } from './queue/clock.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { tables } from './tables.ts'
import { writeTrainersTime } from './write-time.ts'

const evaluatedAfterDays = 15
const laterMonths = 3
const laterDays = 14
/** Days before the start on which the joining link is sent. */
export const linkDays = 5

/** What lapsed goes to the end of the queue once; the second time it leaves it. */
const lapseOf = async (ctx: Ctx, course: LockedCourse): Promise<Result<unknown>> => {
  const now = ctx.clock.now()
  const over = await readPlaces(ctx, { dateId: course.id, status: 'offered', offeredUntil: { lte: now } })
  for (const isLast of [false, true]) {
    const rows = over.filter(({ lapses }) => lapses > 0 === isLast)
    const data = isLast
      ? { offeredUntil: null, waitingSince: null, lapses: 2 }
      : { offeredUntil: null, waitingSince: now, drawn: ctx.draw(0, 1_000_000), lapses: 1 }
    const lapsed = await places.moveAll(ctx, rows, 'lapsed', { to: isLast ? 'left' : 'waiting', data })
    if (!lapsed.ok) return lapsed
    // An entry is served and lapses as one: what of it still waits goes with what was offered.
    const rest = { groupId: { in: rows.map(({ groupId }) => groupId) }, status: 'waiting' as const }
    if (isLast) {
      const left = await places.moveAll(ctx, await readPlaces(ctx, rest), 'left', { data: { waitingSince: null } })
      if (!left.ok) return left
    } else
      await tables(ctx).place.updateMany({
        where: rest,
        data: { waitingSince: now, drawn: data.drawn ?? 0, lapses: 1 },
      })
    await tellOf(ctx, course, {
      people: rows.map(({ bookedById }) => bookedById),
      occasion: `lapsed:${isLast}:${now.toISOString()}`,
      kind: 'decision',
      letter: {
        subject: `An offer has ended: ${course.title} (${course.ref})`,
        lines: [
          `What was offered to you on ${namedDate(course)} was not taken in time and goes to the next who waits.`,
          isLast
            ? 'It was the second time, so you are not on the waiting list any more. You can join it again.'
            : 'You wait at the end of the list now.',
        ],
      },
      link: { text: 'See where you stand', page: '/places' },
    })
  }
  return ok(over.length)
}

/** Offers whose time is up lapse, and what is free goes to whoever waits; of one date. Being run twice does nothing twice. */
export const tendQueue = (ctx: Ctx, dateId: string): Promise<Result<unknown>> =>
  moveOnDate<unknown>(asSystem(ctx), dateId, async (ctx, course) => {
    const lapsed = await lapseOf(ctx, course)
    return lapsed.ok ? serveQueue(ctx, course) : lapsed
  })

/** Dates with an offer that is over, or with places free while somebody waits. */
export const tendQueues: Job = {
  name: 'courses.queues',
  title: 'Offer free places of courses to whoever waits, and end offers whose time is up',
  everyMinutes: 10,
  run: async (ctx) => {
    const now = ctx.clock.now()
    const due = await ctx.db.$queryRaw<{ id: string }[]>`
      select d.id from "CourseDate" d where d.status in ('open', 'closed') and (
        exists (select from "Place" p where p."dateId" = d.id and p.status = 'offered' and p."offeredUntil" <= ${now})
        or (d.status = 'open' and exists (select from "Place" p where p."dateId" = d.id and p.status = 'waiting')
          and (select count(*) from "Place" p where p."dateId" = d.id and p.status in ('booked', 'offered', 'attended', 'absent')) < d.places))
      order by d.id`
    for (const { id } of due) await tendQueue(ctx, id)
  },
}

const closeOne = (ctx: Ctx, id: string) =>
  courses.asSystemMove(ctx, { id, event: 'closed' }, async (ctx, { row, move }) => {
    if (ctx.clock.now() < bookingEnds(whenOf(row))) return ok(undefined)
    const lapsed = await lapseOf(ctx, row)
    if (!lapsed.ok) return lapsed
    const waited = await endQueue(ctx, row)
    if (!waited.ok) return waited
    await tellOf(ctx, row, {
      people: waited.value,
      occasion: 'queue-ended',
      kind: 'decision',
      letter: {
        subject: `No place came free: ${row.title} (${row.ref})`,
        lines: [`Booking for ${namedDate(row)} has ended and no place came free for you. Look for another date.`],
      },
      link: { text: 'See the course' },
    })
    return move()
  })

const holdOne = (ctx: Ctx, id: string) =>
  courses.asSystemMove(ctx, { id, event: 'held' }, async (ctx, { row, move }) => {
    if (ctx.clock.now() < row.endsAt) return ok(undefined)
    const waited = await endQueue(ctx, row)
    if (!waited.ok) return waited
    await tellOf(ctx, row, {
      people: [row.offering.contactId],
      occasion: 'held',
      kind: 'ask',
      letter: {
        subject: `Who came? ${row.title} (${row.ref})`,
        lines: [
          `${namedDate(row)} is over. Please say who came within ten working days: they get their certificates by it.`,
        ],
      },
      link: { text: 'Say who came', page: '/attendance' },
    })
    return move()
  })

const evaluateOne = (ctx: Ctx, id: string) =>
  courses.asSystemMove(ctx, { id, event: 'evaluated' }, async (ctx, { row, move }) => {
    if (ctx.clock.today() < addDays(londonDate(row.endsAt), evaluatedAfterDays)) return ok(undefined)
    const moved = await move()
    if (!moved.ok) return moved
    await writeTrainersTime(ctx, moved.value)
    const paid = await deliverPaid(ctx, moved.value)
    return paid.ok ? ok(undefined) : paid
  })

/** Booking ends on its day; what is over is held; attendance and evaluation close, and the trainers' time is written. */
export const passDays: Job = {
  name: 'courses.days',
  title: 'End booking of courses, close them after their day and write the time that was given',
  everyMinutes: 30,
  run: async (given) => {
    const ctx = asSystem(given)
    const now = ctx.clock.now()
    const today = dateFromIso(ctx.clock.today())
    const ids = async (
      where: NonNullable<Parameters<ReturnType<typeof tables>['courseDate']['findMany']>[0]>['where'],
    ) =>
      (await tables(ctx).courseDate.findMany({ where: where ?? {}, orderBy: { id: 'asc' }, select: { id: true } })).map(
        ({ id }) => id,
      )
    for (const id of await ids({ status: 'open', OR: [{ bookUntil: { lt: today } }, { startsAt: { lte: now } }] }))
      await closeOne(ctx, id)
    for (const id of await ids({ status: { in: ['open', 'closed'] }, endsAt: { lte: now } })) await holdOne(ctx, id)
    const before = londonInstant(addDays(ctx.clock.today(), 1 - evaluatedAfterDays), '00:00')
    for (const id of await ids({ status: 'held', endsAt: { lt: before } })) await evaluateOne(ctx, id)
  },
}

/** Names that are missing near the start: one reminder a working day to whoever booked. */
const remindOfNames = async (ctx: Ctx, course: LockedCourse): Promise<void> => {
  if (!isWithin(ctx.clock.now(), whenOf(course), workingDays.names) || !isWorkingDay(ctx.clock.today())) return
  const unnamed = await readPlaces(ctx, { dateId: course.id, status: 'booked', attendee: '' })
  if (unnamed.length === 0) return
  const release = workingDaysBefore(londonDate(course.startsAt), workingDays.release)
  await remind(ctx, {
    people: unnamed.map(({ bookedById }) => bookedById),
    about: { kind: 'course', id: course.id },
    occasion: `names:${ctx.clock.today()}`,
    reminder: {
      on: release,
      what: `name who comes to ${namedDate(course)}`,
      more: 'From then the provider can give a place without a name to somebody else.',
      path: `/courses/${course.ref}/places`,
    },
  })
}

/** How to join, to those who have a place, from five days before; once each. */
const sendLinks = async (ctx: Ctx, course: LockedCourse): Promise<void> => {
  if (ctx.clock.today() < addDays(londonDate(course.startsAt), -linkDays)) return
  const { joiningLink } = await tables(ctx).courseDate.findUniqueOrThrow({
    where: { id: course.id },
    select: { joiningLink: true },
  })
  if (joiningLink === null) return
  const named = await readPlaces(ctx, { dateId: course.id, status: 'booked', attendee: { not: '' } })
  await tellOf(ctx, course, {
    people: named.map(attendeeOf),
    occasion: `link:${course.sequence}`,
    kind: 'decision',
    letter: {
      subject: `How to join: ${course.title} (${course.ref})`,
      lines: [
        `${namedDate(course)}. Join here:`,
        joiningLink,
        'Please do not pass it on: it is for those with a place.',
      ],
    },
    link: { text: 'See the course' },
  })
}

/** Too few have booked and the day to decide has come: the provider runs it or calls it off. */
const askWhetherToRun = async (ctx: Ctx, course: LockedCourse): Promise<void> => {
  const { least, leastBy } = course
  if (least === null || leastBy === null || ctx.clock.today() < isoFromDate(leastBy)) return
  const booked = await tables(ctx).place.count({ where: { dateId: course.id, status: 'booked' } })
  if (booked >= least) return
  await tellOf(ctx, course, {
    people: [course.offering.contactId],
    occasion: `least:${isoFromDate(leastBy)}`,
    kind: 'ask',
    letter: {
      subject: `Run it or call it off? ${course.title} (${course.ref})`,
      lines: [
        `${counted(booked, 'place is', 'places are')} booked on ${namedDate(course)}; you said that ${least} are needed.`,
        'If you call it off, everybody is told. If you do nothing, it goes on.',
      ],
    },
    link: { text: 'Decide', page: '/manage' },
  })
}

/** What is to be said before a date: names that are missing, how to join, too few booked. */
export const remindAhead: Job = {
  name: 'courses.ahead',
  title: 'Remind of names for courses, send how to join, and ask whether to run what few have booked',
  everyMinutes: 60,
  run: async (given) => {
    const ctx = asSystem(given)
    const now = ctx.clock.now()
    if (now < londonInstant(ctx.clock.today(), '06:00')) return
    const soon = londonInstant(addDays(ctx.clock.today(), 60), '00:00')
    const due = await tables(ctx).courseDate.findMany({
      where: { status: { in: ['open', 'closed'] }, startsAt: { gt: now, lt: soon } },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of due)
      await moveOnDate(ctx, id, async (ctx, course) => {
        await remindOfNames(ctx, course)
        await sendLinks(ctx, course)
        await askWhetherToRun(ctx, course)
        return ok(undefined)
      })
  },
}

/** Three months on, whoever attended is asked whether they used it. */
export const askLater: Job = {
  name: 'courses.later',
  title: 'Ask whoever attended a course three months ago whether they used it',
  everyMinutes: 12 * 60,
  run: async (given) => {
    const ctx = asSystem(given)
    const today = ctx.clock.today()
    const upTo = londonInstant(addDays(addMonths(today, -laterMonths), 1), '00:00')
    const from = londonInstant(addDays(addMonths(today, -laterMonths), -laterDays), '00:00')
    const due = await tables(ctx).courseDate.findMany({
      where: { status: { in: ['held', 'evaluated'] }, endsAt: { gte: from, lt: upTo } },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of due)
      await moveOnDate(ctx, id, async (ctx, course) => {
        const came = await readPlaces(ctx, {
          dateId: id,
          status: 'attended',
          evaluations: { none: { when: 'later' } },
        })
        for (const place of came) await askToEvaluate(ctx, course, place, 'later', addDays(today, laterDays))
        return ok(undefined)
      })
  },
}
