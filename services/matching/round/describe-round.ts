import { findAlternates } from '#services/matching/alternates.ts'
import { describeTeam } from '#services/matching/describe-team.ts'
import type { Alternate, Lock, Role, Team } from '#services/matching/problem.ts'
import { countTeam } from '#services/matching/team-setup.ts'
import { Calendar, lockedMissing, type NeedTeam } from './assignment.ts'
import { keptBonus, type RoundNeed, type RoundProblem, roleNames } from './round-problem.ts'

/** One request's team in a round, with who could stand in for whom. */
export type PlannedTeam = Team & { alternates: Alternate[] }

/** Puts a plan into words: members with reasons, what is missing, and up to three alternates a seat who are still free. */
export function describeRound(problem: RoundProblem, teams: readonly NeedTeam[]): PlannedTeam[] {
  const calendar = new Calendar(problem)
  for (const own of problem.needs) calendar.add(own, teams[own.at] ?? { window: 0, people: [] })
  return problem.needs.map((own) => {
    const team = teams[own.at] ?? { window: 0, people: [] }
    const lost = lostLocks(own, team)
    const { value } = countTeam(own.setup, team.people, lockedMissing(own, team.people))
    const found = { ...team, people: [...team.people], lost, value }
    const bonus = (person: number, role: Role) => keptBonus(own, person, roleNames.indexOf(role), team.window)
    const alternates = findAlternates(own.setup, found, {
      charge: (person, role) =>
        calendar.isFree(own, team.window, person)
          ? calendar.furtherCost(person) - bonus(person, role)
          : Number.POSITIVE_INFINITY,
      saving: (person, role) => calendar.lastCost(person) - bonus(person, role),
    })
    return { ...describeTeam(own.setup, found), alternates }
  })
}

export function lostLocks({ need, setup }: RoundNeed, { people }: NeedTeam): Lock[] {
  const rest = [...people]
  return need.locked.filter(({ expert, role }) => {
    const at = rest.findIndex((person) => person.index === setup.bank.indexOf.get(expert) && person.role === role)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}
