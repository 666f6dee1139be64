import { createHash } from 'node:crypto'
import { actorOf, fingerprint, isWithinLimit } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { asActor, asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName } from '#services/yots/index.ts'
import { datesFor, type Rooms } from './dates.ts'
import { feedKinds } from './feed-kinds.ts'
import { tables } from './tables.ts'
import { writeCalendar } from './write-calendar.ts'

/** What an address of a calendar answers. `unchanged` where the program has this edition already. */
export type Fetched =
  | { kind: 'calendar'; etag: string; text: string }
  | { kind: 'unchanged'; etag: string }
  | { kind: 'unknown' }
  /** It was ended, or its owner has left. */
  | { kind: 'gone' }
  | { kind: 'too-often' }

/** A calendar may be made anew so often in an hour; asking whether it has changed is not counted. */
export const mostAnHour = 60

/** What a calendar came to when it was made last, and until when a program that has that edition is told so without it being made anew. */
type Edition = { etag: string; day: string; until: number }

/**
 * So long, whatever happens meanwhile to anybody: what a program is told, how fast, and when it is told that it asks too often depend on this
 * calendar and on the time alone. Programs ask every few hours.
 */
const lastsMs = 5 * 60_000
const mostKept = 2_000
const editions = new Map<string, Edition>()

const keep = (key: string, edition: Edition) => {
  if (editions.size >= mostKept) editions.delete(editions.keys().next().value ?? '')
  editions.set(key, edition)
}

/** Names the edition by what is in it: the same calendar has the same. */
const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`

/**
 * A calendar as its owner may see it at this moment: nothing of it is kept but its fingerprint. A program that says which edition it has (`known`,
 * the ETag) is told where it is still that one; within five minutes of its making without reading any of it.
 */
export const fetchFeed = async (
  given: Ctx,
  rooms: Rooms,
  { token, known }: { token: string; known: string | null },
): Promise<Fetched> => {
  const system = asSystem(given)
  const feed = await tables(system).feed.findUnique({
    where: { tokenHash: fingerprint(given.config, 'calendar feed', token) },
    select: { id: true, personId: true, kind: true, regions: true, endedAt: true },
  })
  if (!feed) return { kind: 'unknown' }
  if (feed.endedAt !== null) return { kind: 'gone' }
  const [now, day] = [given.clock.now().getTime(), given.clock.today()]
  const edition = editions.get(feed.id)
  const stands = edition?.day === day && now < edition.until && now >= edition.until - lastsMs
  if (edition && stands && edition.etag === known) return { kind: 'unchanged', etag: edition.etag }
  const actor = await actorOf(system, feed.personId, allGrantsFor)
  if (actor === null) return { kind: 'gone' }
  const limit = { key: `feed:${feed.id}`, most: mostAnHour, withinMinutes: 60 }
  if (!(await isWithinLimit(system, limit))) return { kind: 'too-often' }
  const dates = await datesFor(asActor(given, actor), rooms, feed)
  const { title } = feedKinds[feed.kind]
  const where = feed.regions.length === 0 ? '' : `: ${feed.regions.map(regionName).join(', ')}`
  const text = writeCalendar(given.config, { name: `Critical Friend: ${title}${where}`, dates })
  const etag = etagOf(text)
  keep(feed.id, { etag, day, until: now + lastsMs })
  return etag === known ? { kind: 'unchanged', etag } : { kind: 'calendar', etag, text }
}
