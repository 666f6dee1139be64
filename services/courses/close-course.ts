import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { dateAndTime, longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { callOffPlaces } from '#services/engagements/index.ts'
import { recordGap } from '#services/gaps/index.ts'
import { courses, type LockedCourse, type LockedPlace, places, readPlaces } from './move-course.ts'
import { checkOwnNameDate } from './own-name-dates.ts'
import { settleAllPaid } from './paid.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { workingDays } from './queue/clock.ts'
import { serveQueue } from './queue/serve-queue.ts'
import type { CourseInput } from './schema.ts'
import { sessionTimes, spanOf, timeFaults, writeSessions } from './session-times.ts'
import { tables } from './tables.ts'
import { themesOfCourse } from './themes-of-course.ts'

/** Those who waited to the end and were not served: a gap for each who waited, of as many places as they wanted still. */
const noteUnserved = async (ctx: Ctx, course: LockedCourse, waiting: readonly LockedPlace[]): Promise<void> => {
  const groups = new Map<string, LockedPlace[]>()
  for (const place of waiting) groups.set(place.groupId, [...(groups.get(place.groupId) ?? []), place])
  if (groups.size === 0) return
  const themes = await themesOfCourse(ctx, course.id)
  for (const [groupId, own] of groups)
    await recordGap(ctx, {
      kind: 'course',
      sourceKey: `places:${groupId}`,
      themes,
      yotCode: own[0]?.yotCode ?? null,
      weight: own.length,
    })
}

/** Ends the waiting list and what is offered of a date; gives who waited. The exchange does it, whoever pressed. */
export const endQueue = async (given: Ctx, course: LockedCourse): Promise<Result<string[]>> => {
  const ctx = asSystem(given)
  const offered = await readPlaces(ctx, { dateId: course.id, status: 'offered' })
  const data = { offeredUntil: null, waitingSince: null }
  const lapsed = await places.moveAll(ctx, offered, 'lapsed', { to: 'left', data })
  if (!lapsed.ok) return lapsed
  const waiting = await readPlaces(ctx, { dateId: course.id, status: 'waiting' })
  const left = await places.moveAll(ctx, waiting, 'left', { data })
  if (left.ok) await noteUnserved(ctx, course, waiting)
  return left.ok ? ok([...offered, ...waiting].map(({ bookedById }) => bookedById)) : left
}

type AtHand = {
  row: LockedCourse
  move: (record: { note: string; data: { sequence: number } }) => Promise<Result<unknown>>
}

/** What calling a date off does, whoever does it: places are cancelled, the waiting list ends, everybody is told. */
const callOffAll = async (
  ctx: Ctx,
  { row, move }: AtHand,
  { reason, also = [] }: { reason: string; also?: readonly string[] },
): Promise<Result<null>> => {
  const booked = await readPlaces(ctx, { dateId: row.id, status: 'booked' })
  const waiting = await readPlaces(ctx, { dateId: row.id, status: { in: ['waiting', 'offered'] } })
  const waited = await endQueue(ctx, row)
  if (!waited.ok) return waited
  await tables(ctx).place.updateMany({
    where: { id: { in: waiting.map(({ id }) => id) } },
    data: { isCarried: true },
  })
  const cancelled = await places.moveAll(asSystem(ctx), booked, 'cancelled', {
    data: { keepBy: null, isLate: false },
  })
  if (!cancelled.ok) return cancelled
  const unpaid = await callOffPlaces(ctx, row.id, reason)
  if (!unpaid.ok) return unpaid
  const moved = await move({ note: reason, data: { sequence: row.sequence + 1 } })
  if (!moved.ok) return moved
  await tellOf(ctx, row, {
    people: [...booked.flatMap((place) => [place.bookedById, attendeeOf(place)]), ...waited.value, ...also],
    occasion: 'called-off',
    kind: 'decision',
    letter: {
      subject: `Called off: ${row.title} (${row.ref})`,
      lines: [
        `${namedDate(row)} is called off: ${reason}`,
        'Nothing is owed for it. Look for another date of the same course. Whoever waited goes on waiting, on the next date that is opened.',
      ],
    },
    link: { text: 'See other dates', page: '' },
  })
  return ok(null)
}

/** Calls a date off, with the reason: every place is cancelled, the waiting list ends, and everybody is told. Calendars hear of it. */
export const callOffCourse = (
  ctx: Ctx,
  ref: string,
  { version, reason }: { version: number; reason: string },
): Promise<Result<{ ref: string }>> =>
  courses.asMove(ctx, { ref, version, event: 'called-off' }, (ctx, at) => callOffAll(ctx, at, { reason }))

/** The exchange calls a date off where its provider may not give it: whoever answers for the course is told too. */
export const callOffForProvider = (ctx: Ctx, id: string, reason: string): Promise<Result<boolean>> =>
  courses.asSystemMove(asSystem(ctx), { id, event: 'called-off' }, (ctx, at) =>
    callOffAll(ctx, at, { reason, also: [at.row.offering.contactId] }),
  )

/** The sessions of a move with the names and seats that they had; the boxes of the form have times alone. Refused where they are not as many. */
const carryNames = async (
  ctx: Ctx,
  dateId: string,
  { sessions }: Pick<CourseInput, 'sessions'>,
): Promise<Result<CourseInput['sessions']>> => {
  const rows = await tables(ctx).courseSession.findMany({ where: { dateId }, orderBy: { position: 'asc' } })
  if (rows.every(({ title, seats }) => title === '' && seats === null)) return ok(sessions)
  if (rows.length !== sessions.length)
    return invalid({ 'sessions[0].on': `Its ${rows.length} sessions have names or seats: give each its new time` })
  return ok(
    sessions.map((session, at) => ({
      ...session,
      title: rows[at]?.title ?? '',
      seats: rows[at]?.seats ?? undefined,
    })),
  )
}

/**
 * Moves a date to other days: places stay, and everybody with one is asked again and can give it up freely for five working days; silence keeps
 * it. Invalid where the days cannot be.
 */
export const moveCourse = (
  ctx: Ctx,
  ref: string,
  { version, reason, ...typed }: { version: number; reason: string } & Pick<CourseInput, 'sessions' | 'bookUntil'>,
): Promise<Result<{ ref: string }>> =>
  courses.asMove(
    ctx,
    { ref, version, event: 'moved' },
    async (ctx, { row, move }) => {
      if (row.isCohort && ctx.clock.now() >= row.startsAt)
        return refused('It has begun. A cohort is moved before its first step.')
      const named = await carryNames(ctx, row.id, typed)
      if (!named.ok) return named
      const times = { ...typed, sessions: named.value }
      const faults = timeFaults(ctx, times)
      if (Object.keys(faults).length > 0) return invalid(faults)
      const days = await checkOwnNameDate(ctx, row, sessionTimes(times))
      if (!days.ok) return days
      const { startsAt, endsAt } = spanOf(sessionTimes(times))
      const start = londonDate(startsAt)
      const keepBy = [addWorkingDays(ctx.clock.today(), workingDays.keep), addDays(start, -1)].sort()[0] ?? start
      const leastBy = row.leastBy !== null && row.leastBy > dateFromIso(start) ? dateFromIso(start) : row.leastBy
      const moved = await move({
        note: reason,
        data: { startsAt, endsAt, leastBy, bookUntil: dateFromIso(times.bookUntil), sequence: row.sequence + 1 },
      })
      if (!moved.ok) return moved
      // Whoever chose sessions chooses anew: their times are others.
      const unchosen = await tables(ctx).sessionChoice.deleteMany({ where: { dateId: row.id } })
      await writeSessions(ctx, row.id, times)
      const booked = await readPlaces(ctx, { dateId: row.id, status: 'booked' })
      // Nothing of theirs is decided yet: they are asked, so that it is no move of the place.
      await tables(ctx).place.updateMany({
        where: { id: { in: booked.map(({ id }) => id) } },
        data: { keepBy: dateFromIso(keepBy) },
      })
      await tellOf(ctx, moved.value, {
        people: booked.flatMap((place) => [place.bookedById, attendeeOf(place)]),
        occasion: `moved:${moved.value.version}`,
        kind: 'ask',
        letter: {
          subject: `Moved to ${dateAndTime(startsAt)}: ${row.title} (${row.ref})`,
          lines: [
            `“${row.title}” was to be on ${dateAndTime(row.startsAt)} and is now on ${dateAndTime(startsAt)}: ${reason}`,
            `Your places stay yours. If the new day does not suit, give them up by ${longDate(keepBy)}; it costs nothing. If you say nothing, you keep them.`,
            ...(unchosen.count > 0 ? ['Sessions that were chosen are to be chosen again.'] : []),
          ],
        },
        link: { text: 'Keep or give up', page: '/places' },
      })
      const now = await courses.lock(ctx, row.id)
      const settled = now ? await settleAllPaid(ctx, now) : ok(null)
      if (!settled.ok) return settled
      const served = now ? await serveQueue(ctx, now) : ok({ offered: 0 })
      return served.ok ? ok({ ref }) : served
    },
    (row) => (row.startsAt.getTime() === sessionTimes(typed)[0]?.startsAt.getTime() ? { ref } : null),
  )
