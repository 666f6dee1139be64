/*
 * The queue's rule, pure: who is served next, and why not the others. Nobody is overtaken but by whom the rule lets pass: a group that does
 * not fit is passed over and keeps its place, and so is whoever has their share, or stands before places that are kept for others.
 */

/** Places that were asked for together and wait. */
export type Waiting = {
  id: string
  /** Whose they are: a service, or an associate. */
  holder: string
  region: string | null
  count: number
  /** All of them or none. */
  isTogether: boolean
  isMember: boolean
}

/** How a date stands. */
export type Situation = {
  places: number
  /** Holder → places booked by and offered to it. */
  byHolder: ReadonlyMap<string, number>
  /** The same by region. */
  byRegion: ReadonlyMap<string, number>
  /** Region → places that are kept for it. */
  kept: Readonly<Record<string, number>>
  /** Shares and kept places hold still. */
  isShared: boolean
}

/** Why an entry was served or was not. */
export type Why =
  | { is: 'offered'; count: number }
  | { is: 'not-a-member' }
  | { is: 'full' }
  | { is: 'kept' }
  | { is: 'share'; most: number }
  | { is: 'group'; free: number }

/** The most that one service holds while shares hold. */
export const shareOf = (places: number): number => Math.max(2, Math.ceil(places / 4))

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0)

/** How many places a holder of a region may have now, besides those it has: by what is free, what is kept for others, and its share. */
export const roomFor = (
  { holder, region }: Pick<Waiting, 'holder' | 'region'>,
  { places, byHolder, byRegion, kept, isShared }: Situation,
): { room: number; why: Why } => {
  const free = places - sum(byHolder.values())
  if (free <= 0) return { room: 0, why: { is: 'full' } }
  if (!isShared) return { room: free, why: { is: 'group', free } }
  const reserved = sum(
    Object.entries(kept).map(([name, count]) => (name === region ? 0 : Math.max(0, count - (byRegion.get(name) ?? 0)))),
  )
  if (free - reserved <= 0) return { room: 0, why: { is: 'kept' } }
  const most = shareOf(places)
  const left = most - (byHolder.get(holder) ?? 0)
  if (left <= 0) return { room: 0, why: { is: 'share', most } }
  const room = Math.min(free - reserved, left)
  return { room, why: room === left ? { is: 'share', most } : { is: 'group', free: room } }
}

const withMore = (counts: ReadonlyMap<string, number>, key: string | null, count: number): Map<string, number> =>
  key === null ? new Map(counts) : new Map(counts).set(key, (counts.get(key) ?? 0) + count)

export type Served = { offers: { id: string; count: number }[]; why: Map<string, Why> }

/** Serves a queue, given in its order, with what is free. Those who want any number get what there is and wait for the rest. */
export const serve = (queue: readonly Waiting[], before: Situation): Served => {
  const offers: Served['offers'] = []
  const why: Served['why'] = new Map()
  let now = before
  let free = before.places - sum(before.byHolder.values())
  for (const entry of queue) {
    if (!entry.isMember) {
      why.set(entry.id, { is: 'not-a-member' })
      continue
    }
    if (free <= 0) {
      why.set(entry.id, { is: 'full' })
      continue
    }
    const { room, why: because } = roomFor(entry, now)
    const count = entry.isTogether && room < entry.count ? 0 : Math.min(room, entry.count)
    if (count === 0) {
      why.set(entry.id, because)
      continue
    }
    offers.push({ id: entry.id, count })
    why.set(entry.id, { is: 'offered', count })
    free -= count
    now = {
      ...now,
      byHolder: withMore(now.byHolder, entry.holder, count),
      byRegion: withMore(now.byRegion, entry.region, count),
    }
  }
  return { offers, why }
}

/** Whether somebody new may book without waiting: nobody waits, and there is room. A sentence where not; null where so. */
export const mayBook = (
  wanted: Pick<Waiting, 'holder' | 'region' | 'count'>,
  situation: Situation,
  { waiting, isAtOnce }: { waiting: number; isAtOnce: boolean },
): { is: 'waiting' } | Why | null => {
  if (waiting > 0 && !isAtOnce) return { is: 'waiting' }
  const { room, why } = roomFor(wanted, situation)
  return room >= wanted.count ? null : why
}
