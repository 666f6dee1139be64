import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Where mail to each of these people goes: the address they chose, else the last they added. Whoever has none or has left is not in it. */
export const primaryAddresses = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> => {
  const found = await tables(ctx).emailAddress.findMany({
    where: { personId: { in: [...personIds] }, person: { leftAt: null } },
    orderBy: [{ isPrimary: 'asc' }, { addedAt: 'asc' }],
    select: { personId: true, address: true },
  })
  // The best comes last, and stays.
  return new Map(found.map(({ personId, address }) => [personId, address]))
}

/** The same for one person; null when they have none or have left. */
export const primaryAddress = async (ctx: Ctx, personId: string): Promise<string | null> =>
  (await primaryAddresses(ctx, [personId])).get(personId) ?? null
