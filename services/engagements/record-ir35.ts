import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { auditEngagement } from './audit-engagement.ts'
import { engagements, findForActor, isAssociates } from './move-engagement.ts'
import { tellSides } from './people.ts'
import { tables } from './tables.ts'
import { isPaid } from './terms.ts'
import { ownSide } from './terms-draft.ts'

const ir35Words: Record<string, string> = {
  inside: 'inside the off-payroll working rules (IR35)',
  outside: 'outside the off-payroll working rules (IR35)',
  'not-applicable': 'IR35 does not apply',
}

/** The council that pays records what it determined for a paid associate. The exchange gives no advice on it. */
export const recordIr35 = async (
  ctx: Ctx,
  ref: string,
  { version, determination }: { version: number; determination: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  const side = found && ownSide(ctx, found)
  if (!found || side === null) return notFound()
  if (side !== 'host') return forbidden('The council that pays determines this.')
  return inTransaction(ctx, async (ctx) => {
    const row = await engagements.lock(ctx, found.id)
    if (!row) return notFound()
    if (row.ir35 === determination) return ok({ ref })
    if (row.version !== version) return overtaken('This engagement')
    if (!isAssociates(row) || !isPaid(row.basis))
      return refused('IR35 is about associates who are paid; it is not asked here.')
    await tables(ctx).engagement.update({
      where: { id: row.id },
      data: { ir35: determination, ir35On: dateFromIso(ctx.clock.today()) },
    })
    await auditEngagement(ctx, row, 'engagement.ir35-recorded', { determination })
    await tellSides(ctx, row, ['provider'], {
      occasion: `ir35:${determination}:${ctx.clock.today()}`,
      kind: 'decision',
      letter: {
        subject: `IR35: what ${row.hostYot.name} determined (${ref})`,
        lines: [`For “${row.title}” the council determined: ${ir35Words[determination]}.`],
        text: 'See the engagement',
      },
    })
    return ok({ ref })
  })
}
