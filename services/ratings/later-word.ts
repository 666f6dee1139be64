import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, uncapitalise } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { hostPersonIdsOf, readPair } from './pairs.ts'
import { sideOf } from './policy.ts'
import { tables } from './tables.ts'

/** Months after the work was delivered in which a host is asked what changed. */
const laterMonths = { from: 6, to: 12 } as const

/** Whether a host can say on a day what changed since work delivered on another. ISO days. */
export const laterWindow = (deliveredOn: string, today: string): boolean =>
  today >= addMonths(deliveredOn, laterMonths.from) && today <= addMonths(deliveredOn, laterMonths.to)

/**
 * What changed, as the host says once, 6 to 12 months after the work. It stands apart from the sealed pair and is in no figure of it.
 * not-found for anybody but the host; refused outside those months, and a second time.
 */
export const sayLater = (
  ctx: Ctx,
  input: { pairId: string; change: number; text: string; mayQuote: boolean },
): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const { pairId, ...given } = input
    await ctx.db.$queryRaw`select id from "RatingPair" where id = ${pairId}::uuid for update`
    const pair = await readPair(ctx, pairId)
    const { personId } = ctx.actor
    if (!pair || sideOf(ctx.actor, pair) !== 'host' || personId === null) return notFound()
    if (pair.later !== null) return refused('Your service has said what changed.')
    const from = londonDate(pair.openedAt)
    if (!laterWindow(from, ctx.clock.today()))
      return refused(
        `You can say what changed from ${longDate(addMonths(from, laterMonths.from))} to ${longDate(addMonths(from, laterMonths.to))}.`,
      )
    await tables(ctx).laterWord.create({ data: { pairId, byId: personId, at: ctx.clock.now(), ...given } })
    await audit(ctx, {
      event: 'rating.outcome-given',
      subject: { kind: 'rating-pair', id: pairId },
      ...(pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}),
      yotCode: pair.hostYotCode,
    })
    return ok(undefined)
  })

/**
 * Lets what the host said had changed be quoted, or no longer, at any time and as often as they like. not-found for anybody but the host,
 * and where nothing was said.
 */
export const setLeaveToQuote = (
  ctx: Ctx,
  { pairId, mayQuote }: { pairId: string; mayQuote: boolean },
): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select id from "RatingPair" where id = ${pairId}::uuid for update`
    const pair = await readPair(ctx, pairId)
    if (!pair || sideOf(ctx.actor, pair) !== 'host' || pair.later === null) return notFound()
    if (pair.later.mayQuote === mayQuote) return ok(undefined)
    await tables(ctx).laterWord.update({ where: { pairId }, data: { mayQuote } })
    await audit(ctx, {
      event: mayQuote ? 'rating.quote-allowed' : 'rating.quote-withdrawn',
      subject: { kind: 'rating-pair', id: pairId },
      ...(pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}),
      yotCode: pair.hostYotCode,
    })
    return ok(undefined)
  })

/** Six months after the work, hosts are asked once what changed. */
export const askLater: Job = {
  name: 'ratings.ask-later',
  title: 'Ask hosts what changed, six months later',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const today = ctx.clock.today()
    const pairs = await tables(ctx).ratingPair.findMany({
      where: {
        openedAt: { gte: dateFromIso(addMonths(today, -7)), lt: dateFromIso(addMonths(today, -laterMonths.from)) },
        later: null,
      },
      orderBy: { id: 'asc' },
    })
    for (const pair of pairs) {
      const about = pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}
      await tell(ctx, {
        people: await hostPersonIdsOf(ctx, pair),
        about: { kind: 'rating', id: pair.id, ...about },
        occasion: 'later',
        kind: 'ask',
        letter: {
          subject: `What has changed? ${pair.workRef}`,
          lines: [
            `Half a year ago ${uncapitalise(pair.title)} was delivered. What has changed since?`,
            'Your answer stands apart from your rating and changes no figure. It takes two minutes.',
          ],
          action: { text: 'Say what changed', path: `/ratings/${pair.id}/later` },
        },
      })
    }
  },
}
