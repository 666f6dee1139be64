import type { AppointmentRole, PostLevel } from '#prisma/generated/enums.ts'
import type { Grant } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { inForce } from './in-force.ts'
import { tables } from './tables.ts'

/** What a person holds today that gives them a role. */
type GrantFacts = {
  holdings: readonly { yotCode: string; level: PostLevel; isOnLeave: boolean }[]
  appointments: readonly { role: AppointmentRole; region: string | null }[]
}

/** Who a person is to the exchange, from the posts and appointments they hold. */
const grantsFromFacts = ({ holdings, appointments }: GrantFacts): Grant[] => {
  const managed = new Set(holdings.map((holding) => holding.yotCode))
  const led = new Set(
    holdings.filter((holding) => holding.level === 'head' && !holding.isOnLeave).map((holding) => holding.yotCode),
  )
  return [
    { role: 'person' },
    ...[...led].sort().map((yotCode): Grant => ({ role: 'service_lead', yotCode })),
    ...[...managed].sort().map((yotCode): Grant => ({ role: 'manager', yotCode })),
    ...appointments.map(({ role, region }): Grant => (region === null ? { role } : { role, region })),
  ]
}

/**
 * The grants of a person's posts and appointments in force today, nothing from the bank (`services/bank` adds that).
 * Post history that a person stated about themselves gives none: only posts on the register's books do.
 */
export const grantsFor = async (ctx: Ctx, personId: string): Promise<Grant[]> => {
  const { holding, appointment } = tables(ctx)
  const today = inForce(ctx.clock.today())
  const here = { personId, person: { leftAt: null } }
  const [holdings, appointments] = await Promise.all([
    holding.findMany({
      where: { ...here, ...today, post: { abolishedOn: null } },
      select: { yotCode: true, level: true, isOnLeave: true },
    }),
    appointment.findMany({
      where: { ...here, ...today },
      select: { role: true, region: true },
      orderBy: [{ role: 'asc' }, { region: 'asc' }],
    }),
  ])
  return grantsFromFacts({ holdings, appointments })
}
