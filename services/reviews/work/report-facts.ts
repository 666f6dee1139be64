import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { listed } from '#services/core/words.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { whatReportLacks } from './findings.ts'

/** What findings a report lacks before it can be sent or final, as a sentence; null when it lacks nothing. */
export const findingsLacking = async (ctx: Ctx, requestId: string): Promise<string | null> => {
  const [review, themes] = await Promise.all([
    tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { agreedPlaces: true, kloes: { orderBy: { position: 'asc' }, select: { id: true, position: true } } },
    }),
    themesByCode(ctx),
  ])
  const missing = whatReportLacks(review.kloes, review.agreedPlaces, (code) => themes.get(code)?.name ?? code)
  return missing.length === 0 ? null : `A finding agreed by the co-leads is missing under ${listed(missing)}.`
}

/** What a report says of its review: whose, when, who was on the team, on which days the feedback was presented and the report made final. ISO days. */
export const factsForReport = async (ctx: Ctx, requestId: string) => {
  const [facts, history] = await Promise.all([reviewFacts(ctx, requestId), reviews.history(ctx, requestId)])
  const dayOf = (event: string) => history.find((happening) => happening.event === event)?.on ?? null
  const { purpose } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { purpose: true },
  })
  return { ...facts, purpose, presentedOn: dayOf('presented'), finalOn: dayOf('finalised') }
}
