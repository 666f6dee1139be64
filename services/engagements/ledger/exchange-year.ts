import type { Basis } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/engagements/tables.ts'
import { hiddenReviewIds } from '#services/reviews/index.ts'
import { type DayRate, dayRateInForce } from './day-rate.ts'
import { valuePence } from './shares.ts'

/** Services in a region below which its sums would tell of one of them; such regions read as "and others". */
const fewest = 3

type Sums = { givenMinutes: number; receivedMinutes: number; givenInKind: number }

/** How many services gave and received in one region, or in one theme; an associate is none. */
type Counted<Of> = { of: Of; giving: number; receiving: number } & Sums

const isFew = ({ giving, receiving, givenMinutes, receivedMinutes }: Counted<unknown>): boolean =>
  (givenMinutes !== 0 && giving < fewest) || (receivedMinutes !== 0 && receiving < fewest)

/**
 * Regions (or themes) in which few services gave or received, read together, last. Where those together are few as well, the smallest
 * of the others joins them: what is left of the total would tell of them.
 */
export const withFewTogether = (counted: readonly Counted<string>[]): Counted<string | null>[] => {
  const alone = counted
    .filter((one) => !isFew(one))
    .sort((a, b) => b.givenMinutes + b.receivedMinutes - (a.givenMinutes + a.receivedMinutes))
  const few = counted.filter(isFew)
  if (few.length === 0) return [...counted]
  const together = () =>
    few.reduce(
      (sum, one): Counted<null> => ({
        of: null,
        givenMinutes: sum.givenMinutes + one.givenMinutes,
        receivedMinutes: sum.receivedMinutes + one.receivedMinutes,
        givenInKind: sum.givenInKind + one.givenInKind,
        giving: sum.giving + one.giving,
        receiving: sum.receiving + one.receiving,
      }),
      { of: null, givenMinutes: 0, receivedMinutes: 0, givenInKind: 0, giving: 0, receiving: 0 },
    )
  while (isFew(together()) && alone.length > 0) few.push(...alone.splice(-1))
  return [...alone.sort((a, b) => a.of.localeCompare(b.of)), together()]
}

export type ExchangeYear = {
  year: number
  years: number[]
  /** `region` null: those in which few services gave or received, together. Value in pence, of what was given in kind. */
  regions: ({ region: string | null; valuePence: number | null } & Sums)[]
  bases: { basis: Basis; minutes: number }[]
  /** The most first; `theme` null: those that few services gave or received in, together. */
  themes: { theme: string | null; minutes: number }[]
  totalMinutes: number
  travelMinutes: number
  /** What all time given in kind is worth, and the rate that it is counted by; null while no rate is published. */
  value: ({ pence: number } & DayRate) | null
  /** What services said of it that may be quoted, the latest first. */
  quotes: { text: string; region: string }[]
}

/**
 * What the whole exchange gave in a year, by region and by basis, for everybody who is signed in. A region in which fewer than
 * three services gave or received reads together with others. Never a rank, never a service or person.
 */
