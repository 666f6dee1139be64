import type { z } from 'zod'
import { fingerprint, isWithinLimit, personIdsByAddress } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { keyFor, sealAddress } from './keys.ts'
import type { askSchema } from './schema.ts'
import { tables } from './tables.ts'

const limits = { source: { most: 10, withinMinutes: 60 }, address: { most: 3, withinMinutes: 24 * 60 } }

/**
 * Somebody without an account asks for the briefing, or for the page where they change how they get it: they are written to, and nothing
 * else goes to the address until they press there. The answer is the same whether the address is known or not. Refused when too
 * many came from one source; an address that was written to three times in a day is left alone.
 */
export const askToRead = (
  ctx: Ctx,
  { address, choice }: z.output<typeof askSchema>,
  source: string,
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const sourceKey = fingerprint(ctx.config, 'source', `briefing from ${source}`)
    if (!(await isWithinLimit(ctx, { key: sourceKey, ...limits.source })))
      return refused('Too many requests have come from where you are. Try again in an hour.')
    const sealed = sealAddress(ctx, address)
    if (!(await isWithinLimit(ctx, { key: sealed.addressHash, ...limits.address }))) return ok(null)
    const { subscription } = tables(ctx)
    const personId = (await personIdsByAddress(ctx, [address])).get(address)
    const occasion = `asked:${ctx.clock.now().toISOString()}`
    if (personId !== undefined) {
      await tell(ctx, {
        people: [personId],
        about: { kind: 'briefing', id: personId },
        occasion,
        kind: 'decision',
        letter: {
          subject: 'How you get the briefing',
          lines: [
            'Somebody, we hope you, asked for the briefing with this address. You have an account here, and choose there how often you get it.',
          ],
          action: { text: 'Choose how you get it', path: '/briefing/settings' },
        },
      })
      return ok(null)
    }
    const known = await subscription.findUnique({ where: { addressHash: sealed.addressHash } })
    const id = known?.id ?? newId()
    if (!known) {
      const startedAt = ctx.clock.now()
      await subscription.createMany({
        skipDuplicates: true,
        data: { id, ...sealed, status: 'pending', choice, regions: [], themes: [], startedAt },
      })
      await audit(ctx, { event: 'subscription.asked', subject: { kind: 'subscription', id }, data: { choice } })
    }
    await tell(ctx, {
      people: [{ address, as: 'reader' }],
      about: { kind: 'briefing', id },
      occasion,
      kind: 'ask',
      letter: {
        subject: 'Confirm that you want the briefing',
        lines: [
          'Somebody, we hope you, asked for the briefing of Critical Friend at this address.',
          'Open this link, choose how often you want it, and press the button there. You change or end it by the same link.',
          'If you did not ask, you need do nothing: you are not written to again, and the address is forgotten after 30 days.',
        ],
        action: { text: 'Choose how you get it', path: `/briefing/yours/${keyFor(ctx, 'own briefing', id)}` },
      },
    })
    return ok(null)
  })
