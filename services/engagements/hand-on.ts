import { z } from 'zod'
import { asSystem } from '#services/core/access.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { auditEngagement } from './audit-engagement.ts'
import { engagementLife } from './lifecycle.ts'
import { engagements } from './move-engagement.ts'
import { tables } from './tables.ts'

const handedOn = z.object({ outsideId: z.uuid(), personId: z.uuid() })

/** Somebody else speaks for an outside provider: its work that is not over is theirs to answer for. What is over keeps who did. */
export const handOn: Handler = async (ctx, { payload }) => {
  const { outsideId, personId } = handedOn.parse(payload)
  await inTransaction(asSystem(ctx), async (ctx) => {
    const { engagement } = tables(ctx)
    const open = await engagement.findMany({
      where: {
        offering: { outsideId },
        providerPersonId: { not: personId },
        status: { notIn: engagementLife.marked('over') },
      },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of open) {
      const row = await engagements.lock(ctx, id)
      if (!row) continue
      await engagement.update({ where: { id }, data: { providerPersonId: personId, providerContactId: personId } })
      await auditEngagement(ctx, row, 'engagement.handed-on', {})
    }
    return ok(undefined)
  })
}
