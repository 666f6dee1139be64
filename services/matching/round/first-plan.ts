import { Calendar, type Charge, type NeedTeam } from './assignment.ts'
import type { NeedSearches } from './need-search.ts'
import { withBonus } from './person-charges.ts'
import type { RoundNeed, RoundProblem } from './round-problem.ts'
import { teamWorth } from './team-worth.ts'

/** How many times every need is given the chance of a better team, the others staying. */
const improvements = 3

/**
 * A plan that breaks nothing: each need in turn takes its exact best team of people still free, whoever the round needs
 * elsewhere costing what the charges say; then each is given its best again, the others staying, while that helps. The first
 * pass goes on when time is over, so that there always is a plan.
 */
export function firstPlan(
  problem: RoundProblem,
  searches: NeedSearches,
  charge: (own: RoundNeed, person: number, window: number) => number,
  isOver: () => boolean,
): NeedTeam[] {
  const calendar = new Calendar(problem)
  const teams: NeedTeam[] = problem.needs.map(() => ({ window: 0, people: [] }))
  for (const own of hardestFirst(problem)) {
    const team = searches.best(
      own,
      among(calendar, own, (person, window) => charge(own, person, window)),
    )
    if (!team) continue
    teams[own.at] = team
    calendar.add(own, team)
  }
  return improve(problem, searches, teams, calendar, isOver)
}

/** Gives each need its exact best team among people still free, while that makes the plan better. */
export function improve(
  problem: RoundProblem,
  searches: NeedSearches,
  teams: NeedTeam[],
  calendar: Calendar,
  isOver: () => boolean,
): NeedTeam[] {
  for (let turn = 0; turn < improvements; turn += 1) {
    let isBetter = false
    for (const own of problem.needs) {
      if (isOver()) return teams
      const before = teams[own.at]
      if (!before) continue
      calendar.remove(own, before)
      const further = before.people.reduce((sum, { index }) => sum + calendar.furtherCost(index), 0)
      const charge = among(calendar, own, () => 0)
      const team = searches.best(own, charge, teamWorth(own, before) - further)
      if (team) isBetter = true
      teams[own.at] = team ?? before
      calendar.add(own, team ?? before)
    }
    if (!isBetter) break
  }
  return teams
}

/** Only people still free, further reviews and kept places counted. */
const among = (calendar: Calendar, own: RoundNeed, charge: Charge): Charge =>
  withBonus(own, (person, window) =>
    calendar.isFree(own, window, person)
      ? charge(person, window) + calendar.furtherCost(person)
      : Number.POSITIVE_INFINITY,
  )

/** Needs with the fewest people who could serve choose first. */
const hardestFirst = ({ needs }: RoundProblem): RoundNeed[] =>
  [...needs].sort((a, b) => a.people.length - b.people.length || a.at - b.at)
