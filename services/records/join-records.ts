import { endRecord, keepOnePrimary, lockRecords, recordsOf } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import {
  type Carried,
  carriedPlaces,
  carryOver,
  type PutAside,
  personPlaces,
  putAside,
  putAsideTables,
} from '#services/core/carry-over.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Pair } from '#services/core/joining.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import type { Room } from '#services/core/room.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { bothSides } from './both-sides.ts'
import { isOwn, mayJoin } from './policy.ts'
import type { JoinInput } from './schema.ts'
import { tables } from './tables.ts'

/** Days for which joining two records can be undone. */
export const daysToUndo = 30

/** What was done, so that it can be undone. */
export type Journal = { carried: Carried[]; aside: PutAside[]; joinedBefore: string[] }

type Joined = Journal & { names: Record<keyof Pair, string>; addresses: string[] }

/**
 * Joins two records in the caller's transaction, and says what it did. Refused with every reason at once where the two stand against
 * each other, or where one of them would be stopped in something under way.
 */
const joinIn = async (ctx: Ctx, pair: Pair, rooms: readonly Room[]): Promise<Result<Joined>> => {
  if (pair.from === pair.into) return notFound()
  const { from, into } = await lockRecords(ctx, pair)
  if (from === null || into === null) return notFound()
  if (from.joinedIntoId !== null || into.joinedIntoId !== null)
    return refused('One of these records has been joined to another since. Look for the two again.')
  if (from.leftAt !== null || into.leftAt !== null)
    return refused('One of the two has left the exchange. What is kept of them stays as it is.')
  if (isOwn(ctx.actor, [pair.from, pair.into]))
    return refused('One of these records is your own: another administrator has to make sure that it is you.')
  const against = [
    ...(from.secondStep?.confirmedAt && !into.secondStep?.confirmedAt
      ? ['Only one of the two signs in with a code from a phone: keep that record.']
      : []),
    ...(await bothSides(ctx, pair)),
  ]
  for (const { join } of rooms) against.push(...((await join?.refuses?.(ctx, pair)) ?? []))
  if (against.length > 0) return refused(against.join(' '))
  const joinedBefore = (await recordsOf(ctx, pair.from)).filter((id) => id !== pair.from)
  await keepOnePrimary(ctx, pair)
  for (const { join } of rooms) await join?.before?.(ctx, pair)
  const carried = await carryOver(ctx, carriedPlaces(rooms), pair)
  const aside = await putAside(ctx, personPlaces(rooms), putAsideTables(rooms), pair.from)
  await endRecord(ctx, pair)
  const after: string[] = []
  for (const { join } of rooms) after.push(...((await join?.after?.(ctx, pair)) ?? []))
  if (after.length > 0) return refused(after.join(' '))
  const addresses = [...into.addresses, ...from.addresses].map(({ address }) => address)
  return ok({ carried, aside, joinedBefore, names: { from: from.name, into: into.name }, addresses })
}

/** Every address is told, since whoever reads its mail may act in the one name now. */
export const tellAddresses = (
  ctx: Ctx,
  { personId, addresses, occasion }: { personId: string; addresses: readonly string[]; occasion: string },
  letter: { subject: string; lines: string[] },
) =>
  tell(ctx, {
    people: addresses.map((address, index) => ({ address, as: `${personId}:${index}` })),
    about: { kind: 'person', id: personId },
    occasion,
    kind: 'security',
    letter: { ...letter, action: { text: 'See your addresses', path: '/account' } },
  })

/**
 * Joins two records of one person for an administrator who made sure that it is one: posts, declarations, ratings, work, places and
 * whatever else names the one leads to the other, and any address of either signs in as them. Conflicts are looked at again at once.
 * The audit log stays as it was written. Can be undone for 30 days.
 */
export const joinRecords = (
  ctx: Ctx,
  { ids, keep, sureBy }: JoinInput & { ids: readonly [string, string] },
  rooms: readonly Room[],
): Promise<Result<{ name: string; undoBy: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const may = mayJoin(ctx)
    if (!may.ok) return may
    const from = ids.find((id) => id !== keep)
    if (from === undefined || !ids.includes(keep)) return notFound()
    const pair = { from, into: keep }
    const joined = await joinIn(ctx, pair, rooms)
    if (!joined.ok) return joined
    const { names, addresses, ...journal } = joined.value
    const undoBy = addDays(ctx.clock.today(), daysToUndo)
    const { recordJoin, recordPair } = tables(ctx)
    const { id } = await recordJoin.create({
      data: {
        keptId: pair.into,
        joinedRecordId: pair.from,
        sureBy,
        joinedAt: ctx.clock.now(),
        joinedById: ctx.actor.personId,
        undoBy: dateFromIso(undoBy),
        carried: JSON.parse(JSON.stringify(journal)),
      },
      select: { id: true },
    })
    await recordPair.deleteMany({
      where: { apartAt: null, OR: [{ oneId: pair.from }, { otherId: pair.from }] },
    })
    await audit(ctx, {
      event: 'records.joined',
      subject: { kind: 'person', id: pair.into },
      data: { joined: pair.from, sureBy, undoBy },
    })
    await tellAddresses(
      ctx,
      { personId: pair.into, addresses, occasion: `joined:${id}` },
      {
        subject: 'Your two records on Critical Friend are one',
        lines: [
          `${ctx.actor.name} joined two records for the association, ${names.into} and ${names.from}, because they are one person’s. Any address of either signs you in now, and everything is in one place.`,
          `If you are not both, tell the association. It can be undone until ${longDate(undoBy)}.`,
        ],
      },
    )
    return ok({ name: names.into, undoBy })
  })

/** What joining would do, or why it cannot be: it is done and taken back. */
export const tryJoin = async (
  ctx: Ctx,
  pair: Pair,
  rooms: readonly Room[],
): Promise<{ against: string | null; carried: Carried[]; aside: PutAside[] }> => {
  let seen: Result<Joined> = notFound()
  await inTransaction(ctx, async (ctx) => {
    // Within a caller's transaction, which goes on, nothing is undone by itself.
    await ctx.db.$executeRaw`savepoint only_tried`
    seen = await joinIn(ctx, pair, rooms)
    await ctx.db.$executeRaw`rollback to savepoint only_tried`
    return ok(null)
  })
  const result = seen as Result<Joined>
  if (result.ok) return { against: null, carried: result.value.carried, aside: result.value.aside }
  const { problem } = result
  return { against: 'why' in problem ? problem.why : 'One of the two is not there any more.', carried: [], aside: [] }
}
