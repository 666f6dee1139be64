import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tables } from './tables.ts'

/** Days after the end until which an address is kept, so that somebody who ended by mistake can come back. */
const keptDays = 30

/** Forgets the addresses of readers that ended 30 days ago, and those that nobody confirmed in that time. The choice itself stays. */
export const forgetAddresses = async (ctx: Ctx): Promise<void> => {
  const before = new Date(ctx.clock.now().getTime() - keptDays * 86_400_000)
  await inTransaction(ctx, async (ctx) => {
    const { subscription } = tables(ctx)
    const ended = await subscription.findMany({
      where: { status: 'ended', endedAt: { lt: before }, address: { not: null } },
      select: { id: true },
    })
    for (const { id } of ended) {
      await subscription.update({ where: { id }, data: { address: null, addressHash: null } })
      await audit(ctx, { event: 'subscription.forgotten', subject: { kind: 'subscription', id } })
    }
    await subscription.deleteMany({ where: { status: 'pending', startedAt: { lt: before } } })
    return ok(undefined)
  })
}
