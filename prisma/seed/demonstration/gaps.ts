import type { GapKind } from '#prisma/generated/enums.ts'
import { auditAll } from '#services/core/audit.ts'
import { addDays, addMonths, clockFrom, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows } from '#services/core/insert-rows.ts'
import { assumptionSchema, setAssumption, takeSnapshot } from '#services/insight/index.ts'
import { type Days, idOf, morningOf } from './identity.ts'
import { as, done } from './steps.ts'

/** Where help was missing, quarter after quarter: theme, service, how often, and after how many days the first half was met. */
const missing: readonly (readonly [string, string, number, number | null])[] = [
  ['J2', 'bristol', 14, 5],
  ['I1', 'manchester', 6, 62],
  ['G1', 'cardiff', 5, null],
  ['K3', 'hackney', 3, 21],
  ['K4', 'kent', 2, null],
  ['A6', 'cumberland', 1, 80],
  ['D3', 'norfolk', 1, 12],
]
const kinds: readonly GapKind[] = ['search', 'enquiry', 'search', 'course', 'request', 'review_place', 'question']
const metBy = ['offering', 'enquiry', 'course', 'review']

/** Five quarters of gaps, some of them met, as they were written then. */
const seedGaps = async (ctx: Ctx, { today }: Days): Promise<void> => {
  const yots = await ctx.db.yot.findMany({ select: { code: true, region: true } })
  const regionOf = new Map(yots.map(({ code, region }) => [code, region]))
  const rows = [0, 1, 2, 3, 4].flatMap((quarter) =>
    missing.flatMap(([theme, yotCode, often, days], at) =>
      Array.from({ length: often }, (_, nth) => {
        const openedOn = addDays(addMonths(today, -3 * (quarter + 1)), 9 + ((nth * 13 + at * 17) % 80))
        const metOn = days === null || nth % 2 === 1 ? null : addDays(openedOn, days + nth * 5 + quarter * 3)
        const isMet = metOn !== null && metOn <= today
        return {
          id: idOf('gap', quarter, theme, nth),
          kind: kinds[(at + nth) % kinds.length] ?? 'search',
          sourceKey: `demonstration:${quarter}:${theme}:${nth}`,
          themes: [theme],
          region: regionOf.get(yotCode) ?? null,
          yotCode: regionOf.has(yotCode) ? yotCode : null,
          openedOn: dateFromIso(openedOn),
          weight: 1 + (nth % 2),
          caseKind: null,
          caseIds: [],
          metBy: isMet ? (metBy[nth % metBy.length] ?? 'offering') : null,
          metOn: isMet ? dateFromIso(metOn) : null,
        }
      }),
    ),
  )
  await insertRows(ctx, 'Gap', rows)
  await auditAll(
    ctx,
    rows.slice(0, 20).map(({ id, kind }) => ({ event: 'gap.recorded', subject: { kind: 'gap', id }, data: { kind } })),
  )
}

const platform = {
  low: 1800,
  central: 2760,
  high: 4800,
  source: 'The bill of the last twelve months, and two quotations',
}
const renewal = {
  low: 82,
  central: 91,
  high: 96,
  source: 'Renewals of the last two years, as the treasurer counted them',
}

/** What the association reads of the whole: gaps over five quarters, three published quarters, and assumptions in two versions. */
export const seedInsight = async (ctx: Ctx, days: Days): Promise<void> => {
  await seedGaps(ctx, days)
  const { today } = days
  const begins = `${today.slice(0, 4)}-${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  const night = (on: string) => takeSnapshot({ ...ctx, clock: clockFrom(() => morningOf(on)) })
  const set = async (on: string, key: string, version: number, values: typeof platform) =>
    done(await setAssumption(await as(ctx, 'Linden Marsh', on), key, assumptionSchema.parse({ version, ...values })))
  await night(addMonths(begins, -6))
  await set(addDays(addMonths(begins, -6), 20), 'platform', 0, platform)
  await night(addMonths(begins, -3))
  await set(addDays(addMonths(begins, -3), 20), 'renewal', 1, renewal)
  await night(begins)
  await takeSnapshot(ctx)
}
