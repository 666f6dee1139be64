import type { Master } from './master.ts'
import { isOpenTo, keptBonus, placeScore, type RoundNeed, type RoundProblem, reviewCap } from './round-problem.ts'

/** Options of one need, window and role: people with what they are worth there. */
type Seats = { window: number; role: number; seats: number; price: number; people: Int32Array; gain: Float64Array }

const turns = 120

/**
 * Prices that move by their own step: longer while they keep going one way, shorter when they turn (M. Riedmiller and
 * H. Braun, "RPROP", 1993). Scarce co-leads cost thousands of points and spare reviewers none, so one step would not suit all.
 */
class Prices {
  readonly value: Float64Array
  private readonly step: Float64Array
  private readonly last: Int8Array
  constructor(
    size: number,
    private readonly most: number,
  ) {
    this.value = new Float64Array(size)
    this.step = new Float64Array(size).fill(20)
    this.last = new Int8Array(size)
  }

  move(at: number, by: number): void {
    const sign = Math.sign(by)
    if (sign === 0) return
    const step = this.step[at] ?? 0
    const last = this.last[at] ?? 0
    const next = last === 0 ? step : sign === last ? Math.min(this.most / 8, step * 1.4) : Math.max(1, step * 0.5)
    this.step[at] = next
    this.last[at] = sign
    this.value[at] = Math.min(this.most, Math.max(0, (this.value[at] ?? 0) + sign * next))
  }
}

/**
 * Gives the master its first places. People and themes are priced by demand, every need takes good people at those prices, and each
 * place that some turn of the later half takes is added, with the next best at the last prices. Lists of each request's
 * favourites would all hold the same popular people. Returns the last charges by person.
 */
export function addFirstPlaces(master: Master): Float64Array {
  const { problem } = master
  const { bank, prices } = problem
  const options = problem.needs.map((own) => seatsOf(problem, own))
  const charge = new Prices(bank.count, prices.lead)
  const cover = problem.needs.map(({ setup }) => new Prices(setup.themes.length, prices.theme))
  const caps = mostReviews(problem)
  const used = new Int32Array(bank.count)
  for (let turn = 0; turn < turns; turn += 1) {
    used.fill(0)
    for (const own of problem.needs) {
      const lambda = cover[own.at]
      if (!lambda) continue
      const taken = takeGood(problem, own, options[own.at] ?? [], charge.value, lambda.value)
      let covered = 0
      for (const { person, role, window } of taken.places) {
        used[person] = (used[person] ?? 0) + 1
        covered |= own.setup.masks[person] ?? 0
        if (turn >= turns / 2) master.addPlace({ need: own.at, person, role, window })
      }
      for (let bit = 0; bit < own.setup.themes.length; bit += 1) lambda.move(bit, (covered & (1 << bit)) !== 0 ? -1 : 1)
    }
    for (let person = 0; person < bank.count; person += 1) {
      const by = (used[person] ?? 0) - (caps[person] ?? 0)
      if (by > 0 || (by < 0 && (charge.value[person] ?? 0) > 0)) charge.move(person, by)
    }
  }
  for (const own of problem.needs) {
    addNextBest(master, own, options[own.at] ?? [], charge.value, cover[own.at]?.value ?? new Float64Array(0))
    addNamed(master, own)
  }
  return charge.value
}

/** Reviews a person can do in the round: the rest of their year, and as many as their days allow. */
function mostReviews({ bank, needs }: RoundProblem): Int32Array {
  const leastDays = needs.reduce((least, { need }) => Math.min(least, Math.max(1, need.days)), 365)
  return Int32Array.from(bank.candidates, (_, person) =>
    Math.max(0, Math.min(reviewCap(bank, person), Math.floor((bank.daysLeft[person] ?? 0) / leastDays))),
  )
}

