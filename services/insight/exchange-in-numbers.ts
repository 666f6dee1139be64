import { standingsInForce } from '#services/bank/grants.ts'
import { hiddenCaseIds } from '#services/conflicts/visibility.ts'
import type { Ctx } from '#services/core/context.ts'

export type ExchangeNumbers = {
  services: number
  /** People with standing in the bank. */
  inBank: number
  offerings: number
  /** Reviews closed and traded work delivered. */
  finished: number
}

/** The exchange in four counts, as today, for its front page. A case that whoever looks may not know of is not counted. */
export const exchangeInNumbers = async (ctx: Ctx): Promise<ExchangeNumbers> => {
  const { db } = ctx
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const [services, inBank, offerings, reviews, engagements] = await Promise.all([
    db.yot.count(),
    db.standing.count({ where: { status: { in: [...standingsInForce] }, person: { leftAt: null } } }),
    db.offering.count({ where: { status: 'published' } }),
    db.reviewRequest.count({ where: { status: 'closed', id: { notIn: hidden } } }),
    db.engagement.count({ where: { status: { in: ['delivered', 'settled', 'closed'] } } }),
  ])
  return { services, inBank, offerings, finished: reviews + engagements }
}
