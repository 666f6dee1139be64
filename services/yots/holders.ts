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

/** Who speaks for a service today: in a post at head level and not on leave. By name; each once. */
export const leadsOf = async (ctx: Ctx, yotCode: string): Promise<{ personId: string; name: string }[]> => {
  const rows = await tables(ctx).holding.findMany({
    where: {
      yotCode,
      level: 'head',
      kind: { in: ['substantive', 'acting', 'interim'] },
      isOnLeave: false,
      post: { abolishedOn: null },
      person: { leftAt: null },
      ...inForce(ctx.clock.today()),
    },
    distinct: ['personId'],
    orderBy: [{ person: { name: 'asc' } }],
    select: { personId: true, person: { select: { name: true } } },
  })
  return rows.map(({ personId, person }) => ({ personId, name: person.name }))
}
