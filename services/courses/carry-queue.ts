import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { counted } from '#services/core/words.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { freshPlaces, whyShut, writePlaces } from './book.ts'
import { type LockedCourse, type LockedPlace, moveOnDate, places, readPlaces } from './move-course.ts'
import { namedDate, tellOf } from './people.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { tables } from './tables.ts'

const isGoneOn = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await tables(ctx).place.updateMany({ where: { id: { in: [...ids] } }, data: { isCarried: false } })
}

/** Whether whoever waited can wait on this date: not there already, and a member still. */
const mayGoOn = async (ctx: Ctx, course: LockedCourse, { yotCode, personId, bookedById }: LockedPlace) => {
  const isThere = await tables(ctx).place.count({
    where: {
      dateId: course.id,
      status: { in: ['waiting', 'offered', 'booked'] },
      ...(yotCode === null ? { personId } : { yotCode }),
    },
  })
  if (isThere > 0) return false
  return yotCode === null || (await hasMembership(ctx, 'course.book', { yotCode, personId: bookedById }))
}

const goOnWaiting = async (ctx: Ctx, course: LockedCourse, group: readonly LockedPlace[]): Promise<void> => {
  const [first] = group
  if (!first || !(await mayGoOn(ctx, course, first))) return
  const { yotCode, personId, bookedById, attendee, attendeeId, isTogether, createdAt } = first
  const rows = freshPlaces(
    ctx,
    { course, holder: { yotCode, personId }, count: group.length },
    {
      ...{ bookedById, attendee, attendeeId, isTogether },
      status: 'waiting',
      // In the order in which they came to the date that was called off, and before whoever came to this one later.
      waitingSince: createdAt,
      drawn: first.drawn,
    },
  )
  await writePlaces(ctx, rows)
  await places.beginAll(ctx, rows, 'joined')
  await tellOf(ctx, course, {
    people: [bookedById],
    occasion: `carried:${rows[0]?.groupId}`,
    kind: 'news',
    letter: {
      subject: `You wait on the next date: ${course.title} (${course.ref})`,
      lines: [
        `The date on which you waited for ${counted(group.length, 'place')} was called off. You now wait on the next, ${namedDate(course)}, as long as if you had waited there from the first.`,
        'If it does not suit, leave the list: it is one press.',
      ],
    },
    link: { text: 'See where you stand, or leave', page: '/places' },
  })
}

/** Those who waited on dates of an offering that were called off go on waiting on its next date. Being run twice does nothing twice. */
const carryTo = (ctx: Ctx, dateId: string, offeringId: string): Promise<Result<unknown>> =>
  moveOnDate<unknown>(asSystem(ctx), dateId, async (ctx, course) => {
    if (whyShut(ctx, course) !== null) return ok(null)
    const waited = await readPlaces(ctx, { isCarried: true, date: { offeringId } })
    const groups = new Map<string, LockedPlace[]>()
    for (const place of waited) groups.set(place.groupId, [...(groups.get(place.groupId) ?? []), place])
    for (const group of groups.values()) await goOnWaiting(ctx, course, group)
    await isGoneOn(
      ctx,
      waited.map(({ id }) => id),
    )
    return serveQueue(ctx, course)
  })

/** A waiting list outlives the date that was called off: it goes on with the next date of the offering that is open, now or later. */
export const carryQueues: Job = {
  name: 'courses.carry',
  title: 'Carry those who waited on a date that was called off to the next',
  everyMinutes: 10,
  run: async (ctx) => {
    const waited = await tables(ctx).place.findMany({
      where: { isCarried: true },
      distinct: ['dateId'],
      select: { date: { select: { offeringId: true } } },
    })
    for (const offeringId of new Set(waited.map(({ date }) => date.offeringId))) {
      const next = await tables(ctx).courseDate.findFirst({
        where: { offeringId, status: 'open', startsAt: { gt: ctx.clock.now() } },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        select: { id: true },
      })
      if (next) await carryTo(ctx, next.id, offeringId)
    }
  },
}
