import type { NeedTeam } from './assignment.ts'
import { furtherReviews, PersonPrices } from './person-prices.ts'
import type { Pricing, TeamPricer } from './relax-teams.ts'
import { freeReviews } from './round-problem.ts'
import type { TeamColumn, TeamMaster } from './team-master.ts'

const turns = 50

/** A price that takes longer steps while it keeps going one way and shorter ones when it turns (as in `start-prices.ts`). */
class MovingPrice {
  private step = 20
  private last = 0
  value = 0

  move(by: number, least: number, growth: number): void {
    const sign = Math.sign(by)
    if (sign === 0 || (sign < 0 && this.value <= least)) return
    if (this.last !== 0) this.step = this.last === sign ? this.step * growth : Math.max(0.5, this.step * 0.5)
    this.last = sign
    this.value = Math.max(least, this.value + sign * this.step)
  }
}

/**
 * Prices found without the linear program, so that its first answers are not wild. Each person's price moves by itself; the levels of
 * all people and of those who can lead move too, since where there are too few every price has to rise at once.
 */
export function startTeamPrices(master: TeamMaster, pricer: TeamPricer, isOver: () => boolean): Pricing {
  const { problem } = master
  const { bank } = problem
  const own = bank.candidates.map(() => new MovingPrice())
  const canLead = Uint8Array.from(bank.candidates, ({ roles }) => (roles.includes('lead') ? 1 : 0))
  const levels = [new MovingPrice(), new MovingPrice()] as const
  let best: Pricing | undefined
  for (let turn = 0; ; turn += 1) {
    const prices = new PersonPrices(problem)
    const levelOf = (person: number) => levels[0].value + (canLead[person] ? levels[1].value : 0)
    own.forEach(({ value }, person) => {
      prices.reviews[person] = Math.max(0, value + levelOf(person))
    })
    const priced = pricer.price(prices)
    if (!best || priced.bound < best.bound) best = priced
    priced.teams.forEach((team, at) => {
      if (team) master.addTeam(at, team)
    })
    if (turn >= turns || isOver()) return best
    const excess = excessDemand(master, prices)
    own.forEach((price, person) => {
      price.move(excess[person] ?? 0, -levelOf(person), 1.3)
    })
    for (const [at, level] of levels.entries()) {
      const total = excess.reduce((sum, by, person) => sum + (at === 0 || canLead[person] ? by : 0), 0)
      level.move(total, 0, 1.6)
    }
  }
}

/** How many more places each person is wanted for at these prices than they offer. */
function excessDemand(master: TeamMaster, prices: PersonPrices): Float64Array {
  const { problem } = master
  const excess = Float64Array.from(problem.bank.candidates, (_, person) => {
    const price = prices.reviews[person] ?? 0
    return -freeReviews(problem, person) - furtherReviews(problem, person).filter(({ cost }) => cost < price).length
  })
  for (const own of problem.needs) {
    const taken = bestTeam(master.teamsOf[own.at] ?? [], (team) =>
      team.people.reduce((sum, { index }) => sum + prices.of(own, index, team.window), 0),
    )
    for (const { index } of taken?.people ?? []) excess[index] = (excess[index] ?? 0) + 1
  }
  return excess
}

function bestTeam(teams: readonly TeamColumn[], chargeOf: (team: NeedTeam) => number): NeedTeam | undefined {
  let best: NeedTeam | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const { team, worth } of teams) {
    const value = worth - chargeOf(team)
    if (value > most) {
      most = value
      best = team
    }
  }
  return best
}
