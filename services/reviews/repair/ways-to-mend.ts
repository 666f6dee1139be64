import { createHash } from 'node:crypto'
import type { Ctx } from '#services/core/context.ts'
import { type Seat as MatchSeat, type Repair, rankCandidates, repairTeam } from '#services/matching/index.ts'
import { isBeside } from '#services/reviews/case/beside.ts'
import { isBlocked } from '#services/reviews/team/may-be-asked.ts'
import { askedIn, readPlace } from '#services/reviews/team/next-alternate.ts'
import { isUnknownToMatching, matchRoleOf } from '#services/reviews/team/proposal.ts'
import { chosenWindow, readSeats } from '#services/reviews/team/seats.ts'
import { gatherTeamFacts, type TeamFacts } from '#services/reviews/team/team-question.ts'

type Asked = { moment: 'search' | 'invitation'; onlyCheck?: readonly string[] }

/**
 * Those who could take an open place, best first, with what speaks for them; nobody who was asked for this review before. `fitting` keep
 * what the team covered, `others` would leave something of it uncovered.
 */
export const whoCould = async (ctx: Ctx, requestId: string, seatId: string, { moment, onlyCheck }: Asked) => {
  const seats = await readSeats(ctx, requestId)
  const open = seats.find(({ id }) => id === seatId)
  if (!open) return null
  const facts = await gatherTeamFacts(ctx, {
    requestId,
    moment,
    isChosenWindowOnly: true,
    openBeside: isBeside(open.role) ? open.role : undefined,
    ...(onlyCheck ? { onlyCheck } : {}),
  })
  const asked = askedIn(seats)
  const place = await readPlace(ctx, requestId, facts, seats, open, open.invitations.at(-1)?.personId ?? null)
  const { ranked } = rankCandidates(facts.bank, facts.question, { role: place.role, limit: facts.bank.count })
  const free = ranked.filter(({ id }) => {
    const conflicts = facts.found.get(id)
    return conflicts && !asked.has(id) && !isBlocked(conflicts) && place.keepsRules(id)
  })
  const fitting = free.filter(({ id }) => place.restores(id))
  const others = free.filter((person) => !fitting.includes(person))
  return { open, facts, fitting, others, losesWith: place.losesWith, seats }
}

export type WhoCould = NonNullable<Awaited<ReturnType<typeof whoCould>>>

/** A way to mend a team besides filling its open place. */
export type Way = {
  kind: 'chain' | 're-solve'
  /** What changes for whom, a sentence each. */
  changes: string[]
  missing: string[]
  /** Names the way as it was shown: carried out only if it is still the same. */
  shown: string
  team: MatchSeat[]
}

const asWay = (repair: Repair, before: string | undefined): Way => {
  const team = repair.members.map(({ expert, role }) => ({ expert, role }))
  return {
    kind: repair.kind === 'chain' ? 'chain' : 're-solve',
    changes: repair.changes.filter(({ expert }) => expert !== before).map(({ say }) => say),
    missing: [...new Set(repair.missing.map(({ say }) => say))],
    shown: createHash('sha256').update(JSON.stringify(team)).digest('hex').slice(0, 16),
    team,
  }
}

/**
 * Other ways to mend a team than filling its open place: somebody who has not answered yet takes another role, or the team is found
 * anew around those who said yes. Nobody who said yes is moved in any of them, and nobody who was asked before and is not there now
 * comes back.
 */
export const waysToMend = ({ open, facts, seats }: Pick<WhoCould, 'open' | 'seats'> & { facts: TeamFacts }): Way[] => {
  if (isBeside(open.role)) return []
  const before = open.invitations.at(-1)?.personId
  const standing = seats.flatMap(({ id, personId, role, invitations }) => {
    const expert = id === open.id ? before : personId
    if (!expert || isUnknownToMatching(role)) return []
    const hasAgreed = invitations.some((each) => each.personId === expert && each.status === 'accepted')
    return [{ expert, role: matchRoleOf[role], hasAgreed }]
  })
  const seated = new Set(seats.map(({ personId }) => personId))
  const gone = seats.flatMap(({ invitations }) =>
    invitations.flatMap(({ personId }) => (seated.has(personId) ? [] : [personId])),
  )
  return repairTeam(facts.bank, facts.question, { window: chosenWindow(facts), seats: standing }, gone)
    .filter(({ kind, changes }) => kind !== 'swap' && !changes.some(({ asksAgain }) => asksAgain))
    .map((repair) => asWay(repair, before))
}
