import type { Ctx } from '#services/core/context.ts'
import type { Pair } from '#services/core/joining.ts'
import { tables } from './tables.ts'

/** Ids of all records that are this person's: their own, and those joined to it, which what cannot be rewritten still names. */
export const recordsOf = async (ctx: Ctx, personId: string): Promise<string[]> => {
  const rows = await tables(ctx).person.findMany({ where: { joinedIntoId: personId }, select: { id: true } })
  return [personId, ...rows.map(({ id }) => id)]
}

/**
 * Locks both records until the transaction ends: nobody signs in as either, and nothing is written that names them.
 * @returns how they stand, in the order asked
 */
export const lockRecords = async (ctx: Ctx, { from, into }: Pair) => {
  await ctx.db.$queryRaw`select id from "Person" where id in (${from}::uuid, ${into}::uuid) order by id for update`
  const rows = await tables(ctx).person.findMany({
    where: { id: { in: [from, into] } },
    select: {
      id: true,
      name: true,
      leftAt: true,
      joinedIntoId: true,
      addresses: { select: { address: true }, orderBy: { addedAt: 'asc' } },
      secondStep: { select: { confirmedAt: true } },
    },
  })
  const of = (id: string) => rows.find((row) => row.id === id) ?? null
  return { from: of(from), into: of(into) }
}

/** Before addresses are carried over: mail goes on to where the one has it. */
export const keepOnePrimary = async (ctx: Ctx, { from, into }: Pair): Promise<void> => {
  const { emailAddress } = tables(ctx)
  if ((await emailAddress.count({ where: { personId: into, isPrimary: true } })) === 0) return
  await emailAddress.updateMany({ where: { personId: from, isPrimary: true }, data: { isPrimary: false } })
}

/** The record is nobody's any more: it leads to the one, and whoever is signed in with it signs in again. */
export const endRecord = async (ctx: Ctx, { from, into }: Pair): Promise<void> => {
  const { person, session } = tables(ctx)
  const now = ctx.clock.now()
  await session.updateMany({ where: { personId: from, revokedAt: null }, data: { revokedAt: now } })
  await person.updateMany({ where: { joinedIntoId: from }, data: { joinedIntoId: into } })
  await person.update({
    where: { id: from },
    data: { joinedIntoId: into, leftAt: now, version: { increment: 1 } },
  })
}

/** The record is somebody's again, and so are those that had been joined to it before. Call before rows go back to it. */
export const reviveRecord = async (ctx: Ctx, { from, into }: Pair, joinedBefore: readonly string[]): Promise<void> => {
  const { person, session } = tables(ctx)
  await session.updateMany({
    where: { personId: into, revokedAt: null },
    data: { revokedAt: ctx.clock.now() },
  })
  await person.update({
    where: { id: from },
    data: { joinedIntoId: null, leftAt: null, version: { increment: 1 } },
  })
  await person.updateMany({
    where: { id: { in: [...joinedBefore] }, joinedIntoId: into },
    data: { joinedIntoId: from },
  })
}

/** Whoever has addresses has one that mail goes to: the first, where none was chosen. */
export const chooseMissingPrimaries = async (ctx: Ctx, personIds: readonly string[]): Promise<void> => {
  const { emailAddress } = tables(ctx)
  for (const personId of personIds) {
    if ((await emailAddress.count({ where: { personId, isPrimary: true } })) > 0) continue
    const first = await emailAddress.findFirst({
      where: { personId },
      orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    if (first) await emailAddress.update({ where: { id: first.id }, data: { isPrimary: true } })
  }
}
