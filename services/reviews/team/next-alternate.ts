import { notServingToday } from '#services/bank/index.ts'
import { checkPeople } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { type GapReader, type Seat as MatchSeat, rankCandidates, readGaps } from '#services/matching/index.ts'
import { isBeside } from '#services/reviews/case/beside.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { mayBeAsked } from './may-be-asked.ts'
import { wordsOf } from './plan-of.ts'
import { matchRoleOf } from './proposal.ts'
import { chosenWindow, readSeats, seatedTeam, type TeamSeat } from './seats.ts'
import { acceptedGaps } from './team-gaps.ts'
import { gatherTeamFacts, type TeamFacts } from './team-question.ts'

/** Who was asked for any place of a team, or sits in one: nobody is asked for the same review twice. */
export const askedIn = (seats: readonly TeamSeat[]): ReadonlySet<string> =>
  new Set(
    seats.flatMap(({ personId, invitations }) => [
      ...(personId ? [personId] : []),
      ...invitations.map((each) => each.personId),
    ]),
  )

/** An open place of a team: who sits beside it, and whether somebody in it keeps what the team had with `before` there. */
export const readPlace = async (
  ctx: Ctx,
  requestId: string,
  facts: TeamFacts,
  seats: readonly TeamSeat[],
  open: TeamSeat,
  before: string | null,
) => {
  const role = matchRoleOf[open.role]
  // Matching knows one observer, so that a place beside the team is looked at without the others.
  const others = seatedTeam(
    seats.filter((seat) => seat.id !== open.id && !(isBeside(open.role) && isBeside(seat.role))),
  )
  const without = new Set((await acceptedGaps(ctx, requestId)).map(({ key }) => key))
  const gaps: GapReader = readGaps(facts.bank, facts.question, chosenWindow(facts))
  const seatOf = (expert: string): MatchSeat => ({ expert, role })
  const had = before === null ? null : new Set(gaps.gapsOf([...others, seatOf(before)]).map(({ key }) => key))
  return {
    role,
    /** What a team lacks that it did not lack before, a sentence each. */
    losesWith: (personId: string | null): string[] =>
      gaps
        .gapsOf(personId === null ? others : [...others, seatOf(personId)])
        .flatMap(({ key, what, say }) =>
          (what === 'theme' || what === 'region') && !(had ?? without).has(key) ? [say] : [],
        ),
    /** Whether somebody breaks no rule of the team that it keeps without them. */
    keepsRules: (personId: string): boolean => gaps.keepsRules(others, seatOf(personId)),
    restores: (personId: string): boolean => gaps.restores(others, seatOf(personId), before, without),
  }
}

/** People are checked for conflicts this many at a time, best first, until somebody may be asked. */
const checkedAtOnce = 25

export type NextAlternate = {
  /** Who steps in, with what speaks for them; null when nobody may who keeps what the team covers. */
  next: { personId: string; name: string; reasons: string[] } | null
  /** What the team loses with the place empty, a sentence each. */
  loses: string[]
}

/**
 * Who steps into a place that `before` gave up: first of those who stand behind it, then behind other places of the role, then of
 * everyone in the bank, best first. Only somebody who was not asked yet, may be asked today, is free, breaks no rule of the team, and
 * gives it everything that `before` gave.
 */
export const nextAlternate = async (
  ctx: Ctx,
  { requestId, seatId, before }: { requestId: string; seatId: string; before: string },
): Promise<NextAlternate> => {
  const seats = await readSeats(ctx, requestId)
  const open = seats.find(({ id }) => id === seatId)
  if (!open) return { next: null, loses: [] }
  const facts = await gatherTeamFacts(ctx, {
    requestId,
    moment: 'invitation',
    isChosenWindowOnly: true,
    onlyCheck: [],
    openBeside: isBeside(open.role) ? open.role : undefined,
  })
  const place = await readPlace(ctx, requestId, facts, seats, open, before)
  const asked = askedIn(seats)
  const { ranked } = rankCandidates(facts.bank, facts.question, { role: place.role, limit: facts.bank.count })
  const sameRole = seats.filter(({ id, role }) => id !== seatId && role === open.role)
  const behind = [open, ...sameRole].flatMap(({ alternates }) => alternates.map(({ personId }) => personId))
  const inOrder = [...new Set([...behind, ...ranked.map(({ id }) => id)])]
  const fitting = inOrder.filter((personId) => personId !== before && !asked.has(personId) && place.restores(personId))
  for (let at = 0; at < fitting.length; at += checkedAtOnce) {
    const personIds = fitting.slice(at, at + checkedAtOnce)
    const found = await checkPeople(ctx, {
      case: caseOf(requestId),
      activity: 'review',
      personIds,
      moment: 'invitation',
    })
    const unable = await notServingToday(ctx, personIds)
    const personId = personIds.find((id) => !unable.has(id) && mayBeAsked(found.get(id) ?? []))
    if (personId === undefined) continue
    const name = facts.bank.candidates[facts.bank.indexOf.get(personId) ?? -1]?.name ?? ''
    const reasons = wordsOf(ranked.find(({ id }) => id === personId)?.reasons ?? [])
    return { next: { personId, name, reasons }, loses: [] }
  }
  return { next: null, loses: place.losesWith(null) }
}
