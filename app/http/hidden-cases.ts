import { hiddenCaseIds } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'

/** Ids of the cases, by kind, that whoever is there may not know of: for pages made of many rooms' things. */
export const hiddenCases = async (ctx: Ctx) => {
  const [reviewRequests, applications, concerns] = await Promise.all([
    hiddenCaseIds(ctx, 'review_request'),
    hiddenCaseIds(ctx, 'application'),
    hiddenCaseIds(ctx, 'concern'),
  ])
  return { review_request: reviewRequests, application: applications, concern: concerns }
}
