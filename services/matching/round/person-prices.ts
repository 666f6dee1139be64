import type { PersonLimit } from './person-limits.ts'
import { freeReviews, type RoundNeed, type RoundProblem, reviewCap } from './round-problem.ts'
import { coversDay } from './rows.ts'

/** Points that people's limits are priced at: a review, a day of their year, and being somewhere on a certain day. */
export class PersonPrices {
  readonly reviews: Float64Array
  readonly days: Float64Array
  readonly clashes = new Map<number, Map<number, number>>()
  private readonly hasClash: Uint8Array

  constructor(private readonly problem: RoundProblem) {
    this.reviews = new Float64Array(problem.bank.count)
    this.days = new Float64Array(problem.bank.count)
    this.hasClash = new Uint8Array(problem.bank.count)
  }

  /** Points for one more place of a person in a window of a need. */
  readonly of = (own: RoundNeed, person: number, window: number): number => {
    let charge = (this.reviews[person] ?? 0) + own.need.days * (this.days[person] ?? 0)
    if (this.hasClash[person] === 0) return charge
    const clashes = this.clashes.get(person) ?? []
    const rest = this.problem.bank.candidates[person]?.restDays ?? 0
    for (const [day, price] of clashes) if (coversDay(own, window, day, rest)) charge += price
    return charge
  }

  /** What everybody's limits are worth in all: with every need's best team at these prices it is a bound of the round. */
  worth(): number {
    const { problem } = this
    const { bank } = problem
    let worth = 0
    for (let person = 0; person < bank.count; person += 1) {
      worth += (this.days[person] ?? 0) * (bank.daysLeft[person] ?? 0)
      const price = this.reviews[person] ?? 0
      if (price === 0) continue
      worth += price * freeReviews(problem, person)
      for (const { cost } of furtherReviews(problem, person)) worth += Math.max(0, price - cost)
    }
    for (const clashes of this.clashes.values()) for (const price of clashes.values()) worth += price
    return worth
  }

  addClash(person: number, day: number, price: number): void {
    const clashes = this.clashes.get(person) ?? new Map<number, number>()
    this.hasClash[person] = 1
    this.clashes.set(person, clashes.set(day, (clashes.get(day) ?? 0) + price))
  }

  priceOf(limit: PersonLimit): number {
    if (limit.kind === 'days') return this.days[limit.person] ?? 0
    return this.clashes.get(limit.person)?.get(limit.day) ?? 0
  }
}

/** Reviews of a person beyond the free one, with what each costs. */
export function furtherReviews(problem: RoundProblem, person: number): { further: number; cost: number }[] {
  if (!problem.hasLoadCosts) return []
  const cap = Math.min(reviewCap(problem.bank, person), problem.needs.length)
  const held = Math.max(1, problem.held[person] ?? 0)
  return Array.from({ length: Math.max(0, cap - freeReviews(problem, person)) }, (_, at) => {
    return { further: held + at, cost: problem.furtherCost(person, held + at) }
  })
}
