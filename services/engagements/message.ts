import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { auditEngagement } from './audit-engagement.ts'
import { findForActor, providerName } from './move-engagement.ts'
import { otherSide, tellSides } from './people.ts'
import { tables } from './tables.ts'
import { ownSide } from './terms-draft.ts'

/** Writes to the other side; both see it on the page, and the other side gets it by mail. */
export const writeMessage = async (
  ctx: Ctx,
  ref: string,
  { text }: { text: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  const side = found && ownSide(ctx, found)
  const { personId, name } = ctx.actor
  if (!found || side === null || personId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    await tables(ctx).engagementMessage.create({
      data: { id, engagementId: found.id, byId: personId, side, text, at: ctx.clock.now() },
    })
    await auditEngagement(ctx, found, 'engagement.message-written')
    const who = side === 'provider' ? providerName(found) : found.hostYot.name
    await tellSides(ctx, found, [otherSide(side)], {
      occasion: `message:${id}`,
      kind: 'news',
      letter: {
        subject: `${name} writes about “${found.title}” (${ref})`,
        lines: [`${name}, ${who}:`, text],
        text: 'Answer on the page',
      },
    })
    return ok({ ref })
  })
}
