import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { rankCandidates, repairTeam } from '#services/matching/index.ts'
import { asCaseHolder } from './as-case-holder.ts'
import { findReview } from './find-review.ts'
import { isBlocked, mayBeAsked } from './may-be-asked.ts'
import { fitsSeat } from './next-alternate.ts'
import { wordsOf } from './plan-of.ts'
import { mayNotAct } from './policy.ts'
import { matchRoleOf, seatRoleWords } from './proposal.ts'
import type { fillSeatSchema, Input } from './schema.ts'
import { sendInvitation } from './send-invitation.ts'
import { tables } from './tables.ts'
import { gatherTeamFacts } from './team-question.ts'

const mostShown = 8

const readSeats = (ctx: Ctx, requestId: string) =>
  tables(ctx).seat.findMany({
    where: { requestId },
    orderBy: { position: 'asc' },
    select: {
      id: true,
      role: true,
      personId: true,
      invitations: { orderBy: { offeredAt: 'asc' }, select: { personId: true, status: true } },
    },
  })

/** Those who could take an open seat, best first, with what speaks for them; nobody who was asked for this review before. */
const whoCould = async (ctx: Ctx, requestId: string, seatId: string, onlyCheck?: readonly string[]) => {
  const seats = await readSeats(ctx, requestId)
  const open = seats.find(({ id }) => id === seatId)
  if (!open) return null
  const facts = await gatherTeamFacts(ctx, {
    requestId,
    moment: 'search',
    isChosenWindowOnly: true,
    ...(onlyCheck ? { onlyCheck } : {}),
  })
  const asked = new Set(seats.flatMap((seat) => [seat.personId, ...seat.invitations.map(({ personId }) => personId)]))
  const team = seats.flatMap(({ personId, role }) => (personId ? [{ expert: personId, role: matchRoleOf[role] }] : []))
  const { ranked } = rankCandidates(facts.bank, facts.question, { role: matchRoleOf[open.role], limit: 60 })
  const fitting = ranked.filter(({ id }) => {
    const conflicts = facts.found.get(id)
    return conflicts && !asked.has(id) && !isBlocked(conflicts) && fitsSeat(facts, team, id, open.role)
  })
  return { open, facts, fitting, seats }
}

/**
 * Other ways to mend the team than filling its open place: somebody who has not answered yet takes another role, or the team is found
 * anew around those who said yes. Each with what changes for whom; nobody who said yes is in them.
 */
const otherWays = ({ open, facts, seats }: NonNullable<Awaited<ReturnType<typeof whoCould>>>) => {
  const before = open.invitations.at(-1)?.personId
  const standing = seats.flatMap(({ id, personId, role, invitations }) => {
    const expert = id === open.id ? before : personId
    if (!expert) return []
    const hasAgreed = invitations.some((each) => each.personId === expert && each.status === 'accepted')
    return [{ expert, role: matchRoleOf[role], hasAgreed }]
  })
  const asked = seats.flatMap(({ personId, invitations }) =>
    invitations.flatMap((each) => (each.personId === personId || each.status === 'offered' ? [] : [each.personId])),
  )
  const window = facts.question.need.windows.length === 0 ? null : 0
  return repairTeam(facts.bank, facts.question, { window, seats: standing }, asked)
    .filter(({ kind }) => kind !== 'swap')
    .map(({ kind, changes, missing }) => ({
      kind: kind === 'chain' ? ('chain' as const) : ('re-solve' as const),
      changes: changes.filter(({ expert }) => expert !== before).map(({ say }) => say),
      missing: missing.map(({ say }) => say),
    }))
}

/** People for a seat that no alternate could fill, for whoever looks after the case. Writes to nobody. */
export const seatPage = async (ctx: Ctx, ref: string, seatId: string) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return mayNotAct(found, ['case-holder'])
  const could = await whoCould(ctx, found.facts.id, seatId)
  if (!could || could.open.personId !== null) return notFound()
  const { open, facts, fitting } = could
  return ok({
    ref,
    version: found.version,
    seatId,
    role: seatRoleWords[open.role],
    otherWays: otherWays(could),
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
    const could = await whoCould(ctx, review.id, seatId, [personId])
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
