import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { endAuditedSession } from './sessions.ts'

/** Ends the session of this browser. A token that is unknown or ended already is no fault. */
export const signOut = (ctx: Ctx, sessionToken: string | null): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    if (sessionToken !== null) await endAuditedSession(ctx, sessionToken)
    return ok(null)
  })
