import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'

/** The tables this room owns and alone may write. */
export const tables = (
  ctx: Ctx,
): Pick<
  Db,
  | 'engagement'
  | 'engagementPerson'
  | 'engagementSession'
  | 'termsDraft'
  | 'given'
  | 'settlement'
  | 'dispute'
  | 'engagementMessage'
  | 'ledgerEntry'
  | 'ledgerShare'
  | 'ledgerMonth'
  | 'ledgerMonthTheme'
  | 'ledgerOpening'
  | 'dayRate'
  | 'thanks'
> => ctx.db
