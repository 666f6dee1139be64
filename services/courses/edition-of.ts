import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** The number of the newest edition of an offering's course. */
export const editionOf = async (ctx: Ctx, offeringId: string): Promise<number> =>
  (await tables(ctx).edition.aggregate({ where: { offeringId }, _max: { number: true } }))._max.number ?? 1
