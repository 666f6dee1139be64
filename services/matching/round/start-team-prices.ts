import type { KnownTeams } from './known-teams.ts'
import { furtherReviews, PersonPrices } from './person-prices.ts'
import type { Pricing, TeamPricer } from './relax-teams.ts'
import { freeReviews } from './round-problem.ts'

const turns = 50

/**
 * A price that takes longer steps while it keeps going one way and shorter ones when it turns (M. Riedmiller and H. Braun, "RPROP",
 * 1993). Scarce co-leads cost thousands of points and spare reviewers none, so one step would not suit all.
 */
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
export function startTeamPrices(pricer: TeamPricer, isOver: () => boolean): Pricing {
  const { known } = pricer
  const { problem } = known
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
    known.addAll(priced.teams)
    if (turn >= turns || isOver()) return best
    const excess = excessDemand(known, prices)
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
function excessDemand(known: KnownTeams, prices: PersonPrices): Float64Array {
  const { problem } = known
  const excess = Float64Array.from(problem.bank.candidates, (_, person) => {
    const price = prices.reviews[person] ?? 0
    return -freeReviews(problem, person) - furtherReviews(problem, person).filter(({ cost }) => cost < price).length
  })
  for (const own of problem.needs)
    for (const { index } of known.best(own, prices).known?.team.people ?? []) excess[index] = (excess[index] ?? 0) + 1
  return excess
}
