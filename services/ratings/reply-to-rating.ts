import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { readPair } from './pairs.ts'
import { answersFor } from './policy.ts'
import { tables } from './tables.ts'

/** The rated side's one reply to a rating, after all have appeared. It shows wherever the rating's words do. */
export const replyToRating = (
  ctx: Ctx,
  input: { pairId: string; ratingId?: string | undefined; reply: string },
): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const pair = await readPair(ctx, input.pairId)
    const side = pair && answersFor(ctx.actor, pair)
    const { personId } = ctx.actor
    if (!pair || !side || personId === null) return notFound()
    if (!pair.isRevealed) return refused('You can reply once the ratings have appeared.')
    const other = side === 'host' ? 'provider' : 'host'
    const to = pair.ratings.find(
      (rating) => rating.side === other && (input.ratingId === undefined || rating.id === input.ratingId),
    )
    const written = await tables(ctx).rating.updateMany({
      where: { id: to?.id ?? pair.id, reply: null },
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
