import { findAlternates } from '#services/matching/alternates.ts'
import { describeTeam } from '#services/matching/describe-team.ts'
import { lostLocks } from '#services/matching/find-team.ts'
import type { Alternate, Role, Team } from '#services/matching/problem.ts'
import { countTeam } from '#services/matching/team-setup.ts'
import { Calendar, lockedMissing, type NeedTeam } from './assignment.ts'
import { keptBonus, type RoundProblem, roleNames } from './round-problem.ts'

/** One request's team in a round, with who could stand in for whom. */
export type PlannedTeam = Team & { alternates: Alternate[] }

/** Puts a plan into words: members with reasons, what is missing, and up to three alternates a seat who are still free. */
export function describeRound(problem: RoundProblem, teams: readonly NeedTeam[]): PlannedTeam[] {
  const calendar = new Calendar(problem)
  for (const own of problem.needs) calendar.add(own, teams[own.at] ?? { window: 0, people: [] })
  return problem.needs.map((own) => {
    const team = teams[own.at] ?? { window: 0, people: [] }
    const lost = lostLocks(own.setup, team.people)
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
