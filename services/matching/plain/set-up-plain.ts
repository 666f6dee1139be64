import { type Bank, noLimit } from '#services/matching/bank.ts'
import type { Conflict, Need, Role } from '#services/matching/problem.ts'
import {
  isOpenTo,
  isPlainRound,
  keptBonus,
  keptPlaces,
  lockedPlaces,
  type RoundInput,
  type RoundNeed,
  reviewCap,
  roleNames,
  roundPrices,
  spansOf,
} from '#services/matching/round/round-problem.ts'
import type { Question } from '#services/matching/scan.ts'
import { type PricePoints, setUpTeam } from '#services/matching/team-setup.ts'
import { PairList } from './pair-list.ts'
import { PairTable } from './pair-table.ts'
import type { PlainProblem } from './plain-problem.ts'
import { tabulatePairs } from './tabulate-pairs.ts'

/** A row of the flow: a need's reviewers, or the observer that it has locked choices for. */
type PlainRow = { need: number; role: Role }

/** A plain round as a flow. */
export type PlainRound = {
  problem: PlainProblem
  rows: readonly PlainRow[]
  /** Need → the window it is worked in. */
  windows: readonly number[]
  prices: PricePoints
  needs: NeedSource
  /** Points before anything is chosen: everything is missing. */
  start: number
}

const [peer, observer] = [roleNames.indexOf('peer'), roleNames.indexOf('observer')]

/** Points further from nothing than this are no longer counted exactly. */
const mostPoints = 2 ** 51

/**
 * The flow of a plain round; undefined where it is none: people's days differ between requests and bind, or a request's windows suit
 * different people and none suits all of them, or
 * the weakest of teams of several is to be lifted. Then the general planning has to choose.
 */
export function setUpPlain(input: RoundInput): PlainRound | undefined {
  if (!isPlainRound(input) || (input.isFair && !hasPlainFloor(input))) return undefined
  const prices = roundPrices(input)
  const needs = new NeedSource(input, prices)
  const flow = new FlowBuilder(needs.table.count, input.needs.length)
  const limits = new Limits(input.bank)
  const windows: number[] = []
  let start = 0
  for (let at = 0; at < input.needs.length; at += 1) {
    const own = needs.need(at)
    const window = own && bestWindow(own)
    if (!own || window === undefined) return undefined
    windows.push(window)
    const { need, locks, lostLocks } = own
    start -= prices.locked * (locks.length + lostLocks) + prices.peer * need.peers[0]
    const least = need.peers[0]
    const locked = locks.filter(({ role }) => role === 'peer').length
    const most = Math.max(least, Math.min(need.peers[1], locked))
    const places = Array.from({ length: most }, (_, place) => (place < least ? prices.peer : -prices.beyondLeast))
    flow.addRow({ need: at, role: 'peer' }, places)
    addPairs(flow, limits, own, window, peer, prices)
    if (locks.every(({ role }) => role !== 'observer')) continue
    flow.addRow({ need: at, role: 'observer' }, [0])
    addPairs(flow, limits, own, window, observer, prices)
  }
  const most = limits.most()
  if (!most || Math.abs(start) > mostPoints) return undefined
  return { problem: flow.problem(most), rows: flow.rows, windows, prices, needs, start }
}

/** One reviewer each, and nobody locked or kept: then the weakest team is the worst pair. */
const hasPlainFloor = ({ needs, keep }: RoundInput): boolean =>
  (keep ?? []).length === 0 && needs.every(({ peers, locked }) => peers[0] === 1 && locked.length === 0)

function addPairs(
  flow: FlowBuilder,
  limits: Limits,
  own: RoundNeed,
  window: number,
  role: number,
  prices: PricePoints,
): void {
  const { setup, need, locks } = own
  const score = setup.scan.score
  for (const person of own.people) {
    if (!isOpenTo(own, person, role, window)) continue
    const isLocked = locks.length > 0 && locks.some((lock) => lock.index === person && lock.role === roleNames[role])
    const more = keptBonus(own, person, role, window) + (isLocked ? prices.locked : 0)
    flow.addPair(person, (score[person] ?? 0) + more)
    limits.count(person, need.days)
  }
}

/** The window that everybody eligible is free in who is free in any, the one of the last plan first; undefined: there is none. */
function bestWindow(own: RoundNeed): number | undefined {
  const { kept, keptWindow, windows, people, setup } = own
  if (windows === 1) return 0
  const { free } = setup.scan
  const count = setup.bank.count
  const suits = (window: number) =>
    people.every((person) => {
      if (free[window * count + person] === 1) return true
      for (let other = 0; other < windows; other += 1) if (free[other * count + person] === 1) return false
      return true
    })
  if (kept.size > 0 && keptWindow >= 0 && keptWindow < windows) return suits(keptWindow) ? keptWindow : undefined
  for (let window = 0; window < windows; window += 1) if (suits(window)) return window
  return undefined
}

/** Makes needs ready one at a time, since all of them at once may not fit into memory. */
class NeedSource {
  readonly table: PairTable
  private readonly rowOf: ReadonlyMap<string, number>
  private readonly conflicts: ReadonlyMap<string, Conflict[]>
  private readonly keep: ReadonlyMap<string, NonNullable<RoundInput['keep']>[number]>

