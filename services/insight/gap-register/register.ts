import type { GapKind } from '#prisma/generated/enums.ts'
import { allHiddenCaseIds } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { quietSearches } from '#services/gaps/index.ts'
import { latestSnapshot } from '#services/insight/snapshot/latest.ts'
import { countedYear, quarterWords } from '#services/insight/snapshot/windows.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { publishedGaps, themeNamer } from './published.ts'

/** A theme's gaps, of all regions. */
export type ThemeGaps = {
  theme: string
  told: number
  met: number
  open: number
  /** Days until half of those met were met. */
  medianDays: number | null
  /** Told in the last 90 days. */
  young: number
  weight: number
}

export type GapRegister = {
  /** The night of the counts; null while there was none. */
  day: string | null
  /** Older ones were told up to and including this ISO day. */
  until: string
  themes: ThemeGaps[]
  total: Omit<ThemeGaps, 'theme'>
  /** Open gaps, by theme in their order and region in the register's, the last of no region. */
  heat: { columns: { region: string; name: string }[]; values: number[][] }
  kinds: { kind: string; told: number; met: number }[]
  quarters: { quarter: string; told: number; met: number }[]
  /** Searches that found nothing, counted without a press, of quarters that are over; never fewer than five. */
  searches: { quarter: string; where: string; theme: string; count: number }[]
}

const kindWords: Record<GapKind, string> = {
  enquiry: 'Nobody who was asked could help',
  search: 'Somebody searched and found nothing',
  review_place: 'A place in a team stayed empty',
  question: 'A question that nobody in a team covers',
  request: 'A review put off or pointed elsewhere for want of a team',
  course: 'A waiting list that was not served',
  application: 'Themes that nobody on a panel knew',
}

type Young = { theme: string; region: string; count: number }

/** Gaps of the last 90 days by theme and region, but those of cases that this reader is blocked from. Two statements. */
const youngGaps = async (ctx: Ctx): Promise<Young[]> => {
  const hidden = await allHiddenCaseIds(ctx)
  return ctx.db.$queryRaw<Young[]>`
    select coalesce(t."parentCode", t.code, '') as theme, coalesce(g.region, '') as region, count(*)::int as count
    from "Gap" g left join "Theme" t on t.code = g.themes[1]
    where g."openedOn" > ${dateFromIso(countedYear(ctx.clock.today()).until)}::date
      and not g."caseIds" && ${hidden}::uuid[]
    group by 1, 2`
}

const sum = (rows: readonly { count: number }[]): number => rows.reduce((total, { count }) => total + count, 0)

/**
 * The gap register for officers: by theme and region what is open, by theme how many were met and after how many days. What is older than 90
 * days comes from the night's snapshot, alike for all; what is younger is counted now, for this reader. At most six statements.
 */
export const gapRegister = async (ctx: Ctx): Promise<Result<GapRegister>> => {
  if (!may(ctx.actor, 'insight.read'))
    return forbidden(
      'The gap register is for officers of the association; what is published of it is open to everybody.',
    )
  const [snapshot, young, nameOf, searches] = await Promise.all([
    latestSnapshot(ctx),
    youngGaps(ctx),
    themeNamer(ctx),
    quietSearches(ctx),
  ])
  const { gaps = [], kinds = [], quarters = [] } = snapshot?.content ?? {}
  const codes = [...new Set([...gaps.flatMap(({ theme }) => theme ?? []), ...young.map(({ theme }) => theme)])].sort()
  // Those of which nobody said a theme come last.
  const themes = [...codes.filter((code) => code !== ''), ...codes.filter((code) => code === '')]
  const old = (theme: string | null, region: string | null) =>
    gaps.find((one) => one.theme === theme && one.region === region)
  const row = (theme: string | null) => {
    const { told = 0, met = 0, weight = 0, medianDays = null } = old(theme, null) ?? {}
    const own = young.filter((one) => theme === null || one.theme === theme)
    return { told, met, open: told - met, medianDays, young: sum(own), weight }
  }
  const places = [...regions, ...(young.some(({ region }) => region === '') || old(null, '') ? [''] : [])]
  const open = (theme: string, region: string) => {
    const before = old(theme, region)
    const now = young.filter((one) => one.theme === theme && one.region === region)
    return (before ? before.told - before.met : 0) + sum(now)
  }
  return ok({
    day: snapshot?.day ?? null,
    until: countedYear(ctx.clock.today()).until,
    themes: themes.map((code) => ({ theme: nameOf(code), ...row(code) })),
    total: row(null),
    heat: {
      columns: places.map((region) => ({ region, name: region === '' ? 'No region' : regionName(region) })),
      values: themes.map((theme) => places.map((region) => open(theme, region))),
    },
    kinds: kinds.map(({ kind, ...counts }) => ({ kind: kindWords[kind as GapKind] ?? kind, ...counts })),
    quarters: quarters.map(({ quarter, ...counts }) => ({ quarter: quarterWords(quarter), ...counts })),
    searches: searches.map(({ quarter, of, theme, count }) => ({
      quarter: quarterWords(quarter),
      where: of === 'bank' ? 'The bank' : 'Offerings',
      theme: theme === '' ? 'No theme that we know' : nameOf(theme),
      count,
    })),
  })
}

/** What is handed out of the register, on paper or as a file: the quarters that are published, and nothing else. For officers. */
export const gapSheet = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'insight.read')) return forbidden('The sheet is for officers of the association.')
  return ok({ today: ctx.clock.today(), quarters: (await publishedGaps(ctx)).slice(0, 4) })
}
