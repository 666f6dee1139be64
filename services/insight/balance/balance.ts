import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { type bankRoles, type Measure, measures } from '#services/insight/snapshot/content.ts'
import { latestSnapshot } from '#services/insight/snapshot/latest.ts'
import { countedYear } from '#services/insight/snapshot/windows.ts'
import { regionName } from '#services/yots/index.ts'
import { type Share, shareOf } from './share.ts'

type BalanceCount = Share & {
  count: number
  /** For each service of the region; null where it has none. */
  perService: number | null
}
type BalanceRegion = {
  region: string
  name: string
  services: number
  counts: Record<Measure, BalanceCount>
  roles: Record<(typeof bankRoles)[number], number>
}
export type Balance = {
  day: string
  /** The year that is counted; people in the bank are today's. */
  from: string
  until: string
  rows: BalanceRegion[]
  totals: Record<'services' | Measure, number>
}

const readBalance = async (ctx: Ctx): Promise<Balance | null> => {
  const snapshot = await latestSnapshot(ctx)
  if (!snapshot) return null
  const { balance } = snapshot.content
  const services = balance.reduce((sum, row) => sum + row.services, 0)
  const totals = Object.fromEntries(
    measures.map((measure) => [measure, balance.reduce((sum, { counts }) => sum + counts[measure], 0)]),
  ) as Record<Measure, number>
  return {
    day: snapshot.day,
    ...countedYear(snapshot.day),
    totals: { services, ...totals },
    rows: balance.map((row) => ({
      region: row.region,
      name: row.region === '' ? 'No region' : regionName(row.region),
      services: row.services,
      roles: row.roles,
      counts: Object.fromEntries(
        measures.map((measure) => {
          const count = row.counts[measure]
          const share = shareOf(count, totals[measure], row.services, services)
          return [measure, { count, perService: row.services === 0 ? null : count / row.services, ...share }]
        }),
      ) as Record<Measure, BalanceCount>,
    })),
  }
}

/**
 * Regions side by side: services, people in the bank by role, and what was asked, led, hosted, taught and decided in the year that ended 90 days
 * ago, each beside the region's share of services; null while nothing was counted. For officers; one statement.
 */
export const balanceOfRegions = async (ctx: Ctx): Promise<Result<Balance | null>> =>
  may(ctx.actor, 'insight.read')
    ? ok(await readBalance(ctx))
    : forbidden('These figures are for officers of the association; what is published of them is open to everybody.')

/** The regions with less than half of their share, of those who lead or of those who decide; for officers, else null. One statement. */
export const balanceLine = async (
  ctx: Ctx,
  measure: 'people' | 'led' | 'decided',
): Promise<{ what: Measure; under: string[]; none: string[] } | null> => {
  if (!may(ctx.actor, 'insight.read')) return null
  const balance = await readBalance(ctx)
  if (!balance || balance.totals[measure] === 0) return null
  const own = balance.rows.filter(({ services }) => services > 0)
  return {
    what: measure,
    under: own.filter(({ counts }) => counts[measure].isUnderHalf && counts[measure].count > 0).map(({ name }) => name),
    none: own.filter(({ counts }) => counts[measure].count === 0).map(({ name }) => name),
  }
}
