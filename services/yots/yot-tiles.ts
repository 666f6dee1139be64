import type { Ctx } from '#services/core/context.ts'
import { rememberReference } from '#services/core/remember.ts'
import { regionInitials, regionName } from './regions.ts'
import { tables } from './tables.ts'
import { type Cell, tileLayout } from './tile-layout.ts'

/** A service as a tile of the map of England and Wales. */
export type YotTile = { code: string; name: string; region: string; regionName: string; initials: string } & Cell

/** Layouts by what they were made from, so that one is worked out once for a register, not once a minute. */
const made = new Map<string, ReturnType<typeof tileLayout>>()

/** Every service of the register with its place on the map, by name; at most a minute old. For everybody. */
export const yotTiles = rememberReference(60, async (ctx: Ctx): Promise<YotTile[]> => {
  const yots = await tables(ctx).yot.findMany({
    select: { code: true, name: true, region: true, latitude: true, longitude: true },
    orderBy: { name: 'asc' },
  })
  const key = JSON.stringify(yots)
  const layout = made.get(key) ?? tileLayout(yots)
  made.clear()
  made.set(key, layout)
  return yots.map(({ code, name, region }) => ({
    code,
    name,
    region,
    regionName: regionName(region),
    initials: regionInitials[region] ?? '',
    ...(layout.get(code) ?? { column: 0, row: 0 }),
  }))
})
