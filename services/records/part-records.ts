import { chooseMissingPrimaries, lockRecords, reviveRecord } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import { carryBack, putBack } from '#services/core/carry-over.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import type { Room } from '#services/core/room.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { type Journal, tellAddresses } from './join-records.ts'
import { isOwn, mayJoin } from './policy.ts'
import { tables } from './tables.ts'

/**
 * Undoes the joining of two records, within 30 days: what was carried over goes back, where it is still there. What was done in the one
 * name since stays with the one. Everybody is signed out, every address is told, and conflicts of both are looked at again.
 */
export const partRecords = (
  ctx: Ctx,
  id: string,
  rooms: readonly Room[],
): Promise<Result<{ names: [string, string] }>> =>
  inTransaction(ctx, async (ctx) => {
    const may = mayJoin(ctx)
    if (!may.ok) return may
    const found = await tables(ctx).recordJoin.findUnique({ where: { id } })
    if (!found) return notFound()
    const pair = { from: found.joinedRecordId, into: found.keptId }
    const { from, into } = await lockRecords(ctx, pair)
    if (from === null || into === null) return notFound()
    const now = ctx.clock.now()
    const { count } = await tables(ctx).recordJoin.updateMany({
      where: { id, undoneAt: null },
      data: { undoneAt: now, undoneById: ctx.actor.personId },
    })
    if (count === 0) return refused('This has been undone already.')
    if (isoFromDate(found.undoBy) < ctx.clock.today())
      return refused('The days in which it could be undone are over: too much has been done in the one name since.')
    if (isOwn(ctx.actor, [pair.from, pair.into]))
      return refused('One of these records is your own: another administrator has to undo it.')
    if (from.joinedIntoId !== pair.into)
      return refused('The record that was kept has itself been joined to another since. Undo that first.')
    if (into.leftAt !== null) return refused('They have left the exchange since. What is kept of them stays as it is.')
    const { carried, aside, joinedBefore } = found.carried as unknown as Journal
    await reviveRecord(ctx, pair, joinedBefore)
    await carryBack(ctx, carried, pair)
    await putBack(ctx, aside)
    await chooseMissingPrimaries(ctx, [pair.from, pair.into])
    for (const { join } of rooms) await join?.undone?.(ctx, pair)
    await audit(ctx, {
      event: 'records.parted',
      subject: { kind: 'person', id: pair.into },
      data: { parted: pair.from },
    })
    const both = await lockRecords(ctx, pair)
    const addresses = [both.from, both.into].flatMap((record) => record?.addresses ?? [])
    await tellAddresses(
      ctx,
      { personId: pair.into, addresses: addresses.map(({ address }) => address), occasion: `parted:${id}` },
      {
        subject: 'Two records on Critical Friend are two again',
        lines: [
          `${ctx.actor.name} undid for the association that the records ${into.name} and ${from.name} were joined. Each address signs in to its own record again, and you are signed out everywhere.`,
          'What was done in the one name meanwhile stays with the record that was kept. If something is missing, tell the association.',
        ],
      },
    )
    return ok({ names: [into.name, from.name] })
  })
