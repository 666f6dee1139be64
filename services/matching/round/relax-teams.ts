import type { NeedTeam } from './assignment.ts'
import type { NeedSearches } from './need-search.ts'
import { withBonus } from './person-charges.ts'
import type { PersonPrices } from './person-prices.ts'
import type { LinearSolution } from './solver.ts'
import type { TeamColumn, TeamMaster } from './team-master.ts'

/** Every need's best team at some prices. */
export type Pricing = {
  prices: PersonPrices
  /** No plan is worth more. */
  bound: number
  /** Teams found, by need; undefined where one that is known already is as good. */
  teams: (NeedTeam | undefined)[]
}

/** Prices teams exactly, need by need, each from where its last answer left off. */
export class TeamPricer {
  constructor(
    private readonly master: TeamMaster,
    private readonly searches: NeedSearches,
  ) {}

  price(prices: PersonPrices, needs = this.master.problem.needs): Pricing {
    let bound = prices.worth()
    const teams = needs.map((own) => {
      const charge = withBonus(own, (person, window) => prices.of(own, person, window))
      const known = bestKnown(this.master.teamsOf[own.at] ?? [], (team) =>
        team.people.reduce((sum, { index }) => sum + prices.of(own, index, team.window), 0),
      )
      const found = this.searches.best(own, charge, known)
      bound += found?.value ?? known
      return found
    })
    return { prices, bound, teams }
  }
}

/** What the best of some teams is worth less its charges. */
const bestKnown = (teams: readonly TeamColumn[], chargeOf: (team: NeedTeam) => number): number =>
  teams.reduce((best, { team, worth }) => Math.max(best, worth - chargeOf(team)), Number.NEGATIVE_INFINITY)

/** How far prices go from the best known towards the linear program's, which swing too far while it knows few teams. */
const firstShare = 0.3

export type RelaxOptions = {
  /** Stop once the bound is within this share of the program's value. */
  relativeGap: number
  isOver: () => boolean
  onBound: (bound: number, prices: PersonPrices) => void
}

export type RelaxedTeams = { solution: LinearSolution; prices: PersonPrices; bound: number; value: number }

/** Solves the linear program over all teams there are: solve, price at prices between the best known and the program's, add what pays. */
export function relaxTeams(
  master: TeamMaster,
  pricer: TeamPricer,
  start: Pricing,
  { relativeGap, isOver, onBound }: RelaxOptions,
): RelaxedTeams | undefined {
  let best = start
  let share = firstShare
  for (;;) {
    const solution = master.solve(isOver)
    if (!solution) return undefined
    const value = -solution.objective
    const own = master.prices(solution)
    const add = ({ teams }: Pricing) =>
      teams.reduce((sum, team, at) => sum + (team && master.addTeam(at, team) ? 1 : 0), 0)
    const priced = pricer.price(best.prices.towards(own, share))
    let added = add(priced)
    if (priced.bound < best.bound) best = priced
    else share = Math.min(1, share + 0.1)
    const atOwn = pricer.price(own)
    added += add(atOwn)
    if (atOwn.bound < best.bound) best = atOwn
    onBound(best.bound, best.prices)
    if (added === 0 || best.bound - value <= relativeGap * Math.abs(value))
      return { solution, prices: best.prices, bound: best.bound, value }
  }
}
