import type { PlaceStatus } from '#prisma/generated/enums.ts'
import { groupBy } from '#services/conflicts/index.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { choicesOf, sessionLines } from './choose-sessions.ts'
import { placeLife } from './lifecycle.ts'
import { findDate, type LockedPlace, readCourse, readPlaces, whenOf } from './move-course.ts'
import { heldBy, isHolder } from './policy.ts'
import { isAtOnce, offerUntil, workingDays, workingDaysBefore } from './queue/clock.ts'
import { type PastChance, pastChance } from './queue/past-chance.ts'
import { serve } from './queue/queue.ts'
import { queueOf, situationOf } from './queue/situation.ts'
import { whyWords } from './queue/why-words.ts'

export type OwnPlace = {
  id: string
  version: number
  status: PlaceStatus
  stands: string
  attendee: string
  address: string
  /** ISO day until which it can be given up freely after a move; null where nothing is asked. */
  keepBy: string | null
  certificate: string | null
  isLate: boolean
  /** It is the reader’s side’s, and not only theirs by name. */
  mayName: boolean
  /** Titles of the sessions it chose; null where the date has none to choose. */
  sessions: string[] | null
}

/** Places that wait or are offered together. */
export type OwnEntry = {
  id: string
  version: number
  status: 'waiting' | 'offered'
  count: number
  isTogether: boolean
  /** Instant, ISO; of an offer. */
  until: string | null
  /** From 1; of what waits. */
  position: number | null
  of: number
  why: string
  /** It can be taken now: it is offered, or the first press wins. */
  mayTake: boolean
}

export type PlacesPage = {
  ref: string
  title: string
  startsAt: string
  hasBegun: boolean
  /** ISO day by which names are wanted. */
  namesBy: string
  booked: OwnPlace[]
  past: OwnPlace[]
  entries: OwnEntry[]
  /** For those who wait: what became of those who waited before. */
  chance: PastChance | null
}

const shown = (ctx: Ctx, place: LockedPlace, sessions: string[] | null): OwnPlace => ({
  sessions,
  id: place.id,
  version: place.version,
  status: place.status,
  stands: placeLife.states[place.status],
  attendee: place.attendee,
  address: place.address,
  keepBy: place.keepBy && isoFromDate(place.keepBy),
  certificate: place.status === 'attended' ? place.certificate : null,
  isLate: place.isLate,
  mayName: isHolder(ctx.actor, place),
})

/** Everything that the actor's side holds, is offered and waits for on a date, with why it was or was not served; not found for who holds nothing. */
export const findPlaces = async (ctx: Ctx, ref: string): Promise<Result<PlacesPage>> => {
  const found = await findDate(ctx, ref)
  const course = found && (await readCourse(ctx, found.id))
  if (!course) return notFound()
  const { personId } = ctx.actor
  const own = await readPlaces(ctx, {
    dateId: course.id,
    OR: [heldBy(ctx.actor), ...(personId === null ? [] : [{ attendeeId: personId }])],
  })
  if (own.length === 0) return notFound()
  const now = ctx.clock.now()
  const isFirstPress = isAtOnce(now, whenOf(course)) && offerUntil(now, whenOf(course)) !== null
  const groups = groupBy(
    own.filter(({ status }) => placeLife.is('queued', status)),
    ({ groupId, status }) => `${groupId}:${status}`,
  )
  const isQueued = own.some(({ status }) => status === 'waiting')
  const queue = isQueued ? await queueOf(ctx, course.id) : []
  const { why } = isQueued ? serve(queue, await situationOf(ctx, course)) : { why: new Map() }
  const entries = [...groups.values()].flatMap((rows): OwnEntry[] => {
    const [first] = rows
    if (!first) return []
    const at = queue.findIndex(({ id }) => id === first.groupId)
    const isOffered = first.status === 'offered'
    const because = why.get(first.groupId)
    return [
      {
        id: first.id,
        version: first.version,
        status: isOffered ? 'offered' : 'waiting',
        count: rows.length,
        isTogether: first.isTogether,
        until: isOffered ? (first.offeredUntil?.toISOString() ?? null) : null,
        position: isOffered || at < 0 ? null : at + 1,
        of: queue.length,
        why:
          isOffered || because === undefined
            ? ''
            : isFirstPress && because.is === 'offered'
              ? 'A place is free, and it begins soon: the first press has it.'
              : because.is === 'offered'
                ? 'A place has come free, and is offered to you within ten minutes.'
                : whyWords(because),
        mayTake: isOffered || (isFirstPress && because?.is === 'offered'),
      },
    ]
  })
  const lines = await sessionLines(ctx, course.id)
  const isChosen = lines.some(({ seats }) => seats !== null)
  const choices = isChosen
    ? await choicesOf(
        ctx,
        own.map(({ id }) => id),
      )
    : new Map<string, number[]>()
  const chosen = ({ id }: LockedPlace) =>
    isChosen ? (choices.get(id) ?? []).map((position) => lines[position]?.title ?? '') : null
  return ok({
    ref,
    title: course.title,
    startsAt: course.startsAt.toISOString(),
    hasBegun: now >= course.startsAt,
    namesBy: workingDaysBefore(londonDate(course.startsAt), workingDays.names),
    booked: own.filter(({ status }) => status === 'booked').map((place) => shown(ctx, place, chosen(place))),
    past: own
      .filter(({ status }) => ['attended', 'absent', 'cancelled', 'left'].includes(status))
      .map((place) => shown(ctx, place, chosen(place))),
    entries,
    chance: isQueued ? await pastChance(ctx, course.offering.id) : null,
  })
}
