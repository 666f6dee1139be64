import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { readPair } from './pairs.ts'
import { seatOf } from './policy.ts'
import { tables } from './tables.ts'

/** What holds for a rating by what was decided of it. Marks never change. `mendBy`: ISO day. */
export type RatingState = { isHidden: boolean; isSetAside: boolean; mendBy: string | null }

/**
 * Makes a rating stand as was decided, in the transaction that decided it: its words hidden or shown, the whole of it counting or not,
 * its rater asked to mend the words. Days of what holds already stay as they are.
 */
export const settleRatingState = (ctx: Ctx, ratingId: string, state: RatingState): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const rating = await tables(ctx).rating.findUnique({ where: { id: ratingId }, include: { pair: true } })
    if (!rating) return notFound()
    const today = dateFromIso(ctx.clock.today())
    const { isHidden, isSetAside, mendBy } = state
    const data = {
      wordsHiddenOn: isHidden ? (rating.wordsHiddenOn ?? today) : null,
      setAsideOn: isSetAside ? (rating.setAsideOn ?? today) : null,
      mendBy: mendBy === null ? null : dateFromIso(mendBy),
    }
    await tables(ctx).rating.update({ where: { id: ratingId }, data: { ...data, version: { increment: 1 } } })
    if (mendBy !== null && rating.mendBy === null)
      await tell(ctx, {
        people: [rating.raterId],
        about: { kind: 'rating', id: ratingId },
        occasion: `mend:${mendBy}`,
        kind: 'ask',
        letter: {
          subject: `Please write the words of a rating anew, by ${longDate(mendBy)}`,
          lines: [
            'It was decided that the words of a rating you gave have to be mended; the decision says why. The marks stay as they are.',
            `If they are not written anew by ${longDate(mendBy)}, they are hidden.`,
          ],
          action: { text: 'Write them anew', path: `/ratings/${rating.pairId}` },
        },
      })
    await audit(ctx, {
      event: 'rating.settled',
      subject: { kind: 'rating-pair', id: rating.pairId },
      ...(rating.pair.caseKind && rating.pair.caseId
        ? { case: { kind: rating.pair.caseKind, id: rating.pair.caseId } }
        : {}),
      data: { isHidden, isSetAside, mendBy },
    })
    return ok(undefined)
  })

/** Writes the words of an own rating anew, where it was decided that they are to be mended and there is time. Marks stay. */
export const mendWords = (
  ctx: Ctx,
  { pairId, comment }: { pairId: string; comment: string },
): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select id from "RatingPair" where id = ${pairId}::uuid for update`
    const pair = await readPair(ctx, pairId)
    const seat = pair && seatOf(ctx.actor, pair)
    const own = pair?.ratings.find((rating) => rating.seat === seat)
    if (!pair || !seat || !own) return notFound()
    if (own.mendBy === null || isoFromDate(own.mendBy) < ctx.clock.today())
      return refused('There is nothing to write anew, or the time for it is over.')
    await tables(ctx).rating.update({
      where: { id: own.id },
      data: { comment, mendBy: null, editedAt: ctx.clock.now(), version: { increment: 1 } },
    })
    await audit(ctx, {
      event: 'rating.mended',
      subject: { kind: 'rating-pair', id: pairId },
      ...(pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}),
    })
    return ok(undefined)
  })
