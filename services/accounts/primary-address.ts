import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/**
 * Where mail to each of these people goes: the address they chose, else the last they added. Whoever has none or has left is not in it;
 * mail to a record that was joined to another goes to the one.
 */
export const primaryAddresses = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> => {
  const ids = [...personIds]
  const found = await tables(ctx).emailAddress.findMany({
    where: {
      person: { leftAt: null },
      OR: [{ personId: { in: ids } }, { person: { joinedFrom: { some: { id: { in: ids } } } } }],
    },
    orderBy: [{ isPrimary: 'asc' }, { addedAt: 'asc' }],
    select: {
      personId: true,
      address: true,
      person: { select: { joinedFrom: { where: { id: { in: ids } }, select: { id: true } } } },
    },
  })
  // The best comes last, and stays.
  return new Map(
    found.flatMap(({ personId, address, person }) =>
      [personId, ...person.joinedFrom.map(({ id }) => id)].map((id) => [id, address] as const),
    ),
  )
}

/** The same for one person; null when they have none or have left. */
export const primaryAddress = async (ctx: Ctx, personId: string): Promise<string | null> =>
  (await primaryAddresses(ctx, [personId])).get(personId) ?? null
