import type { Ctx } from '#services/core/context.ts'
import { rememberReference } from '#services/core/remember.ts'
import { tables } from './tables.ts'

/** Where a service is: the centre of its area, in degrees. */
export type YotPlace = { name: string; latitude: number; longitude: number }

/** Every service of the register by code, with where it is; at most a minute old. For everybody. */
export const yotPlaces = rememberReference(60, async (ctx: Ctx): Promise<ReadonlyMap<string, YotPlace>> => {
  const yots = await tables(ctx).yot.findMany({
    select: { code: true, name: true, latitude: true, longitude: true },
    orderBy: { code: 'asc' },
  })
  return new Map(yots.map(({ code, ...place }) => [code, place]))
})
