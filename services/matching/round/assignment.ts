import { dayNumber } from '#services/matching/calendar.ts'
import { findBest } from '#services/matching/find-team.ts'
import type { Person } from '#services/matching/team-search.ts'
import { countTeam, type TeamCount } from '#services/matching/team-setup.ts'
import { floorPrice, keptBonus, type RoundNeed, type RoundProblem, roleNames } from './round-problem.ts'

/** A need's team as people of the bank. */
export type NeedTeam = { window: number; people: readonly Person[] }

/** What a plan is worth, by part; the objective is score + kept - further - missing. */
export type Worth = {
  objective: number
  score: number
  /** Bonus for places kept from an earlier plan. */
  kept: number
  /** What further reviews of the same people cost. */
  further: number
  /** Prices of what is missing and of people beyond the least. */
  missing: number
  /** What falling short of the fairness floor costs while planning; no part of the objective. */
  short: number
}

/** What planning aims at: the objective, less what falling short of the fairness floor costs. */
export const aimOf = ({ objective, short }: Worth): number => objective - short

export function lockedMissing({ locks, lostLocks }: RoundNeed, people: readonly Person[]): number {
  const isKept = (lock: Person) => people.some(({ index, role }) => index === lock.index && role === lock.role)
  return lostLocks + locks.filter((lock) => !isKept(lock)).length
}

/** Worth of all teams together. */
export function worthOf(problem: RoundProblem, teams: readonly NeedTeam[]): Worth {
  const reviews = new Map<number, number>()
  let score = 0
  let kept = 0
  let further = 0
  let missing = 0
  let short = 0
  for (const own of problem.needs) {
    const team = teams[own.at]
    if (!team) continue
    const count = countTeam(own.setup, team.people, lockedMissing(own, team.people))
    score += count.score
    missing += count.score - count.value
    short += floorPrice * shortOf(problem, own, count)
    for (const { index, role } of team.people) {
      kept += keptBonus(own, index, roleNames.indexOf(role), team.window)
      const done = reviews.get(index) ?? 0
      if (done > 0) further += problem.furtherCost(index, done)
      reviews.set(index, done + 1)
    }
  }
  return { objective: score + kept - further - missing, score, kept, further, missing, short }
}

/** How far a team's scores fall short of the floor; places that are missing count as filled, people beyond the least not at all. */
function shortOf({ greatestPlace }: RoundProblem, { floor, need, placeWorth }: RoundNeed, count: TeamCount): number {
  const { score, leads, peers, beyondLeast } = count
  if (floor === undefined) return 0
  const places = Math.max(0, need.leads - leads) + Math.max(0, need.peers[0] - peers)
  return Math.max(0, floor - score - places * placeWorth + beyondLeast * greatestPlace)
}

/** The furthest that any team falls short of the floor. */
export const mostShort = (problem: RoundProblem, teams: readonly NeedTeam[]): number =>
  problem.needs.reduce((most, own) => {
    const people = teams[own.at]?.people ?? []
    return Math.max(most, shortOf(problem, own, countTeam(own.setup, people)))
  }, 0)

/** Who is taken while a plan is put together: reviews, days and dates of each person. */
export class Calendar {
  private readonly reviews: Int32Array
  private readonly days: Int32Array
  private readonly spans = new Map<number, { from: number; to: number }[]>()

  constructor(private readonly problem: RoundProblem) {
    this.reviews = new Int32Array(problem.bank.count)
    this.days = new Int32Array(problem.bank.count)
  }

  add(own: RoundNeed, team: NeedTeam): void {
    for (const { index } of team.people) this.change(own, team.window, index, 1)
  }

  remove(own: RoundNeed, team: NeedTeam): void {
    for (const { index } of team.people) this.change(own, team.window, index, -1)
  }

  loadOf(person: number): { reviews: number; days: number } {
    return { reviews: this.reviews[person] ?? 0, days: this.days[person] ?? 0 }
  }

  /** Whether a person can take on a window of a need beside what they have. */
  isFree(own: RoundNeed, window: number, person: number): boolean {
    const { bank } = this.problem
    if ((this.reviews[person] ?? 0) >= (bank.reviewsLeft[person] ?? 0)) return false
    if ((this.days[person] ?? 0) + own.need.days > (bank.daysLeft[person] ?? 0)) return false
    const spans = this.spans.get(person)
    const days = own.need.windows[window]
    if (this.problem.isPlain || !spans || spans.length === 0 || !days) return true
    const rest = bank.candidates[person]?.restDays ?? 0
    const from = dayNumber(days.from) - rest
    const to = dayNumber(days.to) + rest
    return spans.every((span) => span.to < from || span.from > to)
  }

  /** What the person's next review costs beyond their score. */
  furtherCost(person: number): number {
    const done = this.reviews[person] ?? 0
    return done === 0 ? 0 : this.problem.furtherCost(person, done)
  }

  /** What the person's last review costs beyond their score: saved when they are let go. */
  lastCost(person: number): number {
    const done = this.reviews[person] ?? 0
    return done < 2 ? 0 : this.problem.furtherCost(person, done - 1)
  }

  private change(own: RoundNeed, window: number, person: number, by: 1 | -1): void {
    this.reviews[person] = (this.reviews[person] ?? 0) + by
    this.days[person] = (this.days[person] ?? 0) + by * own.need.days
    const days = own.need.windows[window]
    if (!days) return
    const spans = this.spans.get(person) ?? []
    this.spans.set(person, spans)
    const span = { from: dayNumber(days.from), to: dayNumber(days.to) }
    if (by === 1) spans.push(span)
    else
      spans.splice(
        spans.findIndex(({ from, to }) => from === span.from && to === span.to),
        1,
      )
  }
}

/** Points a person costs in a window of a need; infinity: not to be had. */
export type Charge = (person: number, window: number) => number

/**
 * The best team of one need when people cost something, exactly. Charges are rounded down to one part in `scale`, so that with
 * whole charges the answer is exact and otherwise its value (in points) is never less than the truth.
 */
export function bestCharged(own: RoundNeed, charge: Charge, scale = 1): NeedTeam & { value: number } {
  const { setup } = own
  const { bank, scan } = setup
  let best: (NeedTeam & { value: number }) | undefined
  for (let window = 0; window < own.windows; window += 1) {
    const score = new Float64Array(bank.count)
    const free = scan.free.slice(window * bank.count, (window + 1) * bank.count)
    for (const person of own.people) {
      if (free[person] === 0) continue
      const cost = charge(person, window)
      if (cost === Number.POSITIVE_INFINITY) free[person] = 0
      else score[person] = (scan.score[person] ?? 0) * scale - Math.floor(cost * scale)
    }
    const found = findBest({ ...scaledSetup(setup, scale), scan: { ...scan, windows: 1, free, score } })
    if (!best || found.value / scale > best.value) best = { window, people: found.people, value: found.value / scale }
  }
  return best ?? { window: 0, people: [], value: 0 }
}

/** A need's setup with every point counted in parts. */
export function scaledSetup(setup: RoundNeed['setup'], scale: number): RoundNeed['setup'] {
  if (scale === 1) return setup
  const { prices, bank } = setup
  return {
    ...setup,
    prices: {
      region: prices.region * scale,
      beyondLeast: prices.beyondLeast * scale,
      theme: prices.theme * scale,
      peer: prices.peer * scale,
      lead: prices.lead * scale,
      locked: prices.locked * scale,
    },
    bank: { ...bank, leadPoints: bank.leadPoints.map((points) => points * scale) },
  }
}
