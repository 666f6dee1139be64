import { personIdsByAddress } from '#services/accounts/index.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result } from '#services/core/result.ts'
import type { Room } from '#services/core/room.ts'
import type { TaskSource } from '#services/core/task.ts'
import { counted } from '#services/core/words.ts'
import { tryJoin } from './join-records.ts'
import { isOwn, mayJoin } from './policy.ts'
import { tables } from './tables.ts'

const isOpen = { apartAt: null, one: { leftAt: null }, other: { leftAt: null } }

/** Pairs that are proposed and wait for an administrator. */
export const recordTasks: TaskSource = async (ctx) => {
  if (!mayJoin(ctx).ok) return []
  const count = await tables(ctx).recordPair.count({ where: isOpen })
  if (count === 0) return []
  return [
    {
      title: `Look at ${counted(count, 'pair')} of records that may be one person’s`,
      href: '/association/members/records',
      kind: 'Membership',
    },
  ]
}

const known = {
  select: {
    id: true,
    name: true,
    holdings: { select: { yot: { select: { name: true } } } },
  },
} as const

const servicesOf = (holdings: readonly { yot: { name: string } }[]) => [...new Set(holdings.map(({ yot }) => yot.name))]

/** Records that may be one person's, those that were joined lately, and whether each can still be undone. */
export const recordsPage = async (ctx: Ctx) => {
  const may = mayJoin(ctx)
  if (!may.ok) return may
  const { recordPair, recordJoin } = tables(ctx)
  const [pairs, joins] = await Promise.all([
    recordPair.findMany({
      where: isOpen,
      orderBy: [{ proposedOn: 'asc' }, { oneId: 'asc' }],
      take: 200,
      include: { one: known, other: known },
    }),
    recordJoin.findMany({
      orderBy: { joinedAt: 'desc' },
      take: 100,
      include: { kept: { select: { name: true } }, joinedRecord: { select: { name: true } } },
    }),
  ])
  const today = ctx.clock.today()
  return ok({
    pairs: pairs.map(({ one, other }) => ({
      ids: [one.id, other.id] as [string, string],
      names: [one.name, other.name] as [string, string],
      services: [servicesOf(one.holdings), servicesOf(other.holdings)] as [string[], string[]],
    })),
    joins: joins.map(({ id, kept, joinedRecord, keptId, joinedRecordId, joinedAt, undoBy, undoneAt }) => ({
      id,
      kept: kept.name,
      joined: joinedRecord.name,
      joinedOn: londonDate(joinedAt),
      undoBy: isoFromDate(undoBy),
      undoneOn: undoneAt && londonDate(undoneAt),
      mayUndo: undoneAt === null && isoFromDate(undoBy) >= today && !isOwn(ctx.actor, [keptId, joinedRecordId]),
    })),
  })
}

/** The two people that two addresses belong to; says which address is nobody's, and when both are one person's already. */
export const findPair = async (
  ctx: Ctx,
  { one, other }: { one: string; other: string },
): Promise<Result<{ ids: [string, string] }>> => {
  const may = mayJoin(ctx)
  if (!may.ok) return may
  const found = await personIdsByAddress(ctx, [one, other])
  const ids = [found.get(one), found.get(other)]
  const unknown = 'Nobody on the exchange has this address'
  if (ids[0] === undefined) return invalid({ one: unknown })
  if (ids[1] === undefined) return invalid({ other: unknown })
  if (ids[0] === ids[1]) return invalid({ other: 'Both addresses are of one record already' })
  return ok({ ids: [ids[0], ids[1]] })
}

/** A title that is written to the person themselves, as it is said of them to somebody else. */
const saidOfThem = (title: string): string =>
  title
    .replace(/\bof you\b/g, 'of them')
    .replace(/\byours\b/g, 'theirs')
    .replace(/\bYour\b/g, 'Their')
    .replace(/\byour\b/g, 'their')
    .replace(/\byou\b/g, 'they')

const titlesOf = (rooms: readonly Room[]) =>
  new Map(
    rooms.flatMap(({ held }) => (held?.shown ?? []).map(({ table, title }) => [table, saidOfThem(title)] as const)),
  )

/** Counts by what people call it; what has no name of its own comes last. */
const counts = (rooms: readonly Room[], parts: readonly { table: string; count: number }[]) => {
  const titles = titlesOf(rooms)
  const other = 'Other work that names them'
  const sums = new Map<string, number>()
  for (const { table, count } of parts) {
    const title = titles.get(table) ?? other
    sums.set(title, (sums.get(title) ?? 0) + count)
  }
  return [...sums]
    .map(([title, count]) => ({ title, count }))
    .sort((a, b) => Number(a.title === other) - Number(b.title === other) || a.title.localeCompare(b.title))
}

/** One record as whoever compares the two needs it. ISO dates. */
const recordFacts = async (ctx: Ctx, id: string) => {
  const person = await ctx.db.person.findUnique({
    where: { id, leftAt: null },
    select: {
      name: true,
      createdAt: true,
      addresses: { select: { address: true }, orderBy: { addedAt: 'asc' } },
      holdings: {
        select: { title: true, from: true, until: true, yot: { select: { name: true } } },
        orderBy: { from: 'desc' },
      },
      standing: { select: { expiresOn: true, status: true } },
      memberships: { where: { status: { not: 'ended' } }, select: { endsOn: true } },
      appointments: { select: { id: true } },
      sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
    },
  })
  if (!person) return null
  const { name, createdAt, addresses, holdings, standing, memberships, appointments, sessions } = person
  return {
    id,
    name,
    since: londonDate(createdAt),
    lastSeenOn: sessions[0] ? londonDate(sessions[0].lastSeenAt) : null,
    addresses: addresses.map(({ address }) => address),
    posts: holdings.map(({ title, from, until, yot }) => ({
      title,
      service: yot.name,
      from: isoFromDate(from),
      until: until && isoFromDate(until),
    })),
    inBankUntil: standing && standing.status !== 'removed' ? isoFromDate(standing.expiresOn) : null,
    memberUntil: memberships[0] ? isoFromDate(memberships[0].endsOn) : null,
    offices: appointments.length,
  }
}

export type PairPage = {
  records: { facts: NonNullable<Awaited<ReturnType<typeof recordFacts>>>; ifKept: IfKept }[]
}
type IfKept = {
  against: string | null
  carried: { title: string; count: number }[]
  aside: { title: string; count: number }[]
}

/** Two records side by side, and for each what joining would come to if it were the one that is kept. */
export const previewPair = async (
  ctx: Ctx,
  ids: readonly [string, string],
  rooms: readonly Room[],
): Promise<Result<PairPage>> => {
  const may = mayJoin(ctx)
  if (!may.ok) return may
  if (ids[0] === ids[1]) return notFound()
  const records: PairPage['records'] = []
  for (const [into, from] of [ids, ids.toReversed()] as [string, string][]) {
    const facts = await recordFacts(ctx, into)
    if (facts === null) return notFound()
    const { against, carried, aside } = await tryJoin(ctx, { from, into }, rooms)
    records.push({
      facts,
      ifKept: {
        against,
        carried: counts(
          rooms,
          carried.map(({ table, rows }) => ({ table, count: rows.length })),
        ),
        aside: counts(
          rooms,
          aside.map(({ table }) => ({ table, count: 1 })),
        ),
      },
    })
  }
  return ok({ records })
}
