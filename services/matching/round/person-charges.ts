import type { Charge } from './assignment.ts'
import type { Master } from './master.ts'
import type { NeedSearches } from './need-search.ts'
import { keptBonus, type RoundNeed, type RoundProblem } from './round-problem.ts'
import { furtherName } from './row-sides.ts'
import { coversDay } from './rows.ts'
import type { LinearSolution } from './solver.ts'

/** What the round pays for each person, from the duals of their limits: the price of having them in one more place. */
export type PersonCharges = {
  /** Points for one more place of a person in a window of a need. */
  of: (own: RoundNeed, person: number, window: number) => number
  /** What the limits are worth in all, so that needs' best charged teams and this make a bound. */
  constant: number
}

export function personCharges(master: Master, { rowDual }: LinearSolution): PersonCharges {
  const { bank } = master.problem
  const reviews = new Float64Array(bank.count)
  const days = new Float64Array(bank.count)
  const clashes = new Map<number, { day: number; charge: number }[]>()
  let constant = 0
  master.rows.forEach((row, at) => {
    const charge = -(rowDual[at] ?? 0)
    if (charge <= 0) return
    if (row.kind === 'reviews') reviews[row.person] = charge
    else if (row.kind === 'days') days[row.person] = charge
    else if (row.kind === 'clash') {
      const list = clashes.get(row.person) ?? []
      clashes.set(row.person, list)
      list.push({ day: row.day, charge })
    } else return
    constant += charge * (master.linear.rowUpper[at] ?? 0)
  })
  for (let person = 0; person < bank.count; person += 1) {
    for (let further = 1; (reviews[person] ?? 0) > 0; further += 1) {
      const column = master.extraColumn(furtherName(person, further))
      if (column === undefined) break
      constant +=
        Math.max(0, (reviews[person] ?? 0) - (master.linear.cost[column] ?? 0)) * (master.linear.upper[column] ?? 0)
    }
  }
  const of = (own: RoundNeed, person: number, window: number) => {
    let charge = (reviews[person] ?? 0) + own.need.days * (days[person] ?? 0)
    const rest = bank.candidates[person]?.restDays ?? 0
    for (const clash of clashes.get(person) ?? []) if (coversDay(own, window, clash.day, rest)) charge += clash.charge
    return charge
  }
  return { of, constant }
}

/**
 * A bound in which every need takes its best team exactly, people's limits being charged instead of kept (the Lagrangian
 * dual, at the linear program's charges). At least as tight as the linear program's, since a need's own rules are not relaxed.
 */
export const chargedBound = ({ needs }: RoundProblem, searches: NeedSearches, charges: PersonCharges): number =>
  needs.reduce((sum, own) => {
    const charge = withBonus(own, (person, window) => charges.of(own, person, window))
    return sum + (searches.best(own, charge)?.value ?? 0)
  }, charges.constant)

/** A charge less the bonus for a place kept from an earlier plan, whatever its role. */
export function withBonus(own: RoundNeed, charge: Charge): Charge {
  if (own.kept.size === 0) return charge
  return (person, window) => {
    const bonus = Math.max(keptBonus(own, person, 0, window), keptBonus(own, person, 1, window))
    return charge(person, window) - bonus
  }
}
