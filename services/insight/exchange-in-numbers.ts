import { standingsInForce } from '#services/bank/grants.ts'
import { hiddenCaseIds } from '#services/conflicts/visibility.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'

export type ExchangeNumbers = {
  services: number
  /** People with standing in the bank. */
  inBank: number
  offerings: number
  /** Reviews closed and traded work delivered. */
  finished: number
}

/** Counting everything for every visitor would cost the front page more than it is worth, so counts may be this old. */
const freshForMs = 60_000
const counted = new WeakMap<Db, { at: number; numbers: ExchangeNumbers }>()

/** The exchange in four counts, at most a minute old, for its front page. A case that its reader may not know of is not counted. */
export const exchangeInNumbers = async (ctx: Ctx): Promise<ExchangeNumbers> => {
  const [everything, hidden] = await Promise.all([recentCounts(ctx), hiddenCaseIds(ctx, 'review_request')])
  if (hidden.length === 0) return everything
  const unseen = await ctx.db.reviewRequest.count({ where: { status: 'closed', id: { in: hidden } } })
  return { ...everything, finished: everything.finished - unseen }
}

const recentCounts = async (ctx: Ctx): Promise<ExchangeNumbers> => {
  const now = ctx.clock.now().getTime()
  const before = counted.get(ctx.db)
  if (before && now >= before.at && now - before.at < freshForMs) return before.numbers
  const numbers = await countAll(ctx)
  counted.set(ctx.db, { at: now, numbers })
  return numbers
}

const countAll = async ({ db }: Ctx): Promise<ExchangeNumbers> => {
  const [services, inBank, offerings, reviews, engagements] = await Promise.all([
    db.yot.count(),
    db.standing.count({ where: { status: { in: [...standingsInForce] }, person: { leftAt: null } } }),
    db.offering.count({ where: { status: 'published' } }),
    db.reviewRequest.count({ where: { status: 'closed' } }),
    db.engagement.count({ where: { status: { in: ['delivered', 'settled', 'closed'] } } }),
  ])
  return { services, inBank, offerings, finished: reviews + engagements }
}
