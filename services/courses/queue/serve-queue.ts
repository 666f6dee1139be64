import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { counted, dateAndTime } from '#services/core/words.ts'
import { type LockedCourse, places, readPlaces, whenOf } from '#services/courses/move-course.ts'
import { namedDate, tellOf } from '#services/courses/people.ts'
import { whyRests } from '#services/courses/rests.ts'
import { isAtOnce, offerUntil } from './clock.ts'
import { roomFor, serve } from './queue.ts'
import { type Entry, queueOf, situationOf } from './situation.ts'

/** In the last days whoever presses first has it: all who wait are told, once a day. */
const tellAll = async (ctx: Ctx, course: LockedCourse, queue: readonly Entry[]): Promise<void> => {
  const situation = await situationOf(ctx, course)
  const able = queue.filter((entry) => {
    const { room } = roomFor(entry, situation)
    return entry.isMember && room >= (entry.isTogether ? entry.count : 1)
  })
  await tellOf(ctx, course, {
    people: able.map(({ bookedById }) => bookedById),
    occasion: `free:${ctx.clock.today()}`,
    kind: 'ask',
    letter: {
      subject: `A place is free: ${course.title} (${course.ref})`,
      lines: [
        `You wait for ${namedDate(course)}. It begins soon, so what is free is offered to all who wait: the first press has it.`,
      ],
    },
    link: { text: 'Take it', page: '/places' },
  })
}

/**
 * Serves the queue of a date with what is free, in the transaction that freed it; the date is locked. Offers go to those whose turn it is, with one
 * letter each. Nothing is offered once booking has ended, the start has come, or while its provider may not offer.
 */
export const serveQueue = async (given: Ctx, course: LockedCourse): Promise<Result<{ offered: number }>> => {
  const ctx = asSystem(given)
  const now = ctx.clock.now()
  const until = offerUntil(now, whenOf(course))
  if (course.status !== 'open' || until === null) return ok({ offered: 0 })
  if ((await whyRests(ctx, course)) !== null) return ok({ offered: 0 })
  const situation = await situationOf(ctx, course)
  const free = course.places - [...situation.byHolder.values()].reduce((sum, count) => sum + count, 0)
  const queue = free > 0 ? await queueOf(ctx, course.id) : []
  if (queue.length === 0) return ok({ offered: 0 })
  if (isAtOnce(now, whenOf(course))) {
    await tellAll(ctx, course, queue)
    return ok({ offered: 0 })
  }
  const { offers } = serve(queue, situation)
  const byId = new Map(queue.map((entry) => [entry.id, entry]))
  const ids = offers.flatMap(({ id, count }) => byId.get(id)?.ids.slice(0, count) ?? [])
  if (ids.length === 0) return ok({ offered: 0 })
  const offered = await places.moveAll(ctx, await readPlaces(ctx, { id: { in: ids } }), 'offered', {
    data: { offeredUntil: until },
  })
  if (!offered.ok) return offered
  for (const count of new Set(offers.map((offer) => offer.count)))
    await tellOf(ctx, course, {
      people: offers.filter((offer) => offer.count === count).flatMap(({ id }) => byId.get(id)?.bookedById ?? []),
      occasion: `offered:${now.toISOString()}`,
      kind: 'ask',
      letter: {
        subject: `${counted(count, 'place is', 'places are')} offered to you until ${dateAndTime(until)} (${course.ref})`,
        lines: [
          `You wait for ${namedDate(course)}. ${counted(count, 'place is', 'places are')} yours if you take ${count === 1 ? 'it' : 'them'} by ${dateAndTime(until)}.`,
          'If you do not, it goes to the next who waits, and you wait at the end of the list.',
        ],
      },
      link: { text: 'Take it or give it up', page: '/places' },
    })
  return ok({ offered: ids.length })
}
