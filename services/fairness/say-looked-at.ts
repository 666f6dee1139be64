import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { showLookedAt } from '#services/courses/index.ts'
import { concerns, findForActor, mayAct } from './concerns.ts'
import { caseOf, isDecider } from './parties.ts'

/**
 * Somebody who was drawn for a complaint lets everybody read that the offering's quality mark is being looked at, or takes that back. Nobody else
 * can say it, and it ends with the decision. Not found for whoever was not drawn.
 */
export const sayLookedAt = async (
  ctx: Ctx,
  ref: string,
  { isShown }: { isShown: 'yes' | 'no' },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found || !isDecider(ctx.actor, found)) return notFound()
  const allowed = await mayAct(ctx, found.id)
  if (!allowed.ok) return allowed
  return inTransaction(ctx, async (ctx) => {
    const row = await concerns.lock(ctx, found.id)
    if (!row || !isDecider(ctx.actor, row)) return notFound()
    if (row.kind !== 'complaint' || row.status !== 'hearing')
      return refused('This is said of a mark while a complaint about its offering is being decided.')
    const shown = await showLookedAt(ctx, row.subjectId, isShown === 'yes')
    if (!shown.ok) return shown
    await audit(ctx, {
      event: 'concern.looked-at-said',
      subject: { kind: 'concern', id: row.id },
      case: caseOf(row.id),
      data: { isShown },
    })
    return ok({ ref })
  })
}
