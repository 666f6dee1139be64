import type { Highs } from 'highs'
import { Calendar, type NeedTeam, worthOf } from './assignment.ts'
import { diveTeams } from './dive-teams.ts'
import { firstPlan, improve } from './first-plan.ts'
import { KnownTeams } from './known-teams.ts'
import type { NeedSearches } from './need-search.ts'
import { PersonLimits } from './person-limits.ts'
import type { PersonPrices } from './person-prices.ts'
import { polishTeams } from './polish-teams.ts'
import { relaxTeams, TeamPricer } from './relax-teams.ts'
import type { RoundProblem } from './round-problem.ts'
import { startTeamPrices } from './start-team-prices.ts'

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

/**
 * Plans a round by whole teams: prices of people, a first plan at those prices, the linear program over all teams, a dive from it, and
 * an integer program over the teams near to paying where that is not good enough yet.
 */
export function solveTeams(problem: RoundProblem, options: TeamOptions): void {
  const { highs, searches, secondsLeft, isStopped, goodGap, onBound, onPriced, onPlan } = options
  const isOver = () => isStopped() || secondsLeft() <= 0
  const known = new KnownTeams(problem)
  const limits = new PersonLimits(problem)
  const pricer = new TeamPricer(known, searches)
  const start = startTeamPrices(pricer, isOver)
  onBound(start.bound, start.prices)
  const first = firstPlan(problem, searches, start.prices.of, isOver)
  onPlan(first)
  known.addAll(first)
  const relaxed = relaxTeams(pricer, limits, start, { highs, relativeGap: goodGap / 8, isOver, onBound })
  onPriced()
  const dived = relaxed && diveTeams(pricer, limits, relaxed, { highs, isOver })
  if (!relaxed || !dived) return
  const calendar = new Calendar(problem)
  for (const own of problem.needs) calendar.add(own, dived[own.at] ?? { window: 0, people: [] })
  const teams = improve(problem, searches, dived, calendar, isOver)
  onPlan(teams)
  const isGood = (plan: NeedTeam[]) => {
    const { objective } = worthOf(problem, plan)
    return Math.floor(relaxed.bound + 1e-6) - objective <= goodGap * goodShare * Math.abs(objective)
  }
  onPlan(polishTeams(pricer, limits, relaxed.prices, teams, { highs, secondsLeft, isStopped, isGood }))
}

/** Polishing goes on until the gap is this share of what is good enough. */
const goodShare = 0.9