  constructor(
    readonly input: RoundInput,
    private readonly prices: PricePoints,
  ) {
    this.table = tableOf(input)
    this.rowOf = new Map(this.table.columns.requests.map((id, at) => [id, at]))
    const conflicts = new Map<string, Conflict[]>(input.needs.map(({ id }) => [id, []]))
    for (const conflict of input.conflicts) conflicts.get(conflict.request)?.push(conflict)
    this.conflicts = conflicts
    this.keep = new Map(input.keep?.map((team) => [team.request, team]))
  }

  need(at: number): RoundNeed | undefined {
    const { input, prices } = this
    const need: Need | undefined = input.needs[at]
    if (!need) return undefined
    const { bank, rules } = input
    const question: Question = { need, conflicts: this.conflicts.get(need.id) ?? [], isPlain: true }
    const open = setUpTeam(bank, question, rules, prices)
    const roles = new Uint8Array(bank.count)
    const score = new Int32Array(bank.count)
    const people: number[] = []
    const { start, expert, score: scores } = this.table.columns
    const row = this.rowOf.get(need.id) ?? -1
    const end = start[row + 1] ?? 0
    for (let pair = row < 0 ? end : (start[row] ?? 0); pair < end; pair += 1) {
      const person = expert[pair] ?? 0
      roles[person] = open.scan.roles[person] ?? 0
      score[person] = scores[pair] ?? 0
      if (roles[person] !== 0) people.push(person)
    }
    const setup = {
      ...open,
      question: { ...question, scores: this.table.get(need.id) ?? new Map<string, number>() },
      scan: { ...open.scan, roles, score },
    }
    return {
      at,
      need,
      question: setup.question,
      setup,
      windows: setup.scan.windows,
      spans: spansOf(need),
      placeWorth: 0,
      people: Int32Array.from(people),
      ...lockedPlaces(setup),
      ...keptPlaces(bank, this.keep.get(need.id), input.keepBonus ?? bank.weights.kept.value),
    }
  }
}

/** The pairs in columns over the people of the bank, in its order. */
function tableOf({ bank, needs, pairs }: RoundInput): PairTable {
  const isSame = (table: PairTable) =>
    table.columns.experts.length === bank.count &&
    table.columns.experts.every((id, place) => bank.candidates[place]?.id === id)
  if (pairs instanceof PairTable && isSame(pairs)) return pairs
  const list = new PairList()
  const known = new Set(needs.map(({ id }) => id))
  for (const [request, scores] of pairs ?? []) {
    if (!known.has(request)) continue
    for (const [expert, score] of scores) if (bank.indexOf.has(expert)) list.addValue([request, expert, score])
  }
  const ids = bank.candidates.map(({ id }) => id)
  const found = tabulatePairs(list, [...known], ids)
  if ('problems' in found) throw new Error(`Pairs that are not pairs: ${found.problems[0]?.message ?? ''}.`)
  return found.table
}

/** How many places each person can take, where that is a matter of counting. */
class Limits {
  private readonly pairs: Int32Array
  private readonly least: Int32Array
  private readonly greatest: Int32Array

  constructor(private readonly bank: Bank) {
    this.pairs = new Int32Array(bank.count)
    this.least = new Int32Array(bank.count).fill(noLimit)
    this.greatest = new Int32Array(bank.count)
  }

  count(person: number, days: number): void {
    this.pairs[person] = (this.pairs[person] ?? 0) + 1
    this.least[person] = Math.min(this.least[person] ?? 0, days)
    this.greatest[person] = Math.max(this.greatest[person] ?? 0, days)
  }

  /** Undefined when somebody's days would have to be added up request by request. */
  most(): Int32Array | undefined {
    const { bank, pairs, least, greatest } = this
    const most = new Int32Array(bank.count)
    for (let person = 0; person < bank.count; person += 1) {
      const days = bank.daysLeft[person] ?? 0
      const longest = greatest[person] ?? 0
      const reviews = Math.min(pairs[person] ?? 0, reviewCap(bank, person))
      const isBound = days < noLimit && reviews * longest > days
      if (isBound && least[person] !== longest) return undefined
      most[person] = isBound ? Math.floor(days / longest) : reviews
    }
    return most
  }
}

/** Collects rows and pairs into columns. */
class FlowBuilder {
  readonly rows: PlainRow[] = []
  private readonly places: number[][] = []
  private readonly starts: number[] = []
  private person: Int32Array<ArrayBuffer>
  private gain: Float64Array<ArrayBuffer>
  private count = 0

  constructor(pairs: number, needs: number) {
    // Each pair once, and again for locked observers; nearly always the first.
    this.person = new Int32Array(pairs + needs)
    this.gain = new Float64Array(pairs + needs)
  }

  addRow(row: PlainRow, places: number[]): void {
    this.rows.push(row)
    this.places.push(places)
    this.starts.push(this.count)
  }

  addPair(person: number, gain: number): void {
    this.person[this.count] = person
    this.gain[this.count] = gain
    this.count += 1
  }

  problem(most: Int32Array): PlainProblem {
    const { places, count } = this
    return {
      rows: places.length,
      people: most.length,
      start: Int32Array.from([...this.starts, count]),
      person: this.person.subarray(0, count),
      gain: this.gain.subarray(0, count),
      most,
      places,
    }
  }
}
