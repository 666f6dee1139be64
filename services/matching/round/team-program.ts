import type { Highs } from 'highs'
import type { NeedTeam } from './assignment.ts'
import { type KnownTeam, teamKey } from './known-teams.ts'
import type { PersonLimits, Share } from './person-limits.ts'
import { furtherReviews, PersonPrices } from './person-prices.ts'
import { freeReviews, type RoundProblem } from './round-problem.ts'
import { type Entries, GrowingModel } from './solver.ts'

/** Prices may move no further than `radius` from the centre, apart from all of them, or those of co-leads, moving together. */
type Box = { centre: PersonPrices; radius: number }

export type TeamModel = {
  problem: RoundProblem
  highs: Highs
  limits: PersonLimits
  /** Teams that may be taken; one is taken of every need that has any. */
  teams: readonly KnownTeam[]
  /** Teams that are taken in any case. */
  fixed?: readonly KnownTeam[]
  box?: Box
}

export type TeamAnswer = {
  shares: Share[]
  /** What the program pays for people's limits. */
  prices: PersonPrices
  value: number
  /** Prices were held back by the box, so that the value is only what the known teams promise within it. */
  isBoxed: boolean
}

/**
 * The round as a program over whole teams: each need takes one, and people's limits are the only rows beside. All rules within a
 * team are kept by whoever finds the teams, so it stays small however many places there are (G. B. Dantzig and P. Wolfe,
 * "Decomposition principle for linear programs", 1960). It is built anew for each question.
 */
class TeamProgram {
  readonly linear: GrowingModel
  private readonly needRow = new Map<number, number>()
  private readonly reviewRow = new Map<number, number>()
  private readonly limitRow: number[] = []
  private readonly firstTeam: number
  private readonly firstBox: number

  constructor(private readonly of: TeamModel) {
    const { problem, highs, limits, teams, box } = of
    this.linear = new GrowingModel(highs)
    this.addRows()
    const people = [...this.reviewRow]
    this.linear.addColumns(
      people.flatMap(([person, row]) =>
        furtherReviews(problem, person).map(({ cost }) => ({ cost, upper: 1, entries: { at: [row], value: [-1] } })),
      ),
    )
    this.firstTeam = this.linear.cost.length
    this.linear.addColumns(
      teams.map((known) => ({ cost: -known.worth, upper: 1, entries: this.entriesOf(known, limits) })),
    )
    this.firstBox = this.linear.cost.length
    if (box) this.addBox(box)
  }

  answer(isOver: () => boolean, isVertex: boolean): TeamAnswer | undefined {
    const solution = this.linear.solveCentral(isOver, isVertex)
    if (!solution) return undefined
    const { value, rowDual, objective } = solution
    const { problem, limits, teams } = this.of
    const prices = new PersonPrices(problem)
    const priceOf = (row: number) => Math.max(0, -(rowDual[row] ?? 0))
    for (const [person, row] of this.reviewRow) prices.reviews[person] = priceOf(row)
    limits.all.forEach((limit, at) => {
      const price = priceOf(this.limitRow[at] ?? 0)
      if (price === 0) return
      if (limit.kind === 'days') prices.days[limit.person] = price
      else prices.addClash(limit.person, limit.day, price)
    })
    return {
      shares: teams.map((known, at) => ({ known, amount: value[this.firstTeam + at] ?? 0 })),
      prices,
      value: -objective,
      isBoxed: value.subarray(this.firstBox).some((amount) => amount > 1e-5),
    }
  }

  /** The best whole teams, from a plan of them; undefined when none are found in time. */
  whole(plan: readonly NeedTeam[], { relativeGap, seconds, isStopped }: WholeOptions): KnownTeam[] | undefined {
    const { model } = this.linear
    const { teams } = this.of
    const columns = teams.map((_, at) => this.firstTeam + at)
    for (const column of columns) model.changeColIntegrality(column, 1)
    model.options.set({ mip_rel_gap: relativeGap, mip_abs_gap: 0.5, time_limit: Math.max(0.1, seconds) })
    const keys = new Set(plan.map((team, need) => teamKey(need, team)))
    model.setSolution({
      indices: columns,
      values: teams.map(({ need, team }) => (keys.has(teamKey(need, team)) ? 1 : 0)),
    })
    const value = this.linear.solveInteger(isStopped)
    return value && teams.filter((_, at) => (value[this.firstTeam + at] ?? 0) > 0.5)
  }

