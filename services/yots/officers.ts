import type { AppointmentRole } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { inForce } from './in-force.ts'
import { tables } from './tables.ts'

export type Officer = { personId: string; name: string; region: string | null }

/** People who hold an office of the association today, in the order of their ids. A coordinator of two regions is there twice. */
export const officersToday = async (ctx: Ctx, role: AppointmentRole): Promise<Officer[]> => {
  const rows = await tables(ctx).appointment.findMany({
    where: { role, person: { leftAt: null }, ...inForce(ctx.clock.today()) },
    select: { personId: true, region: true, person: { select: { name: true } } },
    orderBy: [{ personId: 'asc' }, { region: 'asc' }],
  })
  return rows.map(({ personId, region, person }) => ({ personId, name: person.name, region }))
}
