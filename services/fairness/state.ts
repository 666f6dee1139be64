import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Silence } from '#services/core/life/silence.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { remind } from '#services/notifications/index.ts'
import { concerns, findForActor } from './concerns.ts'
import { addStatement } from './open-concern.ts'
import { caseOf, partySideOf, speakersOf, speakingSides } from './parties.ts'
import { areStatementsOpen, showStatements } from './show-statements.ts'

/**
 * A side says how it sees it, once, while it is asked. Nothing tells the other side whether it has: neither the page, nor a version,
 * nor a letter, until both have or the day has passed. It is no move, since a move would tell.
 */
export const sayHow = async (
  ctx: Ctx,
  ref: string,
  { statement }: { statement: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  const side = found && partySideOf(ctx.actor, found.parties)
  const { personId } = ctx.actor
  if (!found || side === null || personId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const row = await concerns.lock(ctx, found.id)
    if (!row) return notFound()
    const own = row.statements.find((one) => one.side === side)
    if (own) return own.text === statement ? ok({ ref }) : refused('Your side has said how it sees it.')
    if (row.statementsShownAt !== null) return refused('The time for statements is over.')
    if (row.status !== 'hearing' && row.status !== 'opened') return refused('This has been decided.')
    await addStatement(ctx, row, side, personId, statement)
    await audit(ctx, { event: 'concern.stated', subject: { kind: 'concern', id: row.id }, case: caseOf(row.id) })
    const now = {
      ...row,
      statements: [
        ...row.statements,
        { concernId: row.id, side, byId: personId, text: statement, at: ctx.clock.now() },
      ],
    }
    if (areStatementsOpen(now)) {
      const shown = await showStatements(ctx, now)
      if (!shown.ok) return shown
    }
    return ok({ ref })
  })
}

/** Ten working days for statements: a reminder to whoever has not spoken, then it goes on without. */
export const statementSilence: Silence = {
  kind: 'concern-statements',
  lock: (ctx, id) => concerns.lock(ctx, id),
  warn: async (ctx, id, { lastDay }) => {
    const row = await concerns.lock(ctx, id)
    if (row?.status !== 'hearing') return ok(undefined)
    const silent = speakingSides(row.parties).filter((side) => !row.statements.some((one) => one.side === side))
    for (const side of silent)
      await remind(ctx, {
        people: await speakersOf(ctx, row.parties, side),
        about: { kind: 'concern', id, case: caseOf(id) },
        occasion: `statement-reminder:${side}`,
        reminder: {
          on: lastDay,
          what: `say how you see it (${row.ref})`,
          more: 'If you say nothing by then, it is decided without.',
          path: `/concerns/${row.ref}`,
        },
      })
    return ok(undefined)
  },
  end: async (ctx, id) => {
    const row = await concerns.lock(ctx, id)
    return row?.status === 'hearing' && row.statementsShownAt === null ? showStatements(ctx, row) : ok(undefined)
  },
}
