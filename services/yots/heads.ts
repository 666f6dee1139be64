import type { Ctx } from '#services/core/context.ts'
import { inForce } from './in-force.ts'
import { tables } from './tables.ts'

export type Head = { personId: string; name: string; yotCode: string }

/** Who speaks for services today, of these regions' services or of all: heads who are not on leave. One statement. */
export const headsOf = async (ctx: Ctx, region: string | null): Promise<Head[]> => {
  const rows = await tables(ctx).holding.findMany({
    where: {
      level: 'head',
      isOnLeave: false,
      post: { abolishedOn: null },
      person: { leftAt: null },
      ...(region === null ? {} : { yot: { region } }),
      ...inForce(ctx.clock.today()),
    },
    select: { personId: true, yotCode: true, person: { select: { name: true } } },
    orderBy: [{ yotCode: 'asc' }, { personId: 'asc' }],
  })
  return rows.map(({ personId, yotCode, person }) => ({ personId, yotCode, name: person.name }))
}
