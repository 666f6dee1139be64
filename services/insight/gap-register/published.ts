import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { areaOf, areas } from '#services/insight/snapshot/areas.ts'
import { publishedQuarters } from '#services/insight/snapshot/publish-quarter.ts'
import type { PublishedCell } from '#services/insight/snapshot/suppress.ts'
import { quarterWords } from '#services/insight/snapshot/windows.ts'
import { regionName } from '#services/yots/index.ts'

/** Gaps as anybody may read them. */
type PublishedGap = {
  theme: string
  /** "London", "North", "Everywhere". */
  where: string
  count: number
  met: number | null
  weeks: number | null
}

export type PublishedGaps = {
  /** "July to September 2026": when it came out. */
  quarter: string
  publishedOn: string
  from: string
  until: string
  rows: PublishedGap[]
}

const whereOf = ({ region, area }: PublishedCell): string => {
  if (region !== null) return region === '' ? 'No region' : regionName(region)
  if (area !== null) return area === '' ? 'No region' : area
  return 'Everywhere'
}

/** What a code of a theme is called: '' is a gap of which nobody said a theme, null several themes together. */
export const themeNamer = async (ctx: Ctx): Promise<(code: string | null) => string> => {
  const themes = await themesByCode(ctx)
  return (code) => (code === null ? 'Other themes' : code === '' ? 'No theme said' : (themes.get(code)?.name ?? code))
}

const asRows = (cells: readonly PublishedCell[], nameOf: (code: string | null) => string): PublishedGap[] =>
  cells.map((cell) => ({
    theme: nameOf(cell.theme),
    where: whereOf(cell),
    count: cell.count,
    met: cell.met,
    weeks: cell.weeks,
  }))

/** The gaps that are published, a quarter at a time, the newest first. For everybody. */
export const publishedGaps = async (ctx: Ctx): Promise<PublishedGaps[]> => {
  const [quarters, nameOf] = await Promise.all([publishedQuarters(ctx), themeNamer(ctx)])
  return quarters.map(({ quarter, publishedOn, gapsFrom, gapsUntil, gaps }) => ({
    quarter: quarterWords(quarter),
    publishedOn,
    from: gapsFrom,
    until: gapsUntil,
    rows: asRows(gaps, nameOf),
  }))
}

/**
 * What is published of the gaps of a region (its code in the register) in the last four quarters, its own and those of the area that it is
 * read with: for the region's page, whoever reads it. At most two statements, kept for a minute.
 */
export const gapsOfRegion = async (
  ctx: Ctx,
  region: string,
): Promise<{ area: { name: string; regions: string[] } | null; quarters: PublishedGaps[] }> => {
  const [quarters, nameOf] = await Promise.all([publishedQuarters(ctx), themeNamer(ctx)])
  const area = areas.find(({ name }) => name === areaOf(region))
  const isOfIt = (cell: PublishedCell) => cell.region === region || (area !== undefined && cell.area === area.name)
  return {
    area: area ? { name: area.name, regions: [...area.regions] } : null,
    quarters: quarters.slice(0, 4).map(({ quarter, publishedOn, gapsFrom, gapsUntil, gaps }) => ({
      quarter: quarterWords(quarter),
      publishedOn,
      from: gapsFrom,
      until: gapsUntil,
      rows: asRows(gaps.filter(isOfIt), nameOf),
    })),
  }
}
