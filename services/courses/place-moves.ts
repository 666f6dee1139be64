import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { counted, dateAndTime } from '#services/core/words.ts'
import { type LockedCourse, type LockedPlace, moveOnDateOf, places, readPlaces, whenOf } from './move-course.ts'
import { mayPay, settlePaid } from './paid.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { holderKey, placeSidesOf } from './policy.ts'
import { bookingEnds, isAtOnce, isWithin, workingDays } from './queue/clock.ts'
import { roomFor } from './queue/queue.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { situationOf } from './queue/situation.ts'
import { whyRests } from './rests.ts'

type Press = { id: string; version: number }
type Done = Promise<Result<{ ref: string }>>

const begun = 'This course has begun.'

/** What of a group that waits can be taken in the last days, where the first press wins; a sentence where nothing can. */
const freeFor = async (ctx: Ctx, course: LockedCourse, group: readonly LockedPlace[]): Promise<Result<number>> => {
  const [first] = group
  const now = ctx.clock.now()
  if (!first || !isAtOnce(now, whenOf(course)) || course.status !== 'open')
    return refused('You are on the waiting list: it is not your turn yet. We write when it is.')
  if (now >= bookingEnds(whenOf(course))) return refused('Booking has ended.')
  // Nobody's region or share holds so near to the start.
  const { room } = roomFor({ holder: holderKey(first), region: null }, await situationOf(ctx, course))
  const count = first.isTogether && room < group.length ? 0 : Math.min(room, group.length)
  return count === 0 ? refused('Somebody else was first: no place is free any more.') : ok(count)
}

/**
 * Takes all that is offered to a group, until the offer ends; in the last two working days before the start, what is free of what it waits
 * for. Refused when it is too late.
 */
export const takePlaces = (ctx: Ctx, { id, version }: Press): Done =>
  moveOnDateOf(ctx, id, (ctx, course) =>
    places.asMove(ctx, { ref: id, version, event: 'taken' }, async (ctx, { row, move }) => {
      const now = ctx.clock.now()
      const group = await readPlaces(ctx, { groupId: row.groupId, status: row.status })
      if (row.status === 'offered' && (row.offeredUntil === null || now >= row.offeredUntil))
        return refused(
          `The offer ended${row.offeredUntil === null ? '' : ` on ${dateAndTime(row.offeredUntil)}`}. It goes to the next who waits.`,
        )
      if (now >= course.startsAt) return refused(begun)
      const rests = await whyRests(ctx, course)
      if (rests !== null) return refused(rests)
      const free = row.status === 'waiting' ? await freeFor(ctx, course, group) : ok(group.length)
      if (!free.ok) return free
      const may = await mayPay(ctx, course, row.yotCode)
      if (!may.ok) return may
      const others = group.filter((one) => one.id !== row.id).slice(0, free.value - 1)
      const data = { offeredUntil: null, waitingSince: null }
      const first = await move({ data })
      if (!first.ok) return first
      const rest = await places.moveAll(ctx, others, 'taken', { data })
      if (!rest.ok) return rest
      const settled = await settlePaid(ctx, course, row.yotCode)
      if (!settled.ok) return settled
      await tellOf(ctx, course, {
        people: [ctx.actor.personId],
        occasion: `taken:${row.id}:${row.version}`,
        kind: 'decision',
        letter: {
          subject: `${counted(free.value, 'place')} booked: ${course.title} (${course.ref})`,
          lines: [`You took ${counted(free.value, 'place')} on ${namedDate(course)}. Say who comes.`],
        },
        link: { text: 'Name who comes', page: '/places' },
      })
      return ok(null)
    }),
  )

