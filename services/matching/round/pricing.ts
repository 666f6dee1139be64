import type { Master } from './master.ts'
import { isOpenTo, keptBonus, placeScore, type RoundNeed, type RoundProblem } from './round-problem.ts'
import { coversDay, isSpread, type Place } from './rows.ts'
import type { LinearSolution } from './solver.ts'

/** What the rows of one need charge or pay for a place, gathered so that a place is priced by adding a few numbers. */
type NeedDuals = {
  /** window * 3 + role */
  place: Float64Array
  /** window * themes + bit */
  theme: Float64Array
  region: Float64Array
  yot: Map<number, number>
  once: Map<number, number>
  lock: Map<number, number>
  floor: number
}

type PersonDuals = { reviews: Float64Array; days: Float64Array; clash: Map<number, [day: number, dual: number][]> }

/** A place outside the model that would better it, by how much. */
export type Priced = { place: Place; reduced: number }

export type Pricing = {
  /** No plan at all, with any place, is worth more than this; without what cannot be kept in any case. */
  bound: number
  /** Places outside the model that better it, best first within each need, window and role, at most `most` of each. */
  better: Priced[]
}

/**
 * Prices every eligible place with the duals of the linear program. The bound is the dual's worth with every column's
 * reduced cost charged at its upper bound, so it holds whatever the duals are, rounding included (A. Neumaier and
 * O. Shcherbina, "Safe bounds in linear and mixed-integer linear programming", 2004).
 */
export function priceRound(
  master: Master,
  solution: LinearSolution,
  most: number,
  visit?: (priced: Priced) => void,
): Pricing {
  const { problem } = master
  const { needs, people } = gatherDuals(master, solution)
  let bound = -dualWorth(master, solution)
  const better: Priced[] = []
  for (const own of problem.needs) {
    const duals = needs[own.at]
    if (!duals) continue
    for (let window = 0; window < own.windows; window += 1) {
      for (let role = 0; role < 3; role += 1) {
        if (role === 2 && own.lockedRole.size === 0) continue
        const found: Priced[] = []
        for (const person of own.people) {
          if (!isOpenTo(own, person, role, window)) continue
          const reduced = reducedGain(master, own, duals, people, person, role, window)
          if (reduced > 0) bound += reduced
          const place = { need: own.at, person, role, window }
          visit?.({ place, reduced })
          if (reduced > 1e-6 && !master.has(place)) found.push({ place, reduced })
        }
        found.sort((a, b) => b.reduced - a.reduced || a.place.person - b.place.person)
        for (const priced of found.slice(0, most)) better.push(priced)
      }
    }
  }
  return { bound, better }
}

/** Points a place is worth beyond what the rows charge for it. */
function reducedGain(
  { problem, gainWeight }: Master,
  own: RoundNeed,
  duals: NeedDuals,
  people: PersonDuals,
  person: number,
  role: number,
  window: number,
): number {
  const { bank } = problem
  const region = bank.region[person] ?? -1
  const score = placeScore(own, person, role)
  let charge = duals.place[window * 3 + role] ?? 0
  if (role !== 2) {
    charge += themeCharge(duals, window * own.setup.themes.length, own.setup.masks[person] ?? 0)
    charge += duals.region[2 * region + 1] ?? 0
  }
  charge += duals.region[2 * region] ?? 0
  if (duals.yot.size > 0) charge += duals.yot.get(window * bank.yots.length + (bank.yot[person] ?? -1)) ?? 0
  if (duals.once.size > 0) charge += duals.once.get(window * bank.count + person) ?? 0
  if (duals.lock.size > 0) charge += duals.lock.get(role * bank.count + person) ?? 0
  charge += duals.floor * score
  charge += (people.reviews[person] ?? 0) + own.need.days * (people.days[person] ?? 0)
  if (people.clash.size > 0) {
    for (const [day, dual] of people.clash.get(person) ?? []) {
      if (coversDay(own, window, day, bank.candidates[person]?.restDays ?? 0)) charge += dual
    }
  }
  return gainWeight * (score + keptBonus(own, person, role, window)) + charge
}

