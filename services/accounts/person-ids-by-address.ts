import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Who on the exchange has these addresses, given trimmed and in lower case: address → person id. Unknown ones are left out. */
export const personIdsByAddress = async (ctx: Ctx, addresses: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tables(ctx).emailAddress.findMany({
    where: { address: { in: [...addresses] }, person: { leftAt: null } },
    select: { address: true, personId: true },
  })
  return new Map(rows.map(({ address, personId }) => [address, personId]))
}
