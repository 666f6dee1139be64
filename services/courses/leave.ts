import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { courseLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** Nobody leaves while people have places on a course of theirs; where they are named, the place stays their service's and has no name. */
export const leaveCourses: Leaver = async (ctx, personId) => {
  const { courseDate, place, observation } = tables(ctx)
  const own = await courseDate.findFirst({
    where: { offering: { personId }, status: { in: courseLife.marked('ahead') } },
    select: { ref: true },
  })
  if (own) return refused(`Your course ${own.ref} is to take place. Call it off first.`)
  await place.updateMany({
    where: { attendeeId: personId, status: 'booked' },
    data: { attendee: '', address: '', attendeeId: null },
  })
  await place.updateMany({ where: { attendeeId: personId }, data: { address: '', isNameShown: false } })
  await observation.updateMany({
    where: { observerId: personId, recordedAt: null, releasedAt: null },
    data: { releasedAt: ctx.clock.now() },
  })
  return ok(undefined)
}
