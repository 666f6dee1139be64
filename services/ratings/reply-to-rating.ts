import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { readPair } from './pairs.ts'
import { sideOf } from './policy.ts'
import { tables } from './tables.ts'

/** The rated side's one reply to the other side's rating, after both have appeared. It shows wherever the rating does. */
export const replyToRating = (ctx: Ctx, input: { pairId: string; reply: string }): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const pair = await readPair(ctx, input.pairId)
    const side = pair && sideOf(ctx.actor, pair)
    const { personId } = ctx.actor
    if (!pair || !side || personId === null) return notFound()
    if (!pair.isRevealed) return refused('You can reply once the ratings have appeared.')
    const written = await tables(ctx).rating.updateMany({
      where: { pairId: pair.id, side: side === 'host' ? 'provider' : 'host', reply: null },
      data: { reply: input.reply, repliedAt: ctx.clock.now(), repliedById: personId, version: { increment: 1 } },
    })
    if (written.count === 0)
      return refused('There is nothing to reply to, or a reply was given already. There is one reply.')
    await audit(ctx, {
      event: 'rating.replied',
      subject: { kind: 'rating-pair', id: pair.id },
      ...(pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}),
      yotCode: pair.hostYotCode,
      data: { side },
    })
    return ok(undefined)
  })
