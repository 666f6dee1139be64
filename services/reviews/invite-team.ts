import { checkPeople } from '#services/conflicts/check-people.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { listed } from '#services/core/words.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { moveOf } from './lifecycle.ts'
import { isBlocked, toManageFirst } from './may-be-asked.ts'
import { asMove, moveReview } from './move-review.ts'
import { mayNotAct } from './policy.ts'
import { planIn } from './proposal.ts'
import type { Input, moveSchema } from './schema.ts'
import { sendInvitation, stepIn } from './send-invitation.ts'
import { tables } from './tables.ts'

const seatedPeople = (ctx: Ctx, requestId: string) =>
  tables(ctx).seat.findMany({
    where: { requestId },
    orderBy: { position: 'asc' },
    select: { id: true, personId: true, person: { select: { name: true } } },
  })

/** What the chosen proposal said of each of its people. */
const reasonsByPerson = async (ctx: Ctx, requestId: string): Promise<Map<string, string[]>> => {
  const chosen = await tables(ctx).teamProposal.findFirst({ where: { requestId, chosenAt: { not: null } } })
  if (!chosen) return new Map()
  return new Map(planIn(chosen.plan).members.map(({ personId, reasons }) => [personId, reasons]))
}

/**
 * Invites the chosen team. Everyone is checked once more first: who is blocked is not written to and the next alternate
 * takes the place; who has a conflict to manage stops the move until somebody has said how it is managed.
 */
export const inviteTeam = async (ctx: Ctx, input: Input<typeof moveSchema>): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const { by } = moveOf('invited')
  if (!by.some((side) => found.sides.includes(side))) return mayNotAct(found, by)
  const { id } = found.facts
  // Before the transaction, so that what is found is kept even when the move is refused.
  const before = await seatedPeople(ctx, id)
  const conflicts = await checkPeople(ctx, {
    case: caseOf(id),
    activity: 'review',
    personIds: before.flatMap(({ personId }) => personId ?? []),
    moment: 'invitation',
  })
  const of = (personId: string | null) => (personId === null ? [] : (conflicts.get(personId) ?? []))
  return asMove(ctx, input, 'invited', async (ctx, review) => {
    const seats = await seatedPeople(ctx, id)
    if (seats.length === 0) return refused('Choose one of the proposed teams first.')
    if (seats.some(({ personId }) => personId !== null && !conflicts.has(personId))) return overtaken('This team')
    const unmanaged = seats.filter(({ personId }) => !isBlocked(of(personId)) && toManageFirst(of(personId)).length > 0)
    if (unmanaged.length > 0) {
      const names = listed(unmanaged.flatMap(({ person }) => person?.name ?? []))
      return refused(`Say first how the conflicts of ${names} are managed, or choose another team.`)
    }
    const moved = await moveReview(ctx, review, 'invited')
    if (!moved.ok) return moved
    const reasons = await reasonsByPerson(ctx, id)
    const blocked = seats.filter(({ personId }) => isBlocked(of(personId)))
    for (const { id: seatId, personId } of seats) {
      if (personId === null || isBlocked(of(personId))) continue
      await sendInvitation(ctx, { requestId: id, seatId, personId, reasons: reasons.get(personId) ?? [] })
    }
    for (const { id: seatId, person } of blocked) {
      await tables(ctx).seat.update({ where: { id: seatId }, data: { personId: null } })
      const because = `${person?.name ?? 'Somebody'} is not available and was not invited.`
      await stepIn(asSystem(ctx), { requestId: id, seatId, because })
    }
    return ok(moved.value)
  })
}
