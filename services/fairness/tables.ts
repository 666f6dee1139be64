import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'

/** The tables this room owns and alone may write. */
export const tables = (
  ctx: Ctx,
): Pick<
  Db,
  | 'concern'
  | 'concernParty'
  | 'concernPoint'
  | 'concernStatement'
  | 'concernQuestion'
  | 'concernView'
  | 'concernOutcome'
  | 'concernMeasure'
> => ctx.db
