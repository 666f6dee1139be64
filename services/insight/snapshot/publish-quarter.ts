import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { remember } from '#services/core/remember.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { quarterOf } from '#services/gaps/index.ts'
import { tables } from '#services/insight/tables.ts'
import { bandOf, nextBasis, nextTold, type Told } from './bands.ts'
import { type Content, measures } from './content.ts'
import { cellSchema, type GapGroup, type PublishedCell, suppress } from './suppress.ts'
import { countedYear, lastQuietQuarterEnd } from './windows.ts'

/** The first day of any gap: what was never published before is in the first quarter that comes out. */
const beginning = '2000-01-01'

/** The counts that are published of the balance and the business case, by key: "people:London", "groupMembers". */
const publishedCounts = ({ balance, facts }: Content): Record<string, number> => ({
  ...Object.fromEntries(
    balance
      .filter(({ region }) => region !== '')
      .flatMap(({ region, counts }) => measures.map((measure) => [`${measure}:${region}`, counts[measure]])),
  ),
  groupMembers: facts.groupMembers,
  individualMembers: facts.individualMembers,
  reviews: facts.reviews,
  coursePlaces: facts.coursePlaces,
})

/** The sums that are published of the business case, and of how many pieces each is. */
const publishedSums = ({ facts, inKindPieces }: Content): Record<string, Told> => ({
  reviewDays: { sum: facts.reviewDays, pieces: facts.reviews },
  inKindHours: { sum: Math.floor(facts.inKindMinutes / 60), pieces: inKindPieces },
})

/** Where it is kept how many pieces a sum was of when it was told. */
const piecesKey = (key: string) => `${key}:pieces`

type Bases = Record<string, number>

/** What the next published figures stand for. */
const nextBases = (before: readonly Bases[], content: Content): { figures: Bases; bases: Bases } => {
  const counts = Object.entries(publishedCounts(content)).map(([key, count]) => {
    const earlier = before.flatMap((one) => one[key] ?? [])
    return [key, nextBasis(earlier, count)] as const
  })
  const sums = Object.entries(publishedSums(content)).map(([key, now]) => {
    const earlier = before.flatMap((one) => {
      const [sum, pieces] = [one[key], one[piecesKey(key)]]
      return sum === undefined || pieces === undefined ? [] : [{ sum, pieces }]
    })
    return [key, nextTold(earlier, now)] as const
  })
  const stood = Object.fromEntries([...counts, ...sums.map(([key, { sum }]) => [key, sum] as const)])
  return {
    figures: Object.fromEntries(Object.entries(stood).map(([key, basis]) => [key, bandOf(basis)])),
    bases: { ...stood, ...Object.fromEntries(sums.map(([key, { pieces }]) => [piecesKey(key), pieces])) },
  }
}

/** Gaps of some days in groups alike, as they stand: those that were met within the last 90 days count as open. */
const gapGroups = (ctx: Ctx, from: string, until: string): Promise<GapGroup[]> =>
  ctx.db.$queryRaw<GapGroup[]>`
    select coalesce(t.code, '') as theme, coalesce(t."parentCode", t.code, '') as parent, coalesce(g.region, '') as region,
      case when g."metOn" <= ${dateFromIso(countedYear(ctx.clock.today()).until)}::date then g."metOn" - g."openedOn" end as days,
      count(*)::int as count
    from "Gap" g left join "Theme" t on t.code = g.themes[1]
    where g."openedOn" between ${dateFromIso(from)}::date and ${dateFromIso(until)}::date
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`

const basesSchema = z.record(z.string(), z.number())

/**
 * Publishes the quarter that has begun, once: the gaps of the quarters that are older than 90 days and were in none before, and every figure
 * that five or more rows have moved.
 */
export const publishQuarter = async (ctx: Ctx, content: Content): Promise<void> => {
  const today = ctx.clock.today()
  const quarter = quarterOf(today)
  const earlier = await tables(ctx).publishedQuarter.findMany({
    orderBy: { publishedOn: 'asc' },
    select: { quarter: true, gapsUntil: true, bases: true },
  })
  const last = earlier.at(-1)
  if (last && last.quarter >= quarter) return
  const from = last ? addDays(isoFromDate(last.gapsUntil), 1) : beginning
  const until = lastQuietQuarterEnd(today)
  if (until < from) return
  const before = earlier.map(({ bases }) => basesSchema.parse(bases))
  const { figures, bases } = nextBases(before, content)
  const { cells } = suppress(await gapGroups(ctx, from, until))
  await inTransaction(ctx, async (ctx) => {
    const { count } = await tables(ctx).publishedQuarter.createMany({
      data: {
        quarter,
        publishedOn: dateFromIso(today),
        gapsFrom: dateFromIso(from),
        gapsUntil: dateFromIso(until),
        gaps: cells,
        figures,
        bases,
      },
      skipDuplicates: true,
    })
    if (count > 0) await audit(ctx, { event: 'quarter.published', subject: { kind: 'published_quarter', id: quarter } })
    return ok(undefined)
  })
}

export type PublishedQuarter = {
  quarter: string
  publishedOn: string
  gapsFrom: string
  gapsUntil: string
  gaps: PublishedCell[]
  figures: Record<string, number>
}

/** The quarters published last, the newest first, at most eight; kept for a minute. One statement. */
export const publishedQuarters = remember(60, async (ctx: Ctx): Promise<PublishedQuarter[]> => {
  const rows = await tables(ctx).publishedQuarter.findMany({
    orderBy: { quarter: 'desc' },
    take: 8,
    omit: { bases: true },
  })
  return rows.map((row) => ({
    quarter: row.quarter,
    publishedOn: isoFromDate(row.publishedOn),
    gapsFrom: isoFromDate(row.gapsFrom),
    gapsUntil: isoFromDate(row.gapsUntil),
    gaps: z.array(cellSchema).parse(row.gaps),
    figures: basesSchema.parse(row.figures),
  }))
})
