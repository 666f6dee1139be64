import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { readPair } from './pairs.ts'
import { sideOf } from './policy.ts'
import { isRevealed } from './rules.ts'
import type { RatingInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Gives, or until it is revealed changes, the actor's side's rating of a finished piece of work. When both sides have
 * rated, both appear at once and neither can be changed.
 *
 * not-found for anyone who was on neither side; refused once revealed.
 */
export const rate = (
  ctx: Ctx,
  input: RatingInput & { pairId: string },
): Promise<Result<{ isRevealed: boolean; revealOn: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { pairId, ...given } = input
    await ctx.db.$queryRaw`select id from "RatingPair" where id = ${pairId}::uuid for update`
    const pair = await readPair(ctx, pairId)
    const side = pair && sideOf(ctx.actor, pair)
    const { personId } = ctx.actor
    if (!pair || !side || personId === null) return notFound()
    if (pair.isRevealed) {
      return refused(
        pair.ratings.length === 2
          ? 'Both ratings have appeared, so neither can be changed.'
          : `Ratings of this work closed on ${longDate(pair.revealOn)}.`,
      )
    }
    const now = ctx.clock.now()
    const before = pair.ratings.find((rating) => rating.side === side)
    await tables(ctx).rating.upsert({
      where: { pairId_side: { pairId, side } },
      create: { pairId, side, raterId: personId, submittedAt: now, ...given },
      update: { ...given, raterId: personId, editedAt: now, version: { increment: 1 } },
    })
    const sides = [...pair.ratings.map((rating) => rating.side), side]
    const revealed = isRevealed({ sides, revealOn: pair.revealOn, today: ctx.clock.today() })
    if (revealed) await tables(ctx).ratingPair.update({ where: { id: pairId }, data: { revealedAt: now } })
    await audit(ctx, {
      event: before ? 'rating.changed' : 'rating.given',
      subject: { kind: 'rating-pair', id: pairId },
      ...(pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}),
      yotCode: pair.hostYotCode,
      data: { side, isRevealed: revealed },
    })
    return ok({ isRevealed: revealed, revealOn: pair.revealOn })
  })