export const readExchange = async (ctx: Ctx, year: number): Promise<ExchangeYear> => {
  const hidden = await hiddenReviewIds(ctx)
  const from = dateFromIso(`${year}-01-01`)
  const to = dateFromIso(`${year}-12-31`)
  const [given, received, bases, themes, years, rate, thanks] = await Promise.all([
    ctx.db.$queryRaw<{ region: string; minutes: number; inKind: number; yots: number }[]>`
      select "giverRegion" as region, sum(minutes)::int as minutes, count(distinct "giverYotCode")::int as yots,
        sum(case when basis = 'in_kind' and "giverYotCode" is not null then minutes else 0 end)::int as "inKind"
      from "LedgerEntry" where "on" between ${from} and ${to} and "sourceId" <> all(${hidden}::uuid[]) group by 1`,
    ctx.db.$queryRaw<{ region: string; minutes: number; yots: number }[]>`
      select "receiverRegion" as region, sum(minutes)::int as minutes, count(distinct "receiverYotCode")::int as yots
      from "LedgerEntry" where "on" between ${from} and ${to} and "sourceId" <> all(${hidden}::uuid[]) group by 1`,
    ctx.db.$queryRaw<{ basis: Basis; minutes: number; travel: number }[]>`
      select basis, sum(minutes)::int as minutes, sum("travelMinutes")::int as travel from "LedgerEntry"
      where "on" between ${from} and ${to} and "sourceId" <> all(${hidden}::uuid[]) group by 1 order by 1`,
    ctx.db.$queryRaw<{ theme: string; minutes: number; giving: number; receiving: number }[]>`
      select coalesce(parent.name, own.name) as theme, round(sum(e.minutes * s."perMille") / 1000.0)::int as minutes,
        count(distinct e."giverYotCode")::int as giving, count(distinct e."receiverYotCode")::int as receiving
      from "LedgerEntry" e join "LedgerShare" s on s."entryId" = e.id join "Theme" own on own.code = s."themeCode"
        left join "Theme" parent on parent.code = own."parentCode"
      where e."on" between ${from} and ${to} and e."sourceId" <> all(${hidden}::uuid[]) group by 1 order by 1`,
    ctx.db.$queryRaw<{ year: number }[]>`
      select distinct extract(year from "on")::int as year from "LedgerEntry"
      where "sourceId" <> all(${hidden}::uuid[]) order by 1 desc`,
    dayRateInForce(ctx),
    tables(ctx).thanks.findMany({
      where: { mayQuote: true, entry: { on: { gte: from, lte: to }, sourceId: { notIn: hidden } } },
      orderBy: { at: 'desc' },
      take: quotesShown,
      select: { text: true, entry: { select: { receiverRegion: true } } },
    }),
  ])
  const regions = withFewTogether(
    [...new Set([...given, ...received].map(({ region }) => region))].sort().map((region) => {
      const gave = given.find((one) => one.region === region)
      const got = received.find((one) => one.region === region)
      return {
        of: region,
        givenMinutes: gave?.minutes ?? 0,
        receivedMinutes: got?.minutes ?? 0,
        givenInKind: gave?.inKind ?? 0,
        giving: gave?.yots ?? 0,
        receiving: got?.yots ?? 0,
      }
    }),
  )
  const inKind = regions.reduce((sum, { givenInKind }) => sum + givenInKind, 0)
  const services = given.reduce((sum, { yots }) => sum + yots, 0)
  const isValued = rate !== null && services >= fewest && inKind > 0
  return {
    year,
    years: years.map((one) => one.year),
    regions: regions.map(({ of, giving: _, receiving: __, ...sums }) => ({
      ...sums,
      region: of,
      valuePence: isValued ? valuePence(sums.givenInKind, rate.dayRatePence) : null,
    })),
    bases: bases.map(({ basis, minutes }) => ({ basis, minutes })),
    themes: withFewTogether(
      themes.map(({ theme, minutes, giving, receiving }) => ({
        of: theme,
        giving,
        receiving,
        givenMinutes: minutes,
        receivedMinutes: minutes,
        givenInKind: 0,
      })),
    )
      .map(({ of, givenMinutes }) => ({ theme: of, minutes: givenMinutes }))
      .filter(({ minutes }) => minutes !== 0)
      .sort((a, b) => Number(a.theme === null) - Number(b.theme === null) || b.minutes - a.minutes),
    totalMinutes: bases.reduce((sum, { minutes }) => sum + minutes, 0),
    travelMinutes: bases.reduce((sum, { travel }) => sum + travel, 0),
    value: isValued ? { pence: valuePence(inKind, rate.dayRatePence), ...rate } : null,
    quotes: thanks.map(({ text, entry }) => ({ text, region: entry.receiverRegion })),
  }
}

const quotesShown = 5
