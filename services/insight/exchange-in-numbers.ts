import { inForceOn } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'
import { engagementLife } from '#services/engagements/index.ts'
import { type HoursGiven, hoursGiven } from './hours-given.ts'

export type ExchangeNumbers = {
  services: number
  /** People with standing in the bank. */
  inBank: number
  offerings: number
  /** Traded work delivered. */
  finished: number
  /** Hours given, in batches that tell of no single piece of work. */
  given: HoursGiven | null
}

/** Counting everything for every visitor would cost the front page more than it is worth, so counts may be this old. */
const freshForMs = 60_000
const counted = new WeakMap<Db, { at: number; numbers: ExchangeNumbers }>()

/**
 * The exchange in a few counts, at most a minute old, for its front page. Reviews are in none of them: the page is public, so
 * a count of reviews would tell people of those that must not exist for them.
 */
export const exchangeInNumbers = async (ctx: Ctx): Promise<ExchangeNumbers> => {
  const now = ctx.clock.now().getTime()
  const before = counted.get(ctx.db)
  if (before && now >= before.at && now - before.at < freshForMs) return before.numbers
  const numbers = await countAll(ctx)
  counted.set(ctx.db, { at: now, numbers })
  return numbers
}

const countAll = async (ctx: Ctx): Promise<ExchangeNumbers> => {
  const { db, clock } = ctx
  const [services, inBank, offerings, finished, given] = await Promise.all([
    db.yot.count(),
    db.standing.count({ where: inForceOn(clock.today()) }),
    db.offering.count({ where: { status: 'published' } }),
    db.engagement.count({ where: { status: { in: engagementLife.marked('done') } } }),
    hoursGiven(ctx),
  ])
  return { services, inBank, offerings, finished, given }
}
