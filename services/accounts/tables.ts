import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'

/** What this room may write. */
export const tables = (
  ctx: Ctx,
): Pick<Db, 'person' | 'emailAddress' | 'signInLink' | 'session' | 'attempt' | '$queryRaw'> => ctx.db
