import type { Ctx } from '#services/core/context.ts'
import { publishedQuarters } from '#services/insight/snapshot/publish-quarter.ts'
import { quarterWords } from '#services/insight/snapshot/windows.ts'
import { countByRegion, regionName } from '#services/yots/index.ts'
import { type Measure, measures, type Share, shareOf } from './share.ts'

/** A count as anybody may read it: a multiple of five, "at least"; 0 is fewer than five. Beside its share of services. */
type PublishedCount = Share & { atLeast: number }
export type PublishedRegion = {
  region: string
  name: string
  services: number
  counts: Record<Measure, PublishedCount>
}
export type PublishedBalance = { quarter: string; publishedOn: string; rows: PublishedRegion[] }

/**
 * Each region's services and what is published of its balance, in multiples of five; null while no quarter came out. An index is worked out
 * from the published figures alone, so it tells no more than they do. For everybody; at most two statements.
 */
export const publishedBalance = async (ctx: Ctx): Promise<PublishedBalance | null> => {
  const [[newest], services] = await Promise.all([publishedQuarters(ctx), countByRegion(ctx)])
  if (!newest) return null
  const all = services.reduce((sum, { count }) => sum + count, 0)
  const figure = (measure: Measure, region: string) => newest.figures[`${measure}:${region}`] ?? 0
  const total = (measure: Measure) => services.reduce((sum, { region }) => sum + figure(measure, region), 0)
  const totals = Object.fromEntries(measures.map((measure) => [measure, total(measure)]))
  return {
    quarter: quarterWords(newest.quarter),
    publishedOn: newest.publishedOn,
    rows: services.map(({ region, count }) => ({
      region,
      name: regionName(region),
      services: count,
      counts: Object.fromEntries(
        measures.map((measure) => {
          const atLeast = figure(measure, region)
          const share = shareOf(atLeast, totals[measure] ?? 0, count, all)
          // Of fewer than five nothing is worked out.
          return [
            measure,
            { atLeast, ...share, ...(atLeast === 0 ? { index: null, words: '', isUnderHalf: false } : {}) },
          ]
        }),
      ) as Record<Measure, PublishedCount>,
    })),
  }
}

/** The row of one region (its code in the register), as everybody may read it; null while no quarter came out, or where there is no such region. */
export const balanceOfRegion = async (
  ctx: Ctx,
  region: string,
): Promise<(PublishedRegion & { quarter: string; publishedOn: string }) | null> => {
  const balance = await publishedBalance(ctx)
  const row = balance?.rows.find((one) => one.region === region)
  return balance && row ? { ...row, quarter: balance.quarter, publishedOn: balance.publishedOn } : null
}
