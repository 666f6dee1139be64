import type { Highs } from 'highs'
import type { NeedTeam } from './assignment.ts'
import type { KnownTeams } from './known-teams.ts'
import type { NeedSearches } from './need-search.ts'
import { withBonus } from './person-charges.ts'
import type { PersonLimits, Share } from './person-limits.ts'
import type { PersonPrices } from './person-prices.ts'
import { solveTeamProgram } from './team-program.ts'

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
    readonly known: KnownTeams,
    private readonly searches: NeedSearches,
  ) {}

  price(prices: PersonPrices, needs = this.known.problem.needs): Pricing {
    let bound = prices.worth()
    const teams: (NeedTeam | undefined)[] = this.known.of.map(() => undefined)
    for (const own of needs) {
      const charge = withBonus(own, (person, window) => prices.of(own, person, window))
      const { value } = this.known.best(own, prices)
      const found = this.searches.best(own, charge, value)
      bound += found?.value ?? value
      teams[own.at] = found
    }
    return { prices, bound, teams }
  }
}

/** How far prices may move at first, in points. */
const firstRadius = 30

/** Teams that fall short of their need's best by more than so many times the radius are left out of the program. */
const nearTimes = 8
const nearLeast = 200

/** From this turn on the program may be solved less and less closely. */
const patience = 8

export type RelaxOptions = {
  highs: Highs
  /** Stop once the bound is within this share of the program's value. */
  relativeGap: number
  isOver: () => boolean
  onBound: (bound: number, prices: PersonPrices) => void
}

/** `value` is what the program over all teams reaches, shared as `shares` say. */
export type RelaxedTeams = { prices: PersonPrices; bound: number; value: number; shares: Share[] }

/**
 * Solves the linear program over all teams there are: solve it over those known with prices held near the best known, price all teams
 * at its prices, add what pays. How far prices may move grows while they do better and shrinks when they do not (R. E. Marsten,
 * W. W. Hogan and J. W. Blankenship, "The Boxstep method for large-scale optimization", 1975).
 */
export function relaxTeams(
  pricer: TeamPricer,
  limits: PersonLimits,
  start: Pricing,
  { highs, relativeGap, isOver, onBound }: RelaxOptions,
): RelaxedTeams | undefined {
  const { known } = pricer
  const { problem } = known
  let best = start
  let radius = firstRadius
  let isSettled = false
  for (let turn = 1; !isOver(); turn += 1) {
    const near = isSettled ? Math.max(nearLeast, nearTimes * radius) : Number.POSITIVE_INFINITY
    const teams = problem.needs.flatMap((own) => known.near(own, best.prices, near))
    const model = { problem, highs, limits, teams, box: { centre: best.prices, radius } }
    const answer = solveTeamProgram(model, isOver, false)
    if (!answer) return undefined
    const { shares, prices, value, isBoxed } = answer
    const isBroken = limits.addBroken(shares)
    const priced = pricer.price(prices)
    const added = known.addAll(priced.teams)
    const promised = best.bound - value
    const gained = best.bound - priced.bound
    isSettled = !isBoxed
    if (gained > 0) best = priced
    onBound(best.bound, best.prices)
    const isSolved = !isBoxed && !isBroken && added === 0
    if (isSolved || best.bound - value <= relativeGap * Math.max(1, turn / patience) * Math.abs(value))
      return { prices: best.prices, bound: best.bound, value, shares }
    if (gained >= promised / 2) radius *= 2
    else if (gained <= 0) radius = Math.max(1, radius / 2)
  }
  return undefined
}
