import { z } from 'zod'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { pounds } from '#services/core/money.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { guarded } from '#services/documents/index.ts'
import { tables } from '#services/engagements/tables.ts'

/** What a day is said to be worth. It stands beside every value that is counted by it. */
export type DayRate = { version: number; dayRatePence: number; source: string; publishedOn: string }

const asRate = (row: { version: number; dayRatePence: number; source: string; publishedAt: Date }): DayRate => ({
  version: row.version,
  dayRatePence: row.dayRatePence,
  source: row.source,
  publishedOn: londonDate(row.publishedAt),
})

/** The rate published last; null while there is none. */
export const dayRateInForce = async (ctx: Ctx): Promise<DayRate | null> => {
  const row = await tables(ctx).dayRate.findFirst({ orderBy: { version: 'desc' } })
  return row && asRate(row)
}

/** Every rate there was, the latest first. Forbidden to whoever does not keep the ledger. */
export const listDayRates = async (ctx: Ctx): Promise<Result<DayRate[]>> => {
  if (!may(ctx.actor, 'ledger.keep')) return forbidden('The day rate is kept by the association’s administrators.')
  const rows = await tables(ctx).dayRate.findMany({ orderBy: { version: 'desc' } })
  return ok(rows.map(asRate))
}

const sourceText = 'Say where the figure comes from, so that anybody can look it up'
export const dayRateSchema = z.object({
  /** The version that the page showed; 0 for the first. */
  version: z.coerce.number().int().min(0),
  rate: pounds('Enter what a day is worth in pounds, like 320', 'What a day is worth'),
  source: guarded(z.string({ error: sourceText }).trim().min(10, sourceText).max(300, 'Keep it to 300 characters')),
})

/** Publishes the next version of what a day is worth, with its source. Values shown from then on are counted by it. */
export const publishDayRate = async (
  ctx: Ctx,
  { version, rate, source }: z.output<typeof dayRateSchema>,
): Promise<Result<{ version: number }>> => {
  if (!may(ctx.actor, 'ledger.keep')) return forbidden('The day rate is kept by the association’s administrators.')
  return inTransaction(ctx, async (ctx) => {
    const written = await tables(ctx).dayRate.createMany({
      skipDuplicates: true,
      data: {
        version: version + 1,
        dayRatePence: rate,
        source,
        publishedAt: ctx.clock.now(),
        publishedById: ctx.actor.personId,
      },
    })
    const before = await tables(ctx).dayRate.count({ where: { version: { lte: version } } })
    if (written.count === 0 || before !== version) return overtaken('The day rate')
    await audit(ctx, {
      event: 'day-rate.published',
      subject: { kind: 'day_rate', id: String(version + 1) },
      data: { pence: rate },
    })
    return ok({ version: version + 1 })
  })
}
