import { z } from 'zod'
import { areaOf } from './areas.ts'

/** Fewer than this are not published. */
export const fewest = 5

/** Gaps alike: `days` until they were met, null for open ones. */
export type GapGroup = { theme: string; parent: string; region: string; days: number | null; count: number }

/** Gaps as they are published: of a theme, null for several; in a region or an area, null for several. */
export const cellSchema = z.object({
  theme: z.string().nullable(),
  region: z.string().nullable(),
  area: z.string().nullable(),
  count: z.number(),
  /** How many were met, and after how many weeks half of those: null where the met or the open ones are too few to say. */
  met: z.number().nullable(),
  weeks: z.number().nullable(),
})
export type PublishedCell = z.output<typeof cellSchema>

type Place = Pick<PublishedCell, 'theme' | 'region' | 'area'>

/** From fine to coarse: theme and region, the theme above it, the area, everywhere; then of all themes. */
const levels: readonly ((group: GapGroup) => Place)[] = [
  ({ theme, region }) => ({ theme, region, area: null }),
  ({ parent, region }) => ({ theme: parent, region, area: null }),
  ({ parent, region }) => ({ theme: parent, region: null, area: areaOf(region) }),
  ({ parent }) => ({ theme: parent, region: null, area: null }),
  ({ region }) => ({ theme: null, region: null, area: areaOf(region) }),
  () => ({ theme: null, region: null, area: null }),
]

const total = (groups: readonly GapGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0)

const medianOf = (groups: readonly GapGroup[]): number => {
  const days = groups.flatMap(({ days, count }) => (days === null ? [] : [{ days, count }]))
  days.sort((a, b) => a.days - b.days)
  let left = Math.ceil(days.reduce((sum, { count }) => sum + count, 0) / 2)
  for (const one of days) {
    left -= one.count
    if (left <= 0) return one.days
  }
  return 0
}

const cellOf = (place: Place, groups: readonly GapGroup[]): PublishedCell => {
  const met = total(groups.filter(({ days }) => days !== null))
  const count = total(groups)
  const isSplit = met >= fewest && count - met >= fewest
  return {
    ...place,
    count,
    met: isSplit ? met : null,
    weeks: isSplit ? Math.max(1, Math.round(medianOf(groups) / 7)) : null,
  }
}

/**
 * Gaps as anybody may read them: each in one cell of five or more. What would be fewer is read with its neighbours: under the theme above,
 * in the larger area, everywhere; what are fewer than five even then are left out. As every gap is in one cell at most, no sum or difference of
 * cells is about fewer than five.
 * @returns the cells, and the groups that each is made of, in the same order
 */
export const suppress = (groups: readonly GapGroup[]): { cells: PublishedCell[]; members: GapGroup[][] } => {
  const cells: PublishedCell[] = []
  const members: GapGroup[][] = []
  let rest = [...groups]
  for (const placeOf of levels) {
    const byPlace = new Map<string, GapGroup[]>()
    for (const group of rest) {
      const key = JSON.stringify(placeOf(group))
      byPlace.set(key, [...(byPlace.get(key) ?? []), group])
    }
    rest = []
    for (const own of byPlace.values()) {
      const [first] = own
      if (first && total(own) >= fewest) {
        cells.push(cellOf(placeOf(first), own))
        members.push(own)
      } else rest.push(...own)
    }
  }
  return { cells, members }
}
