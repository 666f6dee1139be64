import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { concerns, findForActor, mayAct } from './concerns.ts'
import { drawNow } from './draw.ts'
import { caseOf, concernSidesOf } from './parties.ts'

/** An administrator who has looked has it drawn now, by the same rule; whom it falls on is not theirs to choose. */
export const drawByHand = async (ctx: Ctx, ref: string): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found || !concernSidesOf(ctx.actor, found).includes('administrator')) return notFound()
  const may = await mayAct(ctx, found.id)
  if (!may.ok) return may
  return inTransaction(ctx, async (given) => {
    const ctx = asSystem(given)
    const row = await concerns.lock(ctx, found.id)
    if (!row) return notFound()
    if (row.status !== 'opened')
      return row.status === 'hearing' ? ok({ ref }) : refused('This is not waiting to be drawn.')
    await audit(given, { event: 'concern.draw-asked', subject: { kind: 'concern', id: row.id }, case: caseOf(row.id) })
    const drawn = await drawNow(ctx, row)
    if (!drawn.ok) return drawn
    return drawn.value.status === 'opened'
      ? refused(
          'Nobody can be drawn now: everybody has a conflict, is of a region that has a part in it, or holds four already.',
        )
      : ok({ ref })
  })
}
