import type { StandingStatus } from '#prisma/generated/enums.ts'
import type { Grant } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { grantsFor } from '#services/yots/grants.ts'
import { tables } from './tables.ts'

/** Standings in force: a renewal that is due is still in force until it lapses. */
export const standingsInForce: readonly StandingStatus[] = ['active', 'renewal_due']

/** Everything a person is to the exchange today: posts, appointments and their place in the bank. */
export const allGrantsFor = async (ctx: Ctx, personId: string): Promise<Grant[]> => {
  const [grants, standing] = await Promise.all([
    grantsFor(ctx, personId),
    tables(ctx).standing.findFirst({
      where: { personId, status: { in: [...standingsInForce] }, person: { leftAt: null } },
      select: { personId: true },
    }),
  ])
  return standing ? [...grants, { role: 'bank_member' }] : grants
}
