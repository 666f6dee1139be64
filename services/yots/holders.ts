import type { Ctx } from '#services/core/context.ts'
import { inForce } from './in-force.ts'
import { tables } from './tables.ts'

export type PostHolder = { personId: string; name: string; title: string }

/** People who hold a post on the register's books in a service today, by name; each once. */
export const holdersToday = async (ctx: Ctx, yotCode: string): Promise<PostHolder[]> => {
  const rows = await tables(ctx).holding.findMany({
    where: { yotCode, post: { abolishedOn: null }, person: { leftAt: null }, ...inForce(ctx.clock.today()) },
    select: { personId: true, title: true, person: { select: { name: true } } },
    orderBy: [{ person: { name: 'asc' } }, { from: 'desc' }],
  })
  const holders = new Map<string, PostHolder>()
  for (const { personId, title, person } of rows) {
    if (!holders.has(personId)) holders.set(personId, { personId, name: person.name, title })
  }
  return [...holders.values()]
}
