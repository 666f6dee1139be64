import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Where mail to a person goes: the address they chose, else the last they added; null when they have none or have left. */
export const primaryAddress = async (ctx: Ctx, personId: string): Promise<string | null> => {
  const found = await tables(ctx).emailAddress.findFirst({
    where: { personId, person: { leftAt: null } },
    orderBy: [{ isPrimary: 'desc' }, { addedAt: 'desc' }],
    select: { address: true },
  })
  return found?.address ?? null
}
