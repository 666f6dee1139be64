import type { Ctx } from '#services/core/context.ts'
import { inForce } from './in-force.ts'
import { tables } from './tables.ts'

export type Officer = { personId: string; name: string }

/** Who holds an office of the association today, by name; coordinators of one region where it is given. */
export const officersOf = async (
  ctx: Ctx,
  role: 'coordinator' | 'assessor' | 'board_member' | 'administrator',
  region?: string,
): Promise<Officer[]> => {
  const rows = await tables(ctx).appointment.findMany({
    where: {
      role,
      ...(region === undefined ? {} : { region }),
      ...inForce(ctx.clock.today()),
      person: { leftAt: null },
    },
    select: { personId: true, person: { select: { name: true } } },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    distinct: ['personId'],
  })
  return rows.map(({ personId, person }) => ({ personId, name: person.name }))
}

/** Who looks after a region today: its coordinators, or the administrators where it has none. */
export const coordinatorsFor = async (ctx: Ctx, region: string): Promise<Officer[]> => {
  const coordinators = await officersOf(ctx, 'coordinator', region)
  return coordinators.length > 0 ? coordinators : officersOf(ctx, 'administrator')
}
