import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { listed } from '#services/core/words.ts'
import { type Seat as MatchSeat, rankCandidates } from '#services/matching/index.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import { tell } from '#services/reviews/case/mails.ts'
import type { Input, mendTeamSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { confirmTeam } from '#services/reviews/team/confirm-team.ts'
import { settleInvitation } from '#services/reviews/team/find-invitation.ts'
import { mayBeAsked } from '#services/reviews/team/may-be-asked.ts'
import { wordsOf } from '#services/reviews/team/plan-of.ts'
import { isUnknownToMatching, matchRoleOf, seatRoleOf, seatRoleWords } from '#services/reviews/team/proposal.ts'
import { readSeats, type TeamSeat } from '#services/reviews/team/seats.ts'
import { sendInvitation } from '#services/reviews/team/send-invitation.ts'
import type { TeamFacts } from '#services/reviews/team/team-question.ts'
import { waysToMend, whoCould } from './ways-to-mend.ts'

type Mended = { joined: string[]; moved: string[]; left: string[] }

/**
 * Carries out one of the ways to mend a team, exactly as it was shown: whoever leaves is told, whoever takes another role is asked for
 * that one instead, and whoever joins is invited, after one more check of everybody. Those who said yes keep their place, their role
 * and their dates. Stale when the way is no longer the same.
 */
export const mendTeam = (ctx: Ctx, input: Input<typeof mendTeamSchema>): Promise<Result<Mended>> => {
  const dataOf = ({ joined, moved, left }: Mended) => ({ way: input.way, joined, moved, left })
  return asCaseHolder(ctx, input, { event: 'review.team-mended', dataOf }, async (ctx, review) => {
    if (review.status !== 'inviting') return refused('A team is mended while it is being put together.')
    const could = await whoCould(ctx, review.id, input.seatId, { moment: 'invitation' })
    if (!could || could.open.personId !== null) return notFound()
    const way = waysToMend(could).find(({ kind, shown }) => kind === input.way && shown === input.shown)
    if (!way) return overtaken('This way to mend the team')
    const kept = keptSeats(could.seats, way.team)
    const fresh = way.team.filter((seat) => ![...kept.values()].includes(seat))
    const unmanaged = fresh.filter(({ expert }) => !mayBeAsked(could.facts.found.get(expert) ?? []))
    if (unmanaged.length > 0) {
      const names = listed(unmanaged.map(({ expert }) => nameIn(could.facts, expert)))
      return refused(`Say first how the conflicts of ${names} are managed, or mend the team in another way.`)
    }
    const before = could.seats.flatMap(({ id, personId, role }) =>
      personId && !kept.has(id) ? [{ personId, role }] : [],
    )
    const freed = await releaseSeats(ctx, could.seats, kept)
    if (!freed.ok) return freed
    for (const seat of fresh) {
      const earlier = before.find(({ personId }) => personId === seat.expert)
      await place(ctx, review.id, could.facts, seat, earlier ? seatRoleWords[earlier.role].toLowerCase() : null)
    }
    const joining = new Set(fresh.map(({ expert }) => expert))
    const left = before.flatMap(({ personId }) => (joining.has(personId) ? [] : [personId]))
    await sayGoodbye(ctx, review.id, left)
    await dropSurplus(ctx, review.id, could.facts.question.need.peers[0])
    await tables(ctx).reviewRequest.update({ where: { id: review.id }, data: { version: { increment: 1 } } })
    const confirmed = await confirmTeam(ctx, review.id)
    if (!confirmed.ok) return confirmed
    const moved = fresh.flatMap(({ expert }) => (before.some(({ personId }) => personId === expert) ? [expert] : []))
    return ok({ joined: fresh.flatMap(({ expert }) => (moved.includes(expert) ? [] : [expert])), moved, left })
  })
}

const nameIn = ({ bank }: TeamFacts, id: string): string => bank.candidates[bank.indexOf.get(id) ?? -1]?.name ?? ''

/** The seats whose people stay as they are, each with its place in the mended team. */
const keptSeats = (seats: readonly TeamSeat[], team: readonly MatchSeat[]): Map<string, MatchSeat> => {
  const rest = [...team]
  return new Map(
    seats.flatMap(({ id, personId, role }): [string, MatchSeat][] => {
      // Whoever is beside the team stays, however it is mended.
      if (personId && isUnknownToMatching(role)) return [[id, { expert: personId, role: 'observer' }]]
      const at = rest.findIndex(({ expert, role: of }) => expert === personId && of === matchRoleOf[role])
      const [seat] = at < 0 ? [] : rest.splice(at, 1)
      return seat ? [[id, seat]] : []
    }),
  )
}

/** Empties the seats of those who do not stay as they are; refuses to touch anybody who said yes. */
const releaseSeats = async (
  ctx: Ctx,
  seats: readonly TeamSeat[],
  kept: ReadonlyMap<string, MatchSeat>,
): Promise<Result<undefined>> => {
  for (const { id, role, personId, invitations } of seats) {
    if (personId === null || kept.has(id)) continue
    const own = invitations.find((each) => each.personId === personId)
    if (own?.status === 'accepted') return refused('Somebody who said yes would be moved. Ask them first.')
    if (own?.status === 'offered') {
      const seat = await tables(ctx).seat.findUniqueOrThrow({ where: { id }, select: { requestId: true } })
      await settleInvitation(ctx, { id: own.id, seat: { ...seat, role } }, 'withdrawn')
    }
    await tables(ctx).seat.update({ where: { id }, data: { personId: null, isLocked: false } })
  }
  return ok(undefined)
}

/** Puts somebody into an open seat of the role, or into another one beside them, and asks them. */
const place = async (
  ctx: Ctx,
  requestId: string,
  facts: TeamFacts,
  { expert, role }: MatchSeat,
  insteadOf: string | null,
): Promise<void> => {
  const { seat } = tables(ctx)
  const seats = await readSeats(ctx, requestId)
  const free = seats.find(
    (each) =>
      each.personId === null &&
      each.role === seatRoleOf[role] &&
      !each.invitations.some(({ personId }) => personId === expert),
  )
  const position = Math.max(0, ...seats.map((each) => each.position)) + 1
  const seatId = free?.id ?? (await seat.create({ data: { requestId, position, role: seatRoleOf[role] } })).id
  await seat.update({ where: { id: seatId }, data: { personId: expert } })
  const { ranked } = rankCandidates(facts.bank, facts.question, { role, limit: facts.bank.count })
  const reasons = wordsOf(ranked.find(({ id }) => id === expert)?.reasons ?? [])
  await sendInvitation(ctx, { requestId, seatId, personId: expert, reasons, insteadOf })
}

const sayGoodbye = async (ctx: Ctx, requestId: string, personIds: readonly string[]): Promise<void> => {
  const { version, yot } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { version: true, yot: { select: { name: true } } },
  })
  await tell(ctx, requestId, `not-needed:${version}`, personIds, {
    subject: `You are not needed for the review of ${yot.name} after all`,
    lines: [
      `Somebody dropped out of the team for ${yot.name}, and it was put together anew around those who had said yes.`,
      'Your invitation is withdrawn before you answered it. Nothing more is needed; your days are free again.',
    ],
  })
}

