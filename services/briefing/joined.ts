import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { newId } from '#services/core/insert-rows.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tables } from './tables.ts'

const joinedShape = z.object({ personId: z.uuid(), briefing: z.enum(['fortnightly', 'monthly', 'none']) })

/** Somebody joined, and chose with it how often they want the briefing. What they chose themselves since counts. */
const joined: Handler = async (ctx, message) => {
  const { personId, briefing: choice } = joinedShape.parse(message.payload)
  await inTransaction(ctx, async (ctx) => {
    const id = newId()
    const now = ctx.clock.now()
    const ended =
      choice === 'none' ? { status: 'ended' as const, reason: 'asked', endedAt: now } : { status: 'active' as const }
    const { count } = await tables(ctx).subscription.createMany({
      skipDuplicates: true,
      data: { id, personId, choice, regions: [], themes: [], startedAt: now, ...ended },
    })
    if (count > 0)
      await audit(ctx, { event: 'subscription.chosen', subject: { kind: 'subscription', id }, data: { choice } })
    return ok(undefined)
  })
}

export const handlers: Record<string, Handler> = { 'member-joined': joined }
