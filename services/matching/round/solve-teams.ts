import type { Highs } from 'highs'
import { Calendar, type NeedTeam, worthOf } from './assignment.ts'
import { diveTeams } from './dive-teams.ts'
import { firstPlan, improve } from './first-plan.ts'
import type { NeedSearches } from './need-search.ts'
import type { PersonPrices } from './person-prices.ts'
import { polishTeams } from './polish-teams.ts'
import { relaxTeams, TeamPricer } from './relax-teams.ts'
import type { RoundProblem } from './round-problem.ts'
import { startTeamPrices } from './start-team-prices.ts'
import { TeamMaster } from './team-master.ts'

export type TeamOptions = {
  highs: Highs
  searches: NeedSearches
  secondsLeft: () => number
  isStopped: () => boolean
  /** The plan need not come closer to the bound than this share. */
  goodGap: number
  /** Told of every better bound, with the prices that prove it. */
  onBound: (bound: number, prices: PersonPrices) => void
  /** Told once the linear program is solved. */
  onPriced: () => void
  onPlan: (teams: NeedTeam[]) => void
}

/** Share of the time that the first prices may take. */
const startShare = 0.25

/**
 * Plans a round by whole teams: prices of people, a first plan at those prices, the linear program over all teams, a dive from it, and
 * an integer program over the teams near to paying where that is not good enough yet.
 */
export function solveTeams(problem: RoundProblem, options: TeamOptions): void {
  const { highs, searches, secondsLeft, isStopped, goodGap, onBound, onPriced, onPlan } = options
  const isOver = () => isStopped() || secondsLeft() <= 0
  const master = new TeamMaster(problem, highs)
  const pricer = new TeamPricer(master, searches)
  const least = (1 - startShare) * secondsLeft()
  const start = startTeamPrices(master, pricer, () => isOver() || secondsLeft() < least)
  onBound(start.bound, start.prices)
  const first = firstPlan(problem, searches, start.prices.of, isOver)
  onPlan(first)
  for (const { at } of problem.needs) master.addTeam(at, first[at] ?? { window: 0, people: [] })
  const relaxed = relaxTeams(master, pricer, start, { relativeGap: goodGap / 4, isOver, onBound })
  onPriced()
  const dived = relaxed && diveTeams(master, pricer, relaxed, isOver)
  if (relaxed && dived) {
    const calendar = new Calendar(problem)
    for (const own of problem.needs) calendar.add(own, dived[own.at] ?? { window: 0, people: [] })
    const teams = improve(problem, searches, dived, calendar, isOver)
    onPlan(teams)
    const { objective } = worthOf(problem, teams)
    if (Math.floor(relaxed.bound + 1e-6) - objective > goodGap * Math.abs(objective)) {
      const polished = polishTeams(master, relaxed, teams, options)
      if (polished) onPlan(polished)
    }
  }
  master.linear.dispose()
}
