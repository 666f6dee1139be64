import type { Highs } from 'highs'
import { dayNumber } from '#services/matching/calendar.ts'
import type { NeedTeam } from './assignment.ts'
import { furtherReviews, PersonPrices } from './person-prices.ts'
import { freeReviews, type RoundNeed, type RoundProblem, roleNames } from './round-problem.ts'
import { coversDay } from './rows.ts'
import { type Entries, GrowingModel, type LinearSolution } from './solver.ts'
import { teamWorth } from './team-worth.ts'

export type TeamColumn = { need: number; team: NeedTeam; worth: number; column: number }

export type WholeOptions = { relativeGap: number; seconds: number; isStopped: () => boolean }

type PersonLimit = { kind: 'days'; person: number } | { kind: 'clash'; person: number; day: number }

/**
 * The round as a linear model of whole teams: each need takes one of its columns, and people's limits are the only rows beside. All
 * rules within a team are kept by whoever finds the teams, so the model stays small however many places there are
 * (G. B. Dantzig and P. Wolfe, "Decomposition principle for linear programs", 1960).
 */
export class TeamMaster {
  readonly linear: GrowingModel
  readonly teams: TeamColumn[] = []
  readonly teamsOf: TeamColumn[][]
  private readonly known = new Set<string>()
  private readonly limits: { row: number; limit: PersonLimit }[] = []
  private readonly limitAt = new Set<string>()
  private readonly limitsOf = new Map<number, { row: number; limit: PersonLimit }[]>()
  private readonly firstReview: number
  private rowCount: number
  private newTeams: TeamColumn[] = []

  constructor(
    readonly problem: RoundProblem,
    highs: Highs,
  ) {
    const { needs, bank } = problem
    this.linear = new GrowingModel(highs)
    this.linear.model.options.set({ presolve: 'off' })
    this.teamsOf = needs.map(() => [])
    const empty: Entries = { at: [], value: [] }
    this.linear.addRows(needs.map(() => ({ lower: 1, upper: 1, entries: empty })))
    this.firstReview = needs.length
    this.rowCount = needs.length + bank.count
    this.linear.addRows(
      bank.candidates.map((_, person) => ({
        lower: Number.NEGATIVE_INFINITY,
        upper: freeReviews(problem, person),
        entries: empty,
      })),
    )
    this.linear.addColumns(
      bank.candidates.flatMap((_, person) =>
        furtherReviews(problem, person).map(({ cost }) => ({
          cost,
          upper: 1,
          entries: { at: [this.firstReview + person], value: [-1] },
        })),
      ),
    )
    for (const { at } of needs) this.addTeam(at, { window: 0, people: [] })
  }

  /** Adds a team, unless it is there; true when it was new. */
  addTeam(need: number, team: NeedTeam): boolean {
    const own = this.problem.needs[need]
    const key = teamKey(need, team)
    if (!own || this.known.has(key)) return false
    this.known.add(key)
    const added = { need, team, worth: teamWorth(own, team), column: this.linear.cost.length + this.newTeams.length }
    this.newTeams.push(added)
    this.teams.push(added)
    this.teamsOf[need]?.push(added)
    return true
  }

  /** Solves the linear program, limits that its answers break being added until they break none; undefined when stopped. */
  solve(isOver: () => boolean): LinearSolution | undefined {
    for (;;) {
      this.flush()
      const solution = this.linear.solveLinear(isOver)
      if (!solution || !this.addBroken(solution.value)) return solution
    }
  }

  /** What the linear program pays for people's limits. */
  prices({ rowDual }: LinearSolution): PersonPrices {
    const prices = new PersonPrices(this.problem)
    const price = (row: number) => Math.max(0, -(rowDual[row] ?? 0))
    for (let person = 0; person < prices.reviews.length; person += 1)
      prices.reviews[person] = price(this.firstReview + person)
    for (const { row, limit } of this.limits) {
      if (price(row) === 0) continue
      if (limit.kind === 'days') prices.days[limit.person] = price(row)
      else prices.addClash(limit.person, limit.day, price(row))
    }
    return prices
  }

