import { type Basis, Prisma } from '#prisma/generated/client.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { tables } from '#services/engagements/tables.ts'
import { hiddenReviewIds } from '#services/reviews/index.ts'
import { yotsOf } from '#services/yots/index.ts'
import { type DayRate, dayRateInForce } from './day-rate.ts'
import { valuePence } from './shares.ts'
import { readRows, type StatementRow } from './statement-rows.ts'

type Given = { givenMinutes: number; receivedMinutes: number }

export type Statement = {
  yotCode: string
  yotName: string
  year: number
  years: number[]
  sums: ({ basis: Basis } & Given)[]
  /** Travel, which stands in no sum. */
  travel: Given
  /** What time given in kind is worth beside a day rate; null where there is none, or where it would be one person's. */
  value: ({ pence: number } & DayRate) | null
  themes: ({ code: string; name: string } & Given)[]
  /** The theme whose entries alone are shown; null for all. */
  theme: string | null
  rows: StatementRow[]
  page: number
  pageCount: number
}

const statementPageSize = 25

/** Services of which the actor may read the statement: those they hold a post in. */
const ownYot = (ctx: Ctx, asked: string | undefined): string | null => {
  const own = yotsOf(ctx.actor)
  return asked === undefined ? (own[0] ?? null) : own.includes(asked) ? asked : null
}

type Month = { month: Date; basis: Basis; entries: number; givenTravel: number; receivedTravel: number } & Given

/** A service's sums by month: those kept, or added up without what must not exist for the reader. */
const monthsOf = (ctx: Ctx, yotCode: string, hidden: readonly string[]): Promise<Month[]> =>
  hidden.length === 0
    ? tables(ctx).ledgerMonth.findMany({ where: { yotCode }, orderBy: { month: 'asc' } })
    : ctx.db.$queryRaw<Month[]>`
        select date_trunc('month', "on")::date as month, basis, count(*)::int as entries,
          sum(case when "giverYotCode" = ${yotCode} then minutes else 0 end)::int as "givenMinutes",
          sum(case when "receiverYotCode" = ${yotCode} then minutes else 0 end)::int as "receivedMinutes",
          sum(case when "giverYotCode" = ${yotCode} then "travelMinutes" else 0 end)::int as "givenTravel",
          sum(case when "receiverYotCode" = ${yotCode} then "travelMinutes" else 0 end)::int as "receivedTravel"
        from "LedgerEntry"
        where ("giverYotCode" = ${yotCode} or "receiverYotCode" = ${yotCode}) and "sourceId" <> all(${[...hidden]}::uuid[])
        group by 1, 2 order by 1`

type Span = { from: Date; to: Date }

/** The same by theme, of a year. Thousandths of a minute are whole minutes again where people read them. */
const themesOf = (ctx: Ctx, yotCode: string, { from, to }: Span, hidden: readonly string[]) => {
  const shares =
    hidden.length === 0
      ? Prisma.sql`select "themeCode", "givenShare" as given, "receivedShare" as received from "LedgerMonthTheme"
          where "yotCode" = ${yotCode} and month between ${from} and ${to}`
      : Prisma.sql`select s."themeCode",
            case when e."giverYotCode" = ${yotCode} then e.minutes * s."perMille" else 0 end as given,
            case when e."receiverYotCode" = ${yotCode} then e.minutes * s."perMille" else 0 end as received
          from "LedgerEntry" e join "LedgerShare" s on s."entryId" = e.id
          where (e."giverYotCode" = ${yotCode} or e."receiverYotCode" = ${yotCode}) and e."sourceId" <> all(${[...hidden]}::uuid[])
            and e."on" between ${from} and ${to}`
  return ctx.db.$queryRaw<({ code: string; name: string } & Given)[]>`
    select "themeCode" as code, t.name, round(sum(given) / 1000.0)::int as "givenMinutes", round(sum(received) / 1000.0)::int as "receivedMinutes"
    from (${shares}) as shares join "Theme" t on t.code = "themeCode"
    group by "themeCode", t.name having sum(given) <> 0 or sum(received) <> 0 order by t.name`
}

