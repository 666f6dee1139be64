import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { readPair } from './pairs.ts'
import { seatOf, sideOf } from './policy.ts'
import { isRevealed } from './rules.ts'
import { hasMark, type RatingInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Gives, or until it is revealed changes, a rating of a finished piece of work: the host's as one, or that of one who came. When the
 * host and everybody who came have rated, all appear at once and none can be changed.
 *
 * not-found for anyone who was on neither side; refused once revealed.
 */
export const rate = (
  ctx: Ctx,
  input: Omit<RatingInput, 'isNamed'> & { isNamed?: boolean; pairId: string },
): Promise<Result<{ isRevealed: boolean; revealOn: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { pairId, isNamed = false, ...given } = input
    await ctx.db.$queryRaw`select id from "RatingPair" where id = ${pairId}::uuid for update`
    const pair = await readPair(ctx, pairId)
    const side = pair && sideOf(ctx.actor, pair)
    const seat = pair && seatOf(ctx.actor, pair)
    const { personId } = ctx.actor
    if (!pair || !side || !seat || personId === null) return notFound()
    if (pair.isRevealed) {
      return refused(
        pair.ratings.length > pair.people.length
          ? 'All ratings have appeared, so none can be changed.'
          : `Ratings of this work closed on ${longDate(pair.revealOn)}.`,
      )
    }
    if (!hasMark(given)) return invalid({ relevance: 'Give a mark for at least one of them' })
    const now = ctx.clock.now()
    const before = pair.ratings.find((rating) => rating.seat === seat)
    const said = { ...given, isNamed: side === 'host' && isNamed, raterId: personId }
    await tables(ctx).rating.upsert({
      where: { pairId_seat: { pairId, seat } },
      create: { pairId, side, seat, submittedAt: now, ...said },
      update: { ...said, editedAt: now, version: { increment: 1 } },
    })
    const revealed = isRevealed({
      seats: [...pair.ratings.map((rating) => rating.seat), seat],
      people: pair.people,
      revealOn: pair.revealOn,
      today: ctx.clock.today(),
    })
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
