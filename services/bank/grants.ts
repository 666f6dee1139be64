import type { Grant } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { grantsFor } from '#services/yots/index.ts'
import { inForceOn } from './in-force.ts'
import { tables } from './tables.ts'

/** Everything a person is to the exchange today: posts, appointments and their place in the bank. */
export const allGrantsFor = async (ctx: Ctx, personId: string): Promise<Grant[]> => {
  const [grants, standing] = await Promise.all([
    grantsFor(ctx, personId),
    tables(ctx).standing.findFirst({
      where: { personId, ...inForceOn(ctx.clock.today()) },
      select: { personId: true },
    }),
  ])
  return standing ? [...grants, { role: 'bank_member' }] : grants
}
