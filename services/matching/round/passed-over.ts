import { uncapitalise } from '#services/core/words.ts'
import { coversTheSame } from '#services/matching/alternates.ts'
import { findBreaches } from '#services/matching/evaluate-team.ts'
import type { Role } from '#services/matching/problem.ts'
import { mayServe, seatScore } from '#services/matching/team-setup.ts'
import { nameOf } from '#services/matching/team-words.ts'
import type { NeedTeam } from './assignment.ts'
import type { PlannedTeam } from './describe-round.ts'
import { isOpenTo, type RoundNeed, type RoundProblem, roleNames } from './round-problem.ts'

/** Somebody who would have suited a team better than one of its members, and why the round is better without that. */
export type PassedOver = {
  expert: string
  role: Role
  say: string
  /** Requests of the round that they serve instead, with what those would be without them. */
  elsewhere: { request: string; say: string }[]
}

const mostPerTeam = 3

/**
 * Why not, for each team: the best of those who score higher than a member of the same role. `charge` is what the duals say that
 * having a person elsewhere is worth to the round.
 */
export function findPassedOver(
  problem: RoundProblem,
  teams: readonly NeedTeam[],
  described: readonly PlannedTeam[],
  charge: (need: number, person: number, window: number) => number,
): PassedOver[][] {
  const serves = new Map<string, PassedOver['elsewhere']>()
  for (const team of described) {
    for (const { expert } of team.members) {
      const there = { request: team.request, say: sayWithout(team, expert) }
      serves.set(expert, [...(serves.get(expert) ?? []), there])
    }
  }
  return problem.needs.map((own) => {
    const team = teams[own.at]
    if (!team) return []
    const found = better(own, team)
    return found.slice(0, mostPerTeam).flatMap(({ person, role, instead }): PassedOver[] => {
      const name = nameOf(problem.bank, person)
      const expert = problem.bank.candidates[person]?.id ?? ''
      const elsewhere = serves.get(expert) ?? []
      const isNeeded = charge(own.at, person, team.window) > 0
      if (elsewhere.length > 0) {
        const say = isNeeded
          ? `${name} would suit, but is needed more elsewhere in the round.`
          : `${name} would suit, but serves elsewhere in the round.`
        return [{ expert, role, elsewhere, say }]
      }
      const why = breachOf(own, team, person, role, instead)
      return why === undefined
        ? []
        : [{ expert, role, elsewhere, say: `${name} would suit, but not beside the others: ${why}` }]
    })
  })
}

/** What a team would be without one of its members: what nobody else could do there, as far as that can be said. */
function sayWithout({ alternates, members }: PlannedTeam, expert: string): string {
  if (members.some((member) => member.expert === expert && member.locked)) return 'They were chosen for it.'
  const [next] = alternates.filter((each) => each.for === expert)
  if (!next) return 'Nobody else could take their place there.'
  return next.say === coversTheSame
    ? 'Whoever could take their place there suits it less well.'
    : `With the next best there instead, ${uncapitalise(next.say)}`
}

/** People who could serve in the team's window and score more than its weakest of the same role, best first. */
function better(own: RoundNeed, { people, window }: NeedTeam) {
  const inTeam = new Set(people.map(({ index }) => index))
  const found: { person: number; role: Role; score: number; instead: number }[] = []
  for (const role of ['lead', 'peer'] as const) {
    const members = people.filter((member) => member.role === role)
    const least = members.reduce(
      (low, { index }) => Math.min(low, seatScore(own.setup, index, role)),
      Number.POSITIVE_INFINITY,
    )
    const weakest = members.find(({ index }) => seatScore(own.setup, index, role) === least)
    if (!weakest) continue
    for (const person of own.people) {
      if (inTeam.has(person) || !isOpenTo(own, person, roleNames.indexOf(role), window)) continue
      const score = seatScore(own.setup, person, role)
      if (score > least && mayServe(own.setup, person, role, window))
        found.push({ person, role, score, instead: weakest.index })
    }
  }
  const seen = new Set<number>()
  return found
    .sort((a, b) => b.score - a.score || a.person - b.person)
    .filter(({ person }) => !seen.has(person) && seen.add(person))
}

function breachOf(own: RoundNeed, team: NeedTeam, person: number, role: Role, instead: number): string | undefined {
  const { bank } = own.setup
  const seats = team.people.map(({ index, role: of }) => {
    const isSwapped = index === instead && of === role
    return { expert: bank.candidates[isSwapped ? person : index]?.id ?? '', role: of }
  })
  return findBreaches(own.setup, team.window, seats)[0]?.say
}
