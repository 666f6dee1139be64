import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { asCaseHolder } from './as-case-holder.ts'
import { findReview } from './find-review.ts'
import { mayBeAsked } from './may-be-asked.ts'
import { wordsOf } from './plan-of.ts'
import { mayNotAct } from './policy.ts'
import { seatRoleWords } from './proposal.ts'
import { waysToMend, whoCould } from './repair/ways-to-mend.ts'
import type { fillSeatSchema, Input } from './schema.ts'
import { sendInvitation } from './send-invitation.ts'
import { tables } from './tables.ts'

const mostShown = 8

/** People for a seat that no alternate could fill, for whoever looks after the case. Writes to nobody. */
export const seatPage = async (ctx: Ctx, ref: string, seatId: string) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return mayNotAct(found, ['case-holder'])
  const could = await whoCould(ctx, found.facts.id, seatId, { moment: 'search' })
  if (!could || could.open.personId !== null) return notFound()
  const { open, facts, fitting } = could
  return ok({
    ref,
    version: found.version,
    seatId,
    role: seatRoleWords[open.role],
    otherWays: waysToMend(could).map(({ kind, changes, missing, shown }) => ({ kind, changes, missing, shown })),
    people: fitting.slice(0, mostShown).map(({ id, reasons }) => ({
      personId: id,
      name: facts.bank.candidates[facts.bank.indexOf.get(id) ?? -1]?.name ?? '',
      reasons: wordsOf(reasons),
      toManage: (facts.found.get(id) ?? [])
        .filter((conflict) => conflict.effect === 'manage' && !conflict.isManaged)
        .map(({ sentence }) => sentence),
    })),
  })
}

/** Invites somebody to a seat that is open, after one more check. Everyone who said yes stays. */
export const fillSeat = (ctx: Ctx, input: Input<typeof fillSeatSchema>): Promise<Result<{ personId: string }>> => {
  const said = { event: 'review.seat-filled' as const, dataOf: ({ personId }: { personId: string }) => ({ personId }) }
  return asCaseHolder(ctx, input, said, async (ctx, review) => {
    if (review.status !== 'inviting') return refused('People are invited while the team is being put together.')
    const { seatId, personId } = input
    const could = await whoCould(ctx, review.id, seatId, { moment: 'invitation', onlyCheck: [personId] })
    if (!could) return notFound()
    if (could.open.personId !== null) return refused('Somebody has this place already.')
    const choice = could.fitting.find(({ id }) => id === personId)
    if (!choice) return invalid({ personId: 'Choose somebody who is free and clear of conflicts' })
    if (!mayBeAsked(could.facts.found.get(personId) ?? [])) {
      return refused('Say first how the conflict is managed, then invite them.')
    }
    await tables(ctx).seat.update({ where: { id: seatId }, data: { personId } })
    await sendInvitation(ctx, { requestId: review.id, seatId, personId, reasons: wordsOf(choice.reasons) })
    return ok({ personId })
  })
}