function gatherDuals(master: Master, { rowDual }: LinearSolution): { needs: NeedDuals[]; people: PersonDuals } {
  const { problem } = master
  const { bank } = problem
  const needs = problem.needs.map(({ windows, setup }): NeedDuals => {
    return {
      place: new Float64Array(windows * 3),
      theme: new Float64Array(windows * setup.themes.length),
      region: new Float64Array(2 * bank.regions.length),
      yot: new Map(),
      once: new Map(),
      lock: new Map(),
      floor: 0,
    }
  })
  const people: PersonDuals = {
    reviews: new Float64Array(bank.count),
    days: new Float64Array(bank.count),
    clash: new Map(),
  }
  master.rows.forEach((row, at) => {
    const dual = usableDual(master, at, rowDual[at] ?? 0)
    if (dual === 0) return
    if (row.kind === 'reviews') people.reviews[row.person] = dual
    else if (row.kind === 'days') people.days[row.person] = dual
    else if (row.kind === 'clash') {
      const list = people.clash.get(row.person) ?? []
      people.clash.set(row.person, list)
      list.push([row.day, dual])
    } else {
      const duals = needs[row.need]
      const own = problem.needs[row.need]
      if (duals && own) addNeedDual(duals, own, row, dual, bank)
    }
  })
  return { needs, people }
}

function addNeedDual(
  duals: NeedDuals,
  own: RoundNeed,
  row: Exclude<Master['rows'][number], { kind: 'reviews' | 'days' | 'clash' }>,
  dual: number,
  bank: RoundProblem['bank'],
): void {
  switch (row.kind) {
    case 'place':
      duals.place[row.window * 3 + row.role] = dual
      break
    case 'theme':
      duals.theme[row.window * own.setup.themes.length + row.bit] = dual
      break
    case 'region':
      duals.region[2 * row.region] = (duals.region[2 * row.region] ?? 0) + dual
      break
    case 'spread':
      bank.regions.forEach((_, region) => {
        if (isSpread(own, row.besides, region))
          duals.region[2 * region + 1] = (duals.region[2 * region + 1] ?? 0) + dual
      })
      break
    case 'yot':
      duals.yot.set(row.window * bank.yots.length + row.yot, dual)
      break
    case 'once':
      duals.once.set(row.window * bank.count + row.person, dual)
      break
    case 'lock':
      duals.lock.set(row.role * bank.count + row.person, dual)
      break
    case 'floor':
      duals.floor = dual
      break
    case 'choose':
    case 'size':
    case 'beyond':
      break
  }
}

/** What covering these themes earns in a window. */
function themeCharge(duals: NeedDuals, first: number, mask: number): number {
  let charge = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) charge += duals.theme[first + 31 - Math.clz32(rest & -rest)] ?? 0
  return charge
}

/** A dual whose sign does not fit its row is rounding: it counts as nothing. In a minimisation a dual above 0 leans on the lower side. */
function usableDual({ linear }: Master, row: number, dual: number): number {
  if (dual > 0) return Number.isFinite(linear.rowLower[row] ?? 0) ? dual : 0
  return Number.isFinite(linear.rowUpper[row] ?? 0) ? dual : 0
}

/** The dual's worth (of the minimisation) of rows and of all columns that are not places; places are charged by the caller. */
function dualWorth(master: Master, { rowDual }: LinearSolution): number {
  const { linear } = master
  let worth = 0
  master.rows.forEach((_, row) => {
    const dual = usableDual(master, row, rowDual[row] ?? 0)
    if (dual !== 0) worth += dual * (dual > 0 ? (linear.rowLower[row] ?? 0) : (linear.rowUpper[row] ?? 0))
  })
  for (const { column, entries } of master.extraEntries()) {
    let reduced = linear.cost[column] ?? 0
    for (let at = 0; at < entries.at.length; at += 1) {
      const row = entries.at[at] ?? 0
      reduced -= usableDual(master, row, rowDual[row] ?? 0) * (entries.value[at] ?? 0)
    }
    if (reduced < 0) worth += reduced * (linear.upper[column] ?? 0)
  }
  return worth
}