/** Locked people and those of an earlier plan are always considered. */
function addNamed(master: Master, own: RoundNeed): void {
  const people = new Set([...own.lockedRole.keys(), ...[...own.kept.keys()].map((key) => Math.floor(key / 3))])
  for (const person of people) {
    for (let window = 0; window < own.windows; window += 1) {
      for (let role = 0; role < 3; role += 1) {
        if (isOpenTo(own, person, role, window)) master.addPlace({ need: own.at, person, role, window })
      }
    }
  }
}

function seatsOf(problem: RoundProblem, own: RoundNeed): Seats[] {
  const { need } = own
  const seats: Seats[] = []
  for (let window = 0; window < own.windows; window += 1) {
    for (const role of [0, 1]) {
      const count = role === 0 ? need.leads : need.peers[0]
      if (count === 0) continue
      const people = own.people.filter((person) => isOpenTo(own, person, role, window))
      const gain = Float64Array.from(
        people,
        (person) => placeScore(own, person, role) + keptBonus(own, person, role, window),
      )
      const price = role === 0 ? problem.prices.lead : problem.prices.peer
      seats.push({ window, role, seats: count, price, people, gain })
    }
  }
  return seats
}

type Taken = { worth: number; places: { person: number; role: number; window: number }[] }

/** Good people for the best window under the present prices, services kept apart; quick rather than exact. */
function takeGood(
  problem: RoundProblem,
  own: RoundNeed,
  options: readonly Seats[],
  charge: Float64Array,
  lambda: Float64Array,
): Taken {
  let best: Taken | undefined
  const { masks } = own.setup
  const { bank, input } = problem
  const top: number[] = []
  const worth: number[] = []
  for (let window = 0; window < own.windows; window += 1) {
    const taken: Taken = { worth: 0, places: [] }
    for (const { window: of, role, seats, price, people, gain } of options) {
      if (of !== window) continue
      const kept = seats + 4
      top.length = 0
      worth.length = 0
      for (let at = 0; at < people.length; at += 1) {
        const person = people[at] ?? 0
        let value = (gain[at] ?? 0) - (charge[person] ?? 0)
        for (let rest = masks[person] ?? 0; rest !== 0; rest &= rest - 1)
          value += lambda[31 - Math.clz32(rest & -rest)] ?? 0
        if (value <= -price || (top.length === kept && value <= (worth[kept - 1] ?? 0))) continue
        let slot = top.length < kept ? top.length : kept - 1
        while (slot > 0 && (worth[slot - 1] ?? 0) < value) {
          top[slot] = top[slot - 1] ?? 0
          worth[slot] = worth[slot - 1] ?? 0
          slot -= 1
        }
        top[slot] = person
        worth[slot] = value
      }
      let left = seats
      for (let at = 0; at < top.length && left > 0; at += 1) {
        const person = top[at] ?? 0
        const yot = bank.yot[person] ?? -1
        const isTaken = taken.places.some(
          (place) =>
            place.person === person || (input.rules.maxPerYot === 1 && yot >= 0 && bank.yot[place.person] === yot),
        )
        if (isTaken) continue
        taken.places.push({ person, role, window })
        taken.worth += worth[at] ?? 0
        left -= 1
      }
      taken.worth -= left * price
    }
    if (!best || taken.worth > best.worth) best = taken
  }
  return best ?? { worth: 0, places: [] }
}

/** How many beyond its seats each need, window and role brings to the first linear program. */
const nextBest = 6

function addNextBest(
  master: Master,
  own: RoundNeed,
  options: readonly Seats[],
  charge: Float64Array,
  lambda: Float64Array,
) {
  const masks = own.setup.masks
  for (const { window, role, seats, people, gain } of options) {
    const list = Array.from(people, (person, at) => {
      let value = (gain[at] ?? 0) - (charge[person] ?? 0)
      for (let rest = masks[person] ?? 0; rest !== 0; rest &= rest - 1)
        value += lambda[31 - Math.clz32(rest & -rest)] ?? 0
      return { person, value }
    })
    list.sort((a, b) => b.value - a.value || a.person - b.person)
    for (const { person } of list.slice(0, seats + nextBest)) master.addPlace({ need: own.at, person, role, window })
  }
}
