import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'

/** The tables this room owns and alone may write. */
export const tables = (ctx: Ctx): Pick<Db, 'outsideProvider' | 'outsidePerson' | 'outsidePayment'> => ctx.db
