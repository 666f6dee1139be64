import type { NeedTeam } from './assignment.ts'
import type { Master } from './master.ts'
import { priceRound } from './pricing.ts'
import { addViolated, type Relaxed } from './relax.ts'
import { roleNames } from './round-problem.ts'
import { windowName } from './row-sides.ts'
import type { LinearSolution } from './solver.ts'

/** Share of the columns still fractional that is fixed at each step, and the least value worth fixing. */
const share = 0.02
const leastValue = 0.3

/** The dive ends once it has lost this share of the bound: what is left is for the integer program. */
const mostLost = 0.00006

/** Places taken into the model at a step, for each need, window and role. */
const placesAtOnce = 5

export type Dive = {
  /** Teams of the needs that came out whole; undefined for the others. */
  teams: (NeedTeam | undefined)[]
  /** The last linear solution: its duals price what is left. */
  solution: LinearSolution
}

/**
 * Rounds the linear program's solution step by step: fixes what is whole and the surest of the rest, solves again, takes in places
 * that have come to pay, until nothing is fractional or rounding costs too much.
 */
export function dive(master: Master, relaxed: Relaxed, isOver: () => boolean): Dive {
  const fixed: number[] = []
  const isFixed = new Set<number>()
  let last = relaxed.solution
  const least = relaxed.bound - mostLost * Math.abs(relaxed.bound)
  while (!isOver()) {
    const step = nextToFix(master, last, isFixed)
    if (step.length === 0) break
    for (const column of step) isFixed.add(column)
    fixed.push(...step)
    master.linear.fix(step, true)
    let next = master.solve(isOver)
    if (next) {
      for (const { place } of priceRound(master, next, placesAtOnce).better) master.addPlace(place)
      next = master.solve(isOver)
    }
    while (next && addViolated(master, next)) next = master.solve(isOver)
    if (!next || -next.objective < least) break
    last = next
  }
  master.linear.fix(fixed, false)
  return { teams: master.problem.needs.map(({ at }) => wholeTeam(master, last, at)), solution: last }
}

/** All columns of windows and places that are whole, and the surest few that are not, at most one for each need. */
function nextToFix(master: Master, { value }: LinearSolution, isFixed: ReadonlySet<number>): number[] {
  const whole: number[] = []
  const open: { column: number; value: number; need: number }[] = []
  for (const { at, windows } of master.problem.needs) {
    const columns = master.placesOf(at).map((place) => master.columns[place] ?? 0)
    for (let window = 0; window < windows; window += 1) columns.push(master.extraColumn(windowName(at, window)) ?? 0)
    for (const column of columns) {
      const amount = value[column] ?? 0
      if (isFixed.has(column) || amount < 1e-6) continue
      if (amount > 1 - 1e-6) whole.push(column)
      else open.push({ column, value: amount, need: at })
    }
  }
  open.sort((a, b) => b.value - a.value || a.column - b.column)
  const taken = new Set<number>()
  const surest: number[] = []
  for (const { column, value: amount, need } of open) {
    if (amount < leastValue || surest.length >= Math.max(1, Math.ceil(open.length * share))) break
    if (taken.has(need)) continue
    taken.add(need)
    surest.push(column)
  }
  return surest.length === 0 ? [] : [...whole, ...surest]
}

function wholeTeam(master: Master, { value }: LinearSolution, need: number): NeedTeam | undefined {
  const people: { index: number; role: (typeof roleNames)[number] }[] = []
  let window = 0
  for (const at of master.placesOf(need)) {
    const amount = value[master.columns[at] ?? 0] ?? 0
    const place = master.places[at]
    if (!place || amount < 1e-6) continue
    if (amount < 1 - 1e-6) return undefined
    window = place.window
    people.push({ index: place.person, role: roleNames[place.role] ?? 'peer' })
  }
  return { window, people }
}
