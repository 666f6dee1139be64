import type { NeedTeam } from './assignment.ts'
import type { KnownTeam } from './known-teams.ts'
import type { RoundNeed, RoundProblem } from './round-problem.ts'
import { coversDay } from './rows.ts'

/** What one person can do beside their number of reviews: so many days of their year, one place on any day. */
export type PersonLimit = { kind: 'days'; person: number } | { kind: 'clash'; person: number; day: number }

/** Teams with how much of each is taken: 1 is the whole team. */
export type Share = { known: KnownTeam; amount: number }

/** The limits of people that answers have broken so far: few ever are, so the others are never modelled. */
export class PersonLimits {
  readonly all: PersonLimit[] = []
  private readonly keys = new Set<string>()
  private readonly ofPerson = new Map<number, number[]>()

  constructor(private readonly problem: RoundProblem) {}

  most(limit: PersonLimit): number {
    return limit.kind === 'days' ? (this.problem.bank.daysLeft[limit.person] ?? 0) : 1
  }

  /** Limits that a team of a need uses up, by their place in `all`, and how much of each. */
  usesOf(need: number, { people, window }: NeedTeam): { at: number; amount: number }[] {
    const own = this.problem.needs[need]
    if (!own || this.all.length === 0) return []
    const uses: { at: number; amount: number }[] = []
    for (const { index } of people) {
      for (const at of this.ofPerson.get(index) ?? []) {
        const limit = this.all[at]
        if (limit?.kind === 'days') uses.push({ at, amount: own.need.days })
        else if (limit && coversDay(own, window, limit.day, this.restOf(index))) uses.push({ at, amount: 1 })
      }
    }
    return uses
  }

  /** Adds the limits that these teams break together; true when there were any new ones. */
  addBroken(shares: readonly Share[]): boolean {
    const { bank, isPlain } = this.problem
    let isAdded = false
    for (const [person, work] of this.workOf(shares)) {
      const days = work.reduce((sum, { own, amount }) => sum + own.need.days * amount, 0)
      if (days > (bank.daysLeft[person] ?? 0) + tolerance) isAdded = this.add({ kind: 'days', person }) || isAdded
      if (isPlain || work.length < 2) continue
      const rest = this.restOf(person)
      const starts = new Set(work.flatMap(({ own, window }) => own.spans[window]?.from ?? []))
      for (const day of starts) {
        const there = work.reduce(
          (sum, { own, window, amount }) => sum + (coversDay(own, window, day, rest) ? amount : 0),
          0,
        )
        if (there > 1 + tolerance) isAdded = this.add({ kind: 'clash', person, day }) || isAdded
      }
    }
    return isAdded
  }

  private workOf(shares: readonly Share[]): Map<number, { own: RoundNeed; window: number; amount: number }[]> {
    const work = new Map<number, { own: RoundNeed; window: number; amount: number }[]>()
    for (const { known, amount } of shares) {
      const own = this.problem.needs[known.need]
      if (amount < 1e-7 || !own) continue
      for (const { index } of known.team.people) {
        const list = work.get(index) ?? []
        work.set(index, list)
        list.push({ own, window: known.team.window, amount })
      }
    }
    return work
  }

  private add(limit: PersonLimit): boolean {
    const key = limit.kind === 'days' ? `d${limit.person}` : `c${limit.person},${limit.day}`
    if (this.keys.has(key)) return false
    this.keys.add(key)
    this.ofPerson.set(limit.person, [...(this.ofPerson.get(limit.person) ?? []), this.all.length])
    this.all.push(limit)
    return true
  }

  private restOf(person: number): number {
    return this.problem.bank.candidates[person]?.restDays ?? 0
  }
}

const tolerance = 1e-6