/** Moves a group's places together, then serves whoever is next. */
const endGroup = (ctx: Ctx, { id, version }: Press, event: 'given-up' | 'left'): Done =>
  moveOnDateOf(ctx, id, (ctx, course) =>
    places.asMove(ctx, { ref: id, version, event }, async (ctx, { row, move }) => {
      const group = await readPlaces(ctx, { groupId: row.groupId, status: row.status, id: { not: row.id } })
      const data = { offeredUntil: null, waitingSince: null }
      const first = await move({ data })
      if (!first.ok) return first
      const rest = await places.moveAll(ctx, group, event, { data })
      return rest.ok ? serveQueue(ctx, course) : rest
    }),
  )

/** Gives up what is offered: the next who waits is offered it in the same transaction. */
export const giveUpPlaces = (ctx: Ctx, press: Press): Done => endGroup(ctx, press, 'given-up')

/** Leaves the waiting list with all that the entry waits for. */
export const leaveQueue = (ctx: Ctx, press: Press): Done => endGroup(ctx, press, 'left')

/** Keeps a place after the date was moved; silence keeps it too. */
export const keepPlace = (ctx: Ctx, { id, version }: Press): Done =>
  moveOnDateOf(ctx, id, (ctx) =>
    places.asMove(
      ctx,
      { ref: id, version, event: 'kept' },
      async (_, { row, move }): Promise<Result<{ ref: string }>> => {
        if (row.keepBy === null) return refused('Nothing is asked of you: the place is yours.')
        const moved = await move({ data: { keepBy: null } })
        return moved.ok ? ok({ ref: id }) : moved
      },
      (row) => (row.keepBy === null ? { ref: id } : null),
    ),
  )

/** Whether a cancellation now is late, by the provider's day; never while a moved date can be given up. */
const isLateNow = (ctx: Ctx, course: LockedCourse, { keepBy }: Pick<LockedPlace, 'keepBy'>): boolean =>
  !(keepBy !== null && ctx.clock.today() <= isoFromDate(keepBy)) &&
  isWithin(ctx.clock.now(), whenOf(course), course.lateDays)

/**
 * Cancels one place: by who holds it, until the start; by the person named, until three working days before; by the provider where nobody is
 * named two working days before. Whoever waits is served in the same transaction, and those named and who booked are told.
 */
export const cancelPlace = (ctx: Ctx, { id, version }: Press): Done =>
  moveOnDateOf(ctx, id, (ctx, course) =>
    places.asMove(ctx, { ref: id, version, event: 'cancelled' }, async (ctx, { row, found, move }) => {
      const now = ctx.clock.now()
      if (now >= course.startsAt) return refused(begun)
      const sides = placeSidesOf(ctx.actor, found)
      if (!sides.includes('holder')) {
        const isSoon = (days: number) => isWithin(now, whenOf(course), days)
        if (sides.includes('attendee') && isSoon(workingDays.attendee))
          return refused(
            'It is too near to the start. Ask whoever booked it: they can cancel it or send somebody else.',
          )
        if (!sides.includes('attendee') && (row.attendee !== '' || !isSoon(workingDays.release)))
          return refused('You can release a place from two working days before the start, where nobody is named.')
      }
      // Nobody pays for not waiting for a provider that may not offer.
      const isLate = isLateNow(ctx, course, row) && (await whyRests(ctx, course)) === null
      const moved = await move({ data: { isLate, keepBy: null }, said: { isLate } })
      if (!moved.ok) return moved
      const settled = await settlePaid(ctx, course, row.yotCode)
      if (!settled.ok) return settled
      await tellOf(ctx, course, {
        people: [attendeeOf(row), row.bookedById].filter((one) => one !== ctx.actor.personId),
        occasion: `cancelled:${row.id}`,
        kind: 'decision',
        letter: {
          subject: `A place is cancelled: ${course.title} (${course.ref})`,
          lines: [
            `${row.attendee === '' ? 'A place without a name' : `The place of ${row.attendee}`} on ${namedDate(course)} is cancelled.`,
          ],
        },
        link: { text: 'See the course' },
      })
      return serveQueue(ctx, course)
    }),
  )
