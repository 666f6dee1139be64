import type { Master } from './master.ts'
import { priceRound } from './pricing.ts'
import type { LinearSolution } from './solver.ts'
import { findViolations } from './violations.ts'

export type Relaxed = {
  solution: LinearSolution
  /** No plan is worth more; whatever cannot be kept in any case is not charged. */
  bound: number
}

export type RelaxOptions = {
  /** Stop once the bound is within this share of the program's value. */
  relativeGap: number
  isOver: () => boolean
  say: (bound: number) => void
}

/** Places taken into the model at one pricing, for each need, window and role. */
const placesAtOnce = 12

/**
 * Solves the linear program over every eligible place without building it: solve, add the rows that are broken, price all
 * places with the duals, add those that pay, and again until none does.
 */
export function relaxRound(master: Master, { relativeGap, isOver, say }: RelaxOptions): Relaxed | undefined {
  let best: Relaxed | undefined
  for (;;) {
    let solution = master.solve(isOver)
    while (solution && addViolated(master, solution)) solution = master.solve(isOver)
    if (!solution) return best
    const { bound, better } = priceRound(master, solution, placesAtOnce)
    if (!best || bound < best.bound) best = { solution, bound }
    say(best.bound)
    const value = -solution.objective
    if (better.length === 0 || best.bound - value <= relativeGap * Math.abs(value)) return best
    for (const { place } of better) master.addPlace(place)
  }
}

/** Adds the rows that a solution breaks; false when it breaks none. */
export function addViolated(master: Master, { value }: LinearSolution): boolean {
  let isAdded = false
  for (const row of findViolations(master, value)) isAdded = master.addRow(row) || isAdded
  return isAdded
}
