import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { listed } from '#services/core/words.ts'
import { remind } from '#services/reviews/case/mails.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** Days before the last on which a co-lead is reminded of words that wait, and that day itself. */
const remindedBefore = [7, 0]

/** Reminds co-leads of words about who came along that they have not said: a week before their last day, and on it; a line a review. */
export const remindOfWords = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  const rows = await tables(ctx).coLeadWord.findMany({
    where: {
      givenAt: null,
      wantedBy: { gte: dateFromIso(today), lte: dateFromIso(addDays(today, Math.max(...remindedBefore))) },
      about: { leftAt: null },
      by: { leftAt: null },
    },
    orderBy: [{ requestId: 'asc' }, { about: { name: 'asc' } }],
    select: {
      requestId: true,
      byId: true,
      wantedBy: true,
      about: { select: { name: true } },
      request: { select: { ref: true } },
    },
  })
  const waiting = new Map<string, typeof rows>()
  for (const row of rows) {
    const key = `${row.requestId} ${row.byId}`
    waiting.set(key, [...(waiting.get(key) ?? []), row])
  }
  for (const own of waiting.values()) {
    const [first] = own
    if (!first) continue
    const { requestId, byId, wantedBy, request } = first
    const on = isoFromDate(wantedBy)
    const days = remindedBefore.findLast((before) => today >= addDays(on, -before))
    await remind(ctx, requestId, `word:${on}:${days}`, [byId], {
      on,
      what: `say a word about who came along on review ${request.ref}: ${listed(own.map(({ about }) => about.name))}`,
      more: 'It helps them to the next step in the bank. After this day nobody asks you again, and you can still say it.',
      path: `/reviews/${request.ref}/words`,
    })
  }
}
