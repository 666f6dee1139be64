import type { Ctx } from '#services/core/context.ts'
import { remember } from '#services/core/remember.ts'
import { type YotTile, yotTiles } from '#services/yots/index.ts'

/** A service on the map, and how many offerings of its own it has published. */
export type MappedYot = YotTile & { offerings: number }

/** Every service with what it offers; at most a minute old. Only what the public catalogue shows. */
export const exchangeMap = remember(60, async (ctx: Ctx): Promise<MappedYot[]> => {
  const [tiles, counts] = await Promise.all([
    yotTiles(ctx),
    ctx.db.offering.groupBy({
      by: ['yotCode'],
      where: { status: 'published', yotCode: { not: null } },
      _count: true,
    }),
  ])
  const offered = new Map(counts.map(({ yotCode, _count }) => [yotCode, _count]))
  return tiles.map((tile) => ({ ...tile, offerings: offered.get(tile.code) ?? 0 }))
})
