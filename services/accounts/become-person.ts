import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { endAuditedSession, type GrantsFor, startAuditedSession } from './sessions.ts'
import { tables } from './tables.ts'

export type DemonstrationPerson = { id: string; name: string; note: string }

/** The people of a demonstration who can be become, with what each can show. None in live mode. */
export const listDemonstrationPeople = async (ctx: Ctx): Promise<DemonstrationPerson[]> => {
  if (ctx.config.mode !== 'demo') return []
  const people = await tables(ctx).person.findMany({
    where: { demoNote: { not: null }, leftAt: null },
    select: { id: true, name: true, demoNote: true },
    orderBy: { name: 'asc' },
  })
  return people.map(({ id, name, demoNote }) => ({ id, name, note: demoNote ?? '' }))
}

type Becoming = { personId: string; userAgent: string | null; previousToken: string | null }

/** Signs in as one of the demonstration's people, with one press. In live mode there is nobody to become. */
export const becomePerson = (
  ctx: Ctx,
  { personId, userAgent, previousToken }: Becoming,
  grantsFor: GrantsFor,
): Promise<Result<{ sessionToken: string; name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (ctx.config.mode !== 'demo') return notFound()
    const person = await tables(ctx).person.findFirst({
      where: { id: personId, demoNote: { not: null }, leftAt: null },
    })
    if (!person) return notFound()
    if (previousToken !== null) await endAuditedSession(ctx, previousToken)
    const sessionToken = await startAuditedSession(ctx, { personId, method: 'demonstration', userAgent }, grantsFor)
    return ok({ sessionToken, name: person.name })
  })
