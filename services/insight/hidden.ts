import { hiddenCaseIds } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'

export const perPage = 50

/** Rows about a case that the actor is blocked from do not exist for them. */
export const notOfHiddenCases = async (ctx: Ctx) => {
  const kinds = ['review_request', 'application', 'enquiry', 'concern'] as const
  const hidden = (await Promise.all(kinds.map((kind) => hiddenCaseIds(ctx, kind)))).flat()
  return hidden.length === 0 ? {} : { OR: [{ caseId: null }, { caseId: { notIn: hidden } }] }
}
