import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { courseLife } from './lifecycle.ts'
import { type LockedCourse, moveOnDateOf, places, readCourse, readPlaces } from './move-course.ts'
import { isHolder } from './policy.ts'
import { chosenOf, isAtOnceWith } from './session-times.ts'
import { tables } from './tables.ts'

/** A session of a date with how many of its seats are free; `free` is null where everybody with a place is there. */
export type SessionLine = {
  position: number
  title: string
  /** Instants, ISO. */
  startsAt: string
  endsAt: string
  free: number | null
  seats: number | null
}

const rowsOf = (ctx: Ctx, dateId: string) =>
  tables(ctx).courseSession.findMany({ where: { dateId }, orderBy: { position: 'asc' } })

/** The sessions of a date, in their order. */
export const sessionLines = async (ctx: Ctx, dateId: string): Promise<SessionLine[]> => {
  const rows = await rowsOf(ctx, dateId)
  const chosen = rows.some(({ seats }) => seats !== null) ? await chosenOf(ctx, dateId) : new Map<number, number>()
  return rows.map(({ position, title, startsAt, endsAt, seats }) => ({
    position,
    title,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    seats,
    free: seats === null ? null : seats - (chosen.get(position) ?? 0),
  }))
}

/** What each place chose, by place: positions in their order. */
export const choicesOf = async (ctx: Ctx, placeIds: readonly string[]): Promise<Map<string, number[]>> => {
  const rows =
    placeIds.length === 0
      ? []
      : await tables(ctx).sessionChoice.findMany({
          where: { placeId: { in: [...placeIds] } },
          orderBy: { position: 'asc' },
        })
  const choices = new Map<string, number[]>()
  for (const { placeId, position } of rows) choices.set(placeId, [...(choices.get(placeId) ?? []), position])
  return choices
}

/** Choices change until the day before it begins. */
const isOpenToChoose = (ctx: Ctx, course: Pick<LockedCourse, 'status' | 'startsAt'>): boolean =>
  courseLife.is('listed', course.status) && ctx.clock.today() < londonDate(course.startsAt)

/** The sessions that one place chooses among, for whoever holds it or is named for it; not found for others, and where there is nothing to choose. */
export const choosePage = async (ctx: Ctx, ref: string, placeId: string) => {
  const [place] = /^[\da-f-]{36}$/.test(placeId) ? await readPlaces(ctx, { id: placeId, date: { ref } }) : []
  const course = place && (await readCourse(ctx, place.dateId))
  const { personId } = ctx.actor
  const isOwn = place && (isHolder(ctx.actor, place) || (personId !== null && place.attendeeId === personId))
  if (!course || !isOwn || place.status !== 'booked') return notFound()
  const lines = await sessionLines(ctx, course.id)
  if (lines.every(({ seats }) => seats === null)) return notFound()
  return ok({
    ref,
    title: course.title,
    id: place.id,
    version: place.version,
    attendee: place.attendee,
    mayChoose: isOpenToChoose(ctx, course),
    together: lines.filter(({ seats }) => seats === null),
    sessions: lines.filter(({ seats }) => seats !== null),
    chosen: (await choicesOf(ctx, [place.id])).get(place.id) ?? [],
  })
}

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((position) => other.includes(position))

/**
 * Chooses the sessions of a place, in place of what it chose before: by who holds it or is named for it, until the day before. Invalid where two are
 * at one time, or one has no seat left; whoever sends somebody else sends them to what was chosen.
 */
export const chooseSessions = (
  ctx: Ctx,
  { id, version, sessions }: { id: string; version: number; sessions: readonly number[] },
): Promise<Result<{ ref: string }>> =>
  moveOnDateOf(ctx, id, async (ctx, course) => {
    const before = (await choicesOf(ctx, [id])).get(id) ?? []
    const wanted = [...new Set(sessions)]
    return places.asMove(
      ctx,
      { ref: id, version, event: 'chosen' },
      async (ctx, { row, move }): Promise<Result<{ ref: string }>> => {
        if (!isOpenToChoose(ctx, course)) return refused('Sessions are chosen until the day before it begins.')
        const all = await rowsOf(ctx, course.id)
        const chosen = all.filter(({ position, seats }) => seats !== null && wanted.includes(position))
        if (chosen.length !== wanted.length) return invalid({ sessions: 'Choose from the list' })
        const clash = chosen.find((one, at) => chosen.slice(0, at).some((other) => isAtOnceWith(one, other)))
        if (clash) return invalid({ sessions: `“${clash.title}” is at the same time as another that you chose` })
        const taken = await chosenOf(ctx, course.id)
        const full = chosen.find(
          ({ position, seats }) => !before.includes(position) && (taken.get(position) ?? 0) >= (seats ?? 0),
        )
        if (full) return invalid({ sessions: `“${full.title}” is full. Choose another` })
        const moved = await move()
        if (!moved.ok) return moved
        await tables(ctx).sessionChoice.deleteMany({ where: { placeId: row.id } })
        await tables(ctx).sessionChoice.createMany({
          data: chosen.map(({ position }) => ({
            placeId: row.id,
            dateId: course.id,
            position,
            chosenAt: ctx.clock.now(),
          })),
        })
        return ok({ ref: course.ref })
      },
      () => (isSame(before, wanted) ? { ref: course.ref } : null),
    )
  })
