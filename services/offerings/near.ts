import type { Ctx } from '#services/core/context.ts'
import { distance, fromMiles } from '#services/core/words.ts'
import { kilometresBetween } from '#services/matching/index.ts'
import { yotPlaces } from '#services/yots/index.ts'
import type { CatalogueFilter } from './catalogue-filter.ts'

/** Service → kilometres from where the catalogue is measured, between the centres of their areas. */
export type Distances = ReadonlyMap<string, number>

/** How far every service is from the one that the filter is near to; null where it is near to none. */
export const distancesFor = async (ctx: Ctx, near: string | null): Promise<Distances | null> => {
  if (near === null) return null
  const places = await yotPlaces(ctx)
  const from = places.get(near)
  if (from === undefined) return null
  return new Map([...places].map(([code, place]) => [code, kilometresBetween(from, place)]))
}

/** The services within the miles that the filter allows; null where it does not say. */
export const codesWithin = ({ within }: CatalogueFilter, distances: Distances | null): string[] | null => {
  if (within === null || distances === null) return null
  return [...distances].filter(([, kilometres]) => kilometres <= fromMiles(within)).map(([code]) => code)
}

/** "34 miles" from where the catalogue is measured; null where it is not, for that service's own, and for an associate, who has no place. */
export const awayFrom = (
  { near }: Pick<CatalogueFilter, 'near'>,
  distances: Distances | null,
  yotCode: string | null,
): string | null => {
  const kilometres = yotCode === null || yotCode === near ? undefined : distances?.get(yotCode)
  return kilometres === undefined ? null : distance(kilometres)
}
