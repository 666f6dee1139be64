import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, onDay } from '#services/core/dated.ts'
import { newId } from '#services/core/insert-rows.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { readCourse } from '#services/courses/move-course.ts'
import { tellOf } from '#services/courses/people.ts'
import { tables } from '#services/courses/tables.ts'

/** Whoever comes, has not left it, and is a person of the exchange still. */
const member = {
  attendeeIs: { leftAt: null },
  status: { in: ['booked' as const, 'attended' as const] },
  leftCircleAt: null,
}

/** In a circle since its cohort began: its place, and its date. */
const inCircle = (ctx: Ctx) => ({
  status: { in: ['booked' as const, 'attended' as const] },
  leftCircleAt: null,
  date: {
    isCohort: true,
    startsAt: { lte: ctx.clock.now() },
    status: { notIn: ['draft' as const, 'called_off' as const] },
  },
})

/** The actor's own place in the circle of a cohort that has begun; null for everybody else, and for who left it. */
const ownPlace = (ctx: Ctx, ref: string) => {
  const { personId } = ctx.actor
  if (personId === null) return null
  const { date, ...place } = inCircle(ctx)
  return tables(ctx).place.findFirst({
    where: { attendeeId: personId, ...place, date: { ref, ...date } },
    select: {
      id: true,
      dateId: true,
      attendee: true,
      attendeeId: true,
      date: { select: { title: true, endsAt: true } },
    },
  })
}

/** Whether the actor is in the circle of a cohort that has begun. */
export const isInCircle = async (ctx: Ctx, ref: string): Promise<boolean> => (await ownPlace(ctx, ref)) !== null

/** The circle of a cohort, for whoever is in it: names and services of the others, and what they said since. Not found for everybody else. */
export const circlePage = async (ctx: Ctx, ref: string) => {
  const own = await ownPlace(ctx, ref)
  if (!own) return notFound()
  const places = await tables(ctx).place.findMany({
    where: { dateId: own.dateId, ...member },
    orderBy: [{ attendee: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      attendee: true,
      yot: { select: { name: true } },
      notes: { select: { id: true, text: true, meetsOn: true, writtenAt: true } },
    },
  })
  return ok({
    ref,
    title: own.date.title,
    members: places.map(({ id, attendee, yot }) => ({ id, name: attendee, service: yot?.name ?? 'In the bank' })),
    notes: places
      .flatMap(({ attendee, notes }) =>
        notes.map(({ id, text, meetsOn, writtenAt }) => ({
          ...{ id, text, by: attendee },
          meetsOn: meetsOn && isoFromDate(meetsOn),
          on: londonDate(writtenAt),
        })),
      )
      .sort((a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id)),
    mayWrite: ctx.clock.now() >= own.date.endsAt,
    endsAt: own.date.endsAt.toISOString(),
  })
}

/** Days on which the actor's circles could meet, as somebody who is in one still said: for their own calendar. */
export const circleDays = async (ctx: Ctx, { from, to }: { from: Date; to: Date }): Promise<Dated[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const own = await tables(ctx).place.findMany({
    where: { attendeeId: personId, ...inCircle(ctx) },
    select: { dateId: true },
  })
  if (own.length === 0) return []
  const notes = await tables(ctx).circleNote.findMany({
    where: { meetsOn: { gte: from, lt: to }, place: { ...member, dateId: { in: own.map(({ dateId }) => dateId) } } },
    orderBy: [{ meetsOn: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      meetsOn: true,
      writtenAt: true,
      place: { select: { date: { select: { ref: true, title: true } } } },
    },
  })
  return notes.flatMap(({ id, meetsOn, writtenAt, place: { date } }) =>
    meetsOn === null
      ? []
      : [
          onDay(isoFromDate(meetsOn), {
            id: `circle-${id}`,
            title: `Your circle could meet: ${date.title}`,
            path: `/courses/${date.ref}/circle`,
            // What was said does not change: another day is said anew.
            sequence: 0,
            changedAt: writtenAt,
          }),
        ],
  )
}

/** Says something to the others of one's circle, with a day on which to meet or without; they are written to. Refused before the last step is over. */
export const writeToCircle = async (
  ctx: Ctx,
  ref: string,
  { text, meetsOn }: { text: string; meetsOn?: string | undefined },
): Promise<Result<{ ref: string }>> => {
  const own = await ownPlace(ctx, ref)
  if (!own) return notFound()
  if (ctx.clock.now() < own.date.endsAt)
    return refused('You meet at the steps until the last is over; afterwards you write to each other here.')
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    await tables(ctx).circleNote.create({
      data: {
        ...{ id, text, placeId: own.id, byId: own.attendeeId ?? '', writtenAt: ctx.clock.now() },
        meetsOn: meetsOn === undefined ? null : dateFromIso(meetsOn),
      },
    })
    await audit(ctx, { event: 'course.circle-written', subject: { kind: 'course', id: own.dateId } })
    const course = await readCourse(asSystem(ctx), own.dateId)
    const others = await tables(ctx).place.findMany({
      where: { dateId: own.dateId, ...member, id: { not: own.id } },
      select: { attendeeId: true },
    })
    if (course)
      await tellOf(ctx, course, {
        people: others.map(({ attendeeId }) => attendeeId),
        occasion: `circle:${id}`,
        kind: 'news',
        letter: {
          subject: `${own.attendee} wrote to your circle: ${course.title} (${course.ref})`,
          lines: [
            meetsOn === undefined
              ? 'You can read it on the page of the circle.'
              : `You could meet on ${longDate(meetsOn)}.`,
          ],
        },
        link: { text: 'Read it', page: '/circle' },
      })
    return ok({ ref })
  })
}

/** Leaves the circle: the others see neither the name nor what was written any more, nor does whoever left see theirs. */
export const leaveCircle = async (ctx: Ctx, ref: string): Promise<Result<{ ref: string }>> => {
  const own = await ownPlace(ctx, ref)
  if (!own) return notFound()
  return inTransaction(ctx, async (ctx) => {
    await tables(ctx).place.update({ where: { id: own.id }, data: { leftCircleAt: ctx.clock.now() } })
    await audit(ctx, { event: 'course.circle-left', subject: { kind: 'course', id: own.dateId } })
    return ok({ ref })
  })
}
