import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Content, GapSum } from './content.ts'
import { countedYear } from './windows.ts'

/**
 * Gaps that are older than 90 days, under the theme at the top of their first, by theme and region with the sums over each and both. One that was
 * met less than 90 days ago counts as open still.
 */
export const countGaps = async (ctx: Ctx): Promise<GapSum[]> => {
  const until = dateFromIso(countedYear(ctx.clock.today()).until)
  type Row = Omit<GapSum, 'theme' | 'region'> & { theme: string; region: string; allThemes: number; allRegions: number }
  const rows = await ctx.db.$queryRaw<Row[]>`
    select g.theme, g.region, grouping(g.theme)::int as "allThemes", grouping(g.region)::int as "allRegions",
      count(*)::int as told, count(g.days)::int as met, sum(g.weight)::int as weight,
      percentile_disc(0.5) within group (order by g.days)::int as "medianDays"
    from (
      select coalesce(t."parentCode", t.code, '') as theme, coalesce(g.region, '') as region, g.weight,
        case when g."metOn" <= ${until}::date then g."metOn" - g."openedOn" end as days
      from "Gap" g left join "Theme" t on t.code = g.themes[1]
      where g."openedOn" <= ${until}::date
    ) g
    group by grouping sets ((g.theme, g.region), (g.theme), (g.region), ())`
  return rows.map(({ allThemes, allRegions, theme, region, weight, ...row }) => ({
    ...row,
    weight: weight ?? 0,
    theme: allThemes === 1 ? null : theme,
    region: allRegions === 1 ? null : region,
  }))
}

/** The same gaps by what ended, and by the quarter in which they were told. */
export const countGapKinds = async (ctx: Ctx): Promise<Pick<Content, 'kinds' | 'quarters'>> => {
  const until = dateFromIso(countedYear(ctx.clock.today()).until)
  type Row = { kind: string | null; quarter: string | null; told: number; met: number }
  const rows = await ctx.db.$queryRaw<Row[]>`
    select g.kind, g.quarter, count(*)::int as told, count(*) filter (where g."isMet")::int as met
    from (
      select kind::text as kind, to_char("openedOn", 'YYYY"-Q"Q') as quarter,
        "metOn" is not null and "metOn" <= ${until}::date as "isMet"
      from "Gap" where "openedOn" <= ${until}::date
    ) g
    group by grouping sets ((g.kind), (g.quarter)) order by g.kind, g.quarter`
  return {
    kinds: rows.flatMap(({ kind, told, met }) => (kind === null ? [] : [{ kind, told, met }])),
    quarters: rows.flatMap(({ quarter, told, met }) => (quarter === null ? [] : [{ quarter, told, met }])),
  }
}