  /** The best whole teams among those known, from a plan of them; undefined when none is found in time. */
  solveWhole(plan: readonly NeedTeam[], { relativeGap, seconds, isStopped }: WholeOptions): NeedTeam[] | undefined {
    const { model } = this.linear
    const begun = performance.now()
    const keys = new Set(plan.map((team, need) => teamKey(need, team)))
    for (;;) {
      if (!this.solve(isStopped)) return undefined
      for (const { column } of this.teams) model.changeColIntegrality(column, 1)
      const left = seconds - (performance.now() - begun) / 1000
      model.options.set({ presolve: 'choose', mip_rel_gap: relativeGap, time_limit: Math.max(0.1, left) })
      model.zeroAllClocks()
      model.setSolution({
        indices: this.teams.map(({ column }) => column),
        values: this.teams.map(({ need, team }) => (keys.has(teamKey(need, team)) ? 1 : 0)),
      })
      const value = this.linear.solveInteger(isStopped)
      if (!value || isStopped()) return undefined
      if (!this.addBroken(value)) return this.teamsOf.map((teams) => wholeTeam(teams, value))
      if (left <= 0) return undefined
      this.linear.relax(this.teams.map(({ column }) => column))
    }
  }

  private flush(): void {
    this.linear.addColumns(
      this.newTeams.map((team) => ({ cost: -team.worth, upper: 1, entries: this.entriesOf(team) })),
    )
    this.newTeams = []
  }

  private entriesOf({ need, team }: TeamColumn): Entries {
    const entries: Entries = { at: [need], value: [1] }
    for (const { index } of team.people) {
      entries.at.push(this.firstReview + index)
      entries.value.push(1)
      for (const { row, limit } of this.limitsOf.get(index) ?? []) {
        const value = this.uses(limit, need, team)
        if (value === 0) continue
        entries.at.push(row)
        entries.value.push(value)
      }
    }
    return entries
  }

  private uses(limit: PersonLimit, need: number, { window, people }: NeedTeam): number {
    const own = this.problem.needs[need]
    if (!own || !people.some(({ index }) => index === limit.person)) return 0
    if (limit.kind === 'days') return own.need.days
    return coversDay(own, window, limit.day, this.restOf(limit.person)) ? 1 : 0
  }

  private restOf(person: number): number {
    return this.problem.bank.candidates[person]?.restDays ?? 0
  }

  private addBroken(value: Float64Array): boolean {
    const { bank, needs, isPlain } = this.problem
    const work = new Map<number, { own: RoundNeed; window: number; share: number }[]>()
    for (const { need, team, column } of this.teams) {
      const share = value[column] ?? 0
      const own = needs[need]
      if (share < 1e-7 || !own) continue
      for (const { index } of team.people) {
        const list = work.get(index) ?? []
        work.set(index, list)
        list.push({ own, window: team.window, share })
      }
    }
    const broken: PersonLimit[] = []
    for (const [person, list] of work) {
      const days = list.reduce((sum, { own, share }) => sum + own.need.days * share, 0)
      if (days > (bank.daysLeft[person] ?? 0) + 1e-6) broken.push({ kind: 'days', person })
      if (isPlain || list.length < 2) continue
      const starts = new Set(list.map(({ own, window }) => own.need.windows[window]?.from ?? ''))
      for (const start of starts) {
        if (start === '') continue
        const day = dayNumber(start)
        const there = list.reduce(
          (sum, { own, window, share }) => sum + (coversDay(own, window, day, this.restOf(person)) ? share : 0),
          0,
        )
        if (there > 1 + 1e-6) broken.push({ kind: 'clash', person, day })
      }
    }
    return this.addLimits(broken)
  }

  private addLimits(broken: readonly PersonLimit[]): boolean {
    const added = broken.filter((limit) => !this.limitAt.has(limitKey(limit)))
    this.linear.addRows(
      added.map((limit) => {
        const entries: Entries = { at: [], value: [] }
        for (const { need, team, column } of this.teams) {
          const value = this.uses(limit, need, team)
          if (value === 0) continue
          entries.at.push(column)
          entries.value.push(value)
        }
        const upper = limit.kind === 'days' ? (this.problem.bank.daysLeft[limit.person] ?? 0) : 1
        return { lower: Number.NEGATIVE_INFINITY, upper, entries }
      }),
    )
    for (const limit of added) {
      const known = { row: this.rowCount, limit }
      this.rowCount += 1
      this.limitAt.add(limitKey(limit))
      this.limits.push(known)
      this.limitsOf.set(limit.person, [...(this.limitsOf.get(limit.person) ?? []), known])
    }
    return added.length > 0
  }
}

const wholeTeam = (teams: readonly TeamColumn[], value: Float64Array): NeedTeam =>
  teams.find(({ column }) => (value[column] ?? 0) > 0.5)?.team ?? { window: 0, people: [] }

const teamKey = (need: number, { window, people }: NeedTeam): string => {
  const seats = people.map(({ index, role }) => index * 3 + roleNames.indexOf(role)).sort((a, b) => a - b)
  return `${need},${window}:${seats.join(',')}`
}

const limitKey = (limit: PersonLimit): string =>
  limit.kind === 'days' ? `d${limit.person}` : `c${limit.person},${limit.day}`
