import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { keepCase } from '#services/insight/business-case/keep-case.ts'
import { tables } from '#services/insight/tables.ts'
import type { Content } from './content.ts'
import { countBalance } from './count-balance.ts'
import { countFacts, countInKindPieces } from './count-facts.ts'
import { countGapKinds, countGaps } from './count-gaps.ts'
import { countWritten } from './count-written.ts'
import { publishQuarter } from './publish-quarter.ts'

/**
 * Counts the exchange for today's pages. Each count is one statement that reads and locks nothing, and no transaction holds them together:
 * where there is one connection, pages are answered in between. What they count is 90 days old, so they do not drift apart meanwhile.
 */
export const countContent = async (ctx: Ctx): Promise<Content> => ({
  gaps: await countGaps(ctx),
  ...(await countGapKinds(ctx)),
  balance: await countBalance(ctx),
  facts: await countFacts(ctx),
  inKindPieces: await countInKindPieces(ctx),
  written: await countWritten(ctx),
})

/** Takes the snapshot of the day, once, and publishes the quarter where one has begun. Being run twice does nothing twice. */
export const takeSnapshot = async (ctx: Ctx): Promise<void> => {
  const day = dateFromIso(ctx.clock.today())
  const { snapshot } = tables(ctx)
  if ((await snapshot.count({ where: { day } })) > 0) return
  const content = await countContent(ctx)
  await snapshot.createMany({ data: { day, takenAt: ctx.clock.now(), content }, skipDuplicates: true })
  await keepCase(ctx, content.facts)
  await publishQuarter(ctx, content)
}

export const nightly: Job = {
  name: 'insight.snapshot',
  title: 'Count gaps, balance and the business case for their pages, and publish them once a quarter',
  everyMinutes: 60,
  run: takeSnapshot,
}
