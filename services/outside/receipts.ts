import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Receipts of a provider, the newest first. ISO days, pence. */
export const outsideReceipts = async (
  ctx: Ctx,
  outsideId: string,
): Promise<{ ref: string; paidOn: string; feePence: number }[]> => {
  const rows = await tables(ctx).outsidePayment.findMany({
    where: { outsideId },
    orderBy: { until: 'desc' },
    select: { ref: true, paidOn: true, feePence: true },
  })
  return rows.map(({ paidOn, ...row }) => ({ ...row, paidOn: isoFromDate(paidOn) }))
}
