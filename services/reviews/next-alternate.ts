import type { SeatRole } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Breach, evaluateTeam, type Seat as MatchSeat } from '#services/matching/index.ts'
import { mayBeAsked } from './may-be-asked.ts'
import { matchRoleOf } from './proposal.ts'
import { chosenWindow, readSeats, seatedTeam } from './seats.ts'
import { gatherTeamFacts, type TeamFacts } from './team-question.ts'

const sameBreach = (a: Breach, b: Breach) => a.rule === b.rule && a.expert === b.expert && a.say === b.say

/** Whether somebody would break no rule of a team in a place that is open, besides those that it breaks already. */
export const fitsSeat = (facts: TeamFacts, others: readonly MatchSeat[], personId: string, role: SeatRole): boolean => {
  const window = chosenWindow(facts)
  const before = evaluateTeam(facts.bank, facts.question, { window, seats: others }).breaches
  const seats = [...others, { expert: personId, role: matchRoleOf[role] }]
  const { breaches } = evaluateTeam(facts.bank, facts.question, { window, seats })
  return breaches.every((breach) => before.some((known) => sameBreach(known, breach)))
}

/**
 * Who steps into a seat: the first of its alternates, then of those behind other seats of the same role, who was not
 * asked yet, may be asked today, is still free and breaks no rule of the team. Null when nobody is left.
 */
export const nextAlternate = async (ctx: Ctx, requestId: string, seatId: string): Promise<string | null> => {
  const seats = await readSeats(ctx, requestId)
  const open = seats.find(({ id }) => id === seatId)
  if (!open) return null
  const others = seats.filter(({ id }) => id !== seatId)
  const asked = new Set(seats.flatMap(({ invitations }) => invitations.map(({ personId }) => personId)))
  const seated = new Set(others.flatMap(({ personId }) => personId ?? []))
  const behind = [open, ...others.filter(({ role }) => role === open.role)].flatMap(({ alternates }) =>
    alternates.map(({ personId }) => personId),
  )
  const candidates = [...new Set(behind)].filter((personId) => !asked.has(personId) && !seated.has(personId))
  if (candidates.length === 0) return null
  const facts = await gatherTeamFacts(ctx, {
    requestId,
    moment: 'invitation',
    isChosenWindowOnly: true,
    onlyCheck: candidates,
  })
  const team = seatedTeam(others)
  return (
    candidates.find(
      (personId) => mayBeAsked(facts.found.get(personId) ?? []) && fitsSeat(facts, team, personId, open.role),
    ) ?? null
  )
}