/** Takes away open places for reviewers beyond the least, now that the team does without; who was asked for them is kept. */
const dropSurplus = async (ctx: Ctx, requestId: string, leastPeers: number): Promise<void> => {
  const { seat, alternate, invitation } = tables(ctx)
  const peers = (await readSeats(ctx, requestId)).filter(({ role }) => matchRoleOf[role] === 'peer')
  const held = peers.filter(({ personId }) => personId !== null)
  const [home] = held
  if (!home || held.length < leastPeers) return
  for (const { id, personId } of peers) {
    if (personId !== null) continue
    const known = new Set(
      (await invitation.findMany({ where: { seatId: home.id }, select: { personId: true } })).map(
        (each) => each.personId,
      ),
    )
    await invitation.deleteMany({ where: { seatId: id, personId: { in: [...known] } } })
    await invitation.updateMany({ where: { seatId: id }, data: { seatId: home.id } })
    const behind = new Set(
      (await alternate.findMany({ where: { seatId: home.id }, select: { personId: true } })).map(
        (each) => each.personId,
      ),
    )
    await alternate.deleteMany({ where: { seatId: id, personId: { in: [...behind] } } })
    await alternate.updateMany({ where: { seatId: id }, data: { seatId: home.id } })
    await seat.delete({ where: { id } })
  }
}
