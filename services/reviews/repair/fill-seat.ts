import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import type { fillSeatSchema, Input } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { mayBeAsked } from '#services/reviews/team/may-be-asked.ts'
import { wordsOf } from '#services/reviews/team/plan-of.ts'
import { seatRoleWords } from '#services/reviews/team/proposal.ts'
import { sendInvitation } from '#services/reviews/team/send-invitation.ts'
import { waysToMend, whoCould } from './ways-to-mend.ts'

/** How many people are offered who keep what the team covers, and how many at least who do not. */
const mostShown = 8
const mostOthers = 3

/** People for a seat that no alternate could fill, for whoever looks after the case. Writes to nobody. */
export const seatPage = async (ctx: Ctx, ref: string, seatId: string) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return mayNotAct(found, ['case-holder'])
  const could = await whoCould(ctx, found.facts.id, seatId, { moment: 'search' })
  if (!could || could.open.personId !== null) return notFound()
  const { open, facts, fitting, others, losesWith } = could
  return ok({
    ref,
    version: found.version,
    seatId,
    role: seatRoleWords[open.role],
    otherWays: waysToMend(could).map(({ kind, changes, missing, shown }) => ({ kind, changes, missing, shown })),
    people: [...fitting.slice(0, mostShown), ...others.slice(0, Math.max(mostOthers, mostShown - fitting.length))].map(
      ({ id, reasons }) => ({
        personId: id,
        /** What the team would lack that it had with whoever gave the place up. */
        loses: losesWith(id),
        name: facts.bank.candidates[facts.bank.indexOf.get(id) ?? -1]?.name ?? '',
        reasons: wordsOf(reasons),
        toManage: (facts.found.get(id) ?? [])
          .filter((conflict) => conflict.effect === 'manage' && !conflict.isManaged)
          .map(({ sentence }) => sentence),
      }),
    ),
  })
}

/**
 * Invites somebody to a seat that is open, after one more check. Everyone who said yes stays. Whoever looks after the case may choose
 * somebody who leaves a question uncovered: the team is then confirmed only when that is accepted by name.
 */
export const fillSeat = (ctx: Ctx, input: Input<typeof fillSeatSchema>): Promise<Result<{ personId: string }>> => {
  const said = { event: 'review.seat-filled' as const, dataOf: ({ personId }: { personId: string }) => ({ personId }) }
  return asCaseHolder(ctx, input, said, async (ctx, review) => {
    if (review.status !== 'inviting') return refused('People are invited while the team is being put together.')
    const { seatId, personId } = input
    const could = await whoCould(ctx, review.id, seatId, { moment: 'invitation', onlyCheck: [personId] })
    if (!could) return notFound()
    if (could.open.personId !== null) return refused('Somebody has this place already.')
    const choice = [...could.fitting, ...could.others].find(({ id }) => id === personId)
    if (!choice) return invalid({ personId: 'Choose somebody who is free and clear of conflicts' })
    if (!mayBeAsked(could.facts.found.get(personId) ?? [])) {
      return refused('Say first how the conflict is managed, then invite them.')
    }
    await tables(ctx).seat.update({ where: { id: seatId }, data: { personId } })
    await sendInvitation(ctx, { requestId: review.id, seatId, personId, reasons: wordsOf(choice.reasons) })
    return ok({ personId })
  })
}
