import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'

/** The tables this room writes. */
export const tables = (ctx: Ctx): Pick<Db, 'ratingPair' | 'ratedPerson' | 'rating' | 'privateWord' | 'laterWord'> =>
  ctx.db
