import { notServingToday } from '#services/bank/index.ts'
import { checkPeople } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { listed } from '#services/core/words.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import type { Input, moveSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { isBlocked, toManageFirst } from './may-be-asked.ts'
import { planIn } from './proposal.ts'
import { sendInvitation, stepIn } from './send-invitation.ts'

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
 * Invites the chosen team. Everyone is checked once more first: who is blocked, or may not serve any more, is not written to and the next alternate
 * takes the place; who has a conflict to manage stops the move until somebody has said how it is managed.
 */
export const inviteTeam = async (ctx: Ctx, input: Input<typeof moveSchema>): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const { by } = reviewLife.moveOf('invited')
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
  return reviews.asMove(ctx, { ...input, event: 'invited' }, async (ctx, { row: review }) => {
    const seats = await seatedPeople(ctx, id)
    if (seats.length === 0) return refused('Choose one of the proposed teams first.')
    if (seats.some(({ personId }) => personId !== null && !conflicts.has(personId))) return overtaken('This team')
    const people = seats.flatMap(({ personId }) => personId ?? [])
    const unable = await notServingToday(ctx, people)
    const isOut = (personId: string | null) => isBlocked(of(personId)) || (personId !== null && unable.has(personId))
    const unmanaged = seats.filter(({ personId }) => !isOut(personId) && toManageFirst(of(personId)).length > 0)
    if (unmanaged.length > 0) {
      const names = listed(unmanaged.flatMap(({ person }) => person?.name ?? []))
      return refused(`Say first how the conflicts of ${names} are managed, or choose another team.`)
    }
    const moved = await reviews.move(ctx, review, 'invited')
    if (!moved.ok) return moved
    const reasons = await reasonsByPerson(ctx, id)
    const out = seats.filter(({ personId }) => isOut(personId))
    for (const { id: seatId, personId } of seats) {
      if (personId === null || isOut(personId)) continue
      await sendInvitation(ctx, { requestId: id, seatId, personId, reasons: reasons.get(personId) ?? [] })
    }
    for (const { id: seatId, personId: before, person } of out) {
      if (before === null) continue
      await tables(ctx).seat.update({ where: { id: seatId }, data: { personId: null } })
      const because = `${person?.name ?? 'Somebody'} is not available and was not invited.`
      await stepIn(asSystem(ctx), { requestId: id, seatId, before, because })
    }
    return ok(moved.value)
  })
}
