import { auditAll } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { ok, type Result, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'

/** Somebody new: the id they are to have, and one address, trimmed and in lower case. */
type NewPerson = { id: string; name: string; address: string }

/** An address for somebody who is here already. */
type NewAddress = { personId: string; address: string }

/**
 * Brings in many people, and addresses of people who are here, at once (the first that somebody has is their primary one): for rooms whose own policy lets the actor. Nobody
 * is written to. Stale when one of the addresses became somebody's in the meantime.
 */
export const bringInPeople = (
  ctx: Ctx,
  { people, addresses }: { people: readonly NewPerson[]; addresses: readonly NewAddress[] },
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    await insertRows(
      ctx,
      'Person',
      people.map(({ id, name }) => ({ id, name, createdAt: now })),
    )
    const known = await ctx.db.emailAddress.findMany({
      where: { personId: { in: addresses.map(({ personId }) => personId) }, isPrimary: true },
      select: { personId: true },
    })
    const havePrimary = new Set(known.map(({ personId }) => personId))
    const owned = [...people.map(({ id, address }) => ({ personId: id, address })), ...addresses]
    const added = await insertRows(
      ctx,
      'EmailAddress',
      owned.map(({ personId, address }) => ({
        id: newId(),
        personId,
        address,
        isPrimary: !havePrimary.has(personId),
        addedAt: now,
      })),
      { skipDuplicates: true },
    )
    if (added < owned.length) return stale('Somebody recorded one of these addresses a moment ago. Try again.')
    await auditAll(
      ctx,
      people.map(({ id }) => ({ event: 'person.added', subject: { kind: 'person', id } })),
    )
    await auditAll(
      ctx,
      addresses.map(({ personId }) => ({ event: 'address.added', subject: { kind: 'person', id: personId } })),
    )
    return ok(null)
  })