  private addRows(): void {
    const { problem, limits, teams, fixed = [], box } = this.of
    const taken = new Int32Array(problem.bank.count)
    const used = new Float64Array(limits.all.length)
    for (const { need, team } of fixed) {
      for (const { index } of team.people) taken[index] = (taken[index] ?? 0) + 1
      for (const { at, amount } of limits.usesOf(need, team)) used[at] = (used[at] ?? 0) + amount
    }
    const people = new Set<number>()
    for (const { need, team } of teams) {
      if (!this.needRow.has(need)) this.needRow.set(need, this.needRow.size)
      for (const { index } of team.people) people.add(index)
    }
    for (const { team } of fixed) for (const { index } of team.people) people.add(index)
    box?.centre.reviews.forEach((price, person) => {
      if (price > 0) people.add(person)
    })
    const empty: Entries = { at: [], value: [] }
    const lower = Number.NEGATIVE_INFINITY
    this.linear.addRows([...this.needRow.keys()].map(() => ({ lower: 1, upper: 1, entries: empty })))
    for (const person of [...people].sort((a, b) => a - b))
      this.reviewRow.set(person, this.needRow.size + this.reviewRow.size)
    this.linear.addRows(
      [...this.reviewRow.keys()].map((person) => ({
        lower,
        upper: freeReviews(problem, person) - (taken[person] ?? 0),
        entries: empty,
      })),
    )
    this.linear.addRows(
      limits.all.map((limit, at) => {
        this.limitRow.push(this.needRow.size + this.reviewRow.size + at)
        return { lower, upper: limits.most(limit) - (used[at] ?? 0), entries: empty }
      }),
    )
  }

  /** Columns that buy a place above its price and sell one below, at a loss, so that prices stay near. */
  private addBox({ centre, radius }: Box): void {
    const { problem, limits } = this.of
    const levels = this.linear.rowLower.length
    const empty: Entries = { at: [], value: [] }
    this.linear.addRows([
      { lower: 0, upper: 0, entries: empty },
      { lower: 0, upper: 0, entries: empty },
    ])
    const columns: { cost: number; upper: number; entries: Entries }[] = []
    const upper = this.linear.infinity
    for (const [person, row] of this.reviewRow) {
      const price = centre.reviews[person] ?? 0
      const own = problem.bank.candidates[person]?.roles.includes('lead') ? [levels, levels + 1] : [levels]
      columns.push({ cost: price + radius, upper, entries: { at: [row, ...own], value: [-1, ...own.map(() => 1)] } })
      if (price === 0) continue
      columns.push({ cost: radius - price, upper, entries: { at: [row, ...own], value: [1, ...own.map(() => -1)] } })
    }
    limits.all.forEach((limit, at) => {
      const row = this.limitRow[at] ?? 0
      const price = centre.priceOf(limit)
      columns.push({ cost: price + radius, upper, entries: { at: [row], value: [-1] } })
      if (price > radius) columns.push({ cost: radius - price, upper, entries: { at: [row], value: [1] } })
    })
    this.linear.addColumns(columns)
  }

  private entriesOf({ need, team }: KnownTeam, limits: PersonLimits): Entries {
    const entries: Entries = { at: [this.needRow.get(need) ?? 0], value: [1] }
    for (const { index } of team.people) {
      entries.at.push(this.reviewRow.get(index) ?? 0)
      entries.value.push(1)
    }
    for (const { at, amount } of limits.usesOf(need, team)) {
      entries.at.push(this.limitRow[at] ?? 0)
      entries.value.push(amount)
    }
    return entries
  }
}

export type WholeOptions = { relativeGap: number; seconds: number; isStopped: () => boolean }

/** Solves the linear program; at a vertex, few teams are taken in parts. Undefined when stopped. */
export function solveTeamProgram(model: TeamModel, isOver: () => boolean, isVertex: boolean): TeamAnswer | undefined {
  const program = new TeamProgram(model)
  const answer = program.answer(isOver, isVertex)
  program.linear.dispose()
  return answer
}

/** Solves the program with whole teams, limits that its answers break being added until they break none. */
export function solveWholeTeams(
  model: TeamModel,
  plan: readonly NeedTeam[],
  options: WholeOptions,
): KnownTeam[] | undefined {
  const begun = performance.now()
  for (;;) {
    const program = new TeamProgram(model)
    const seconds = options.seconds - (performance.now() - begun) / 1000
    const chosen = program.whole(plan, { ...options, seconds })
    program.linear.dispose()
    if (!chosen || options.isStopped()) return undefined
    const fixed = model.fixed ?? []
    if (!model.limits.addBroken([...fixed, ...chosen].map((known) => ({ known, amount: 1 })))) return chosen
    if (seconds <= 0) return undefined
  }
}