/**
 * Whether at least two people gave what a service gave in kind in a year: what one person gave is never valued. Entries of
 * before the exchange name nobody, and count as several people's.
 */
const isOfSeveral = async (ctx: Ctx, yotCode: string, { from, to }: Span): Promise<boolean> => {
  const people = await ctx.db.$queryRaw<{ who: string | null }[]>`
    select distinct coalesce(g."personId", e."personId") as who
    from "LedgerEntry" e left join "Given" g on e."sourceKind" = 'engagement' and g."engagementId" = e."sourceId" and g."on" = e."on"
    where e."giverYotCode" = ${yotCode} and e.basis = 'in_kind' and e.minutes <> 0 and e."on" between ${from} and ${to} and e."reversesId" is null limit 2`
  return people.length > 1 || people[0]?.who === null
}

const yearSpan = (year: number): Span => ({ from: dateFromIso(`${year}-01-01`), to: dateFromIso(`${year}-12-31`) })

/**
 * What a service gave and received in a calendar year, for whoever holds a post there: sums by basis and theme from the months
 * kept, and the entries, latest first, a page of them or all. Forbidden for everybody else. There is no balance to spend and no
 * rank. `theme` shows the entries of one theme alone; the sums stay the year's.
 */
export const readStatement = async (
  ctx: Ctx,
  {
    year,
    page: asking,
    yotCode: asked,
    theme = null,
  }: { year?: number; page: number | 'all'; yotCode?: string; theme?: string | null },
): Promise<Result<Statement>> => {
  const yotCode = ownYot(ctx, asked)
  if (yotCode === null) return forbidden('The statement of a service is for people who hold a post there.')
  const page = asking === 'all' ? 1 : asking
  // A review that must not exist for the reader gave nothing here.
  const hidden = await hiddenReviewIds(ctx)
  const months = await monthsOf(ctx, yotCode, hidden)
  const years = [...new Set(months.map(({ month }) => month.getUTCFullYear()))].sort((a, b) => b - a)
  const shown = year ?? years[0] ?? Number(ctx.clock.today().slice(0, 4))
  const span = yearSpan(shown)
  const ofYear = months.filter(({ month }) => month.getUTCFullYear() === shown)
  const sumOf = (field: 'entries' | 'givenTravel' | 'receivedTravel') =>
    ofYear.reduce((sum, month) => sum + month[field], 0)
  const sums = new Map<Basis, { basis: Basis } & Given>()
  for (const { basis, givenMinutes, receivedMinutes } of ofYear) {
    const before = sums.get(basis) ?? { basis, givenMinutes: 0, receivedMinutes: 0 }
    sums.set(basis, {
      basis,
      givenMinutes: before.givenMinutes + givenMinutes,
      receivedMinutes: before.receivedMinutes + receivedMinutes,
    })
  }
  const inKind = sums.get('in_kind')?.givenMinutes ?? 0
  const [yot, themes, rate] = await Promise.all([
    ctx.db.yot.findUniqueOrThrow({ where: { code: yotCode }, select: { name: true } }),
    themesOf(ctx, yotCode, span, hidden),
    inKind > 0 ? dayRateInForce(ctx) : null,
  ])
  const known = themes.some(({ code }) => code === theme) ? theme : null
  const { rows, count } = await readRows(ctx, {
    yotCode,
    span,
    hidden,
    theme: known,
    ...(asking === 'all' ? {} : { skip: (page - 1) * statementPageSize, take: statementPageSize }),
  })
  const value =
    rate !== null && (await isOfSeveral(ctx, yotCode, span))
      ? { pence: valuePence(inKind, rate.dayRatePence), ...rate }
      : null
  return ok({
    yotCode,
    yotName: yot.name,
    year: shown,
    years,
    sums: [...sums.values()],
    travel: { givenMinutes: sumOf('givenTravel'), receivedMinutes: sumOf('receivedTravel') },
    value,
    themes,
    theme: known,
    rows,
    page,
    pageCount: Math.max(1, Math.ceil((count ?? sumOf('entries')) / statementPageSize)),
  })
}
