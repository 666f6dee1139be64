import { type Bank, loadCost, noLimit } from '#services/matching/bank.ts'
import { dayNumber } from '#services/matching/calendar.ts'
import { PairTable } from '#services/matching/plain/pair-table.ts'
import type { Conflict, Need, Role, TeamRules } from '#services/matching/problem.ts'
import type { Question } from '#services/matching/scan.ts'
import {
  mayServe,
  type PricePoints,
  pricePoints,
  seatScore,
  setUpTeam,
  type TeamSetup,
} from '#services/matching/team-setup.ts'
import { greatestScore } from '#services/matching/weights.ts'

/** A batch of requests to be planned together, with everything that bears on it. */
export type RoundInput = {
  bank: Bank
  needs: readonly Need[]
  conflicts: readonly Conflict[]
  rules: TeamRules
  /** Request id → candidate id → whole score, instead of ours; pairs left out are not eligible. */
  pairs?: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Lift the weakest team as far as it goes before adding up the rest. */
  isFair?: boolean
  /** An earlier plan whose places earn a bonus when kept. */
  keep?: readonly KeptTeam[]
  keepBonus?: number
}

export type KeptTeam = {
  request: string
  /** The window they were planned for; their places earn the bonus in that window only. Null: in any. */
  window: number | null
  members: readonly { expert: string; role: Role }[]
}

export const roleNames: readonly Role[] = ['lead', 'peer', 'observer']

/** One need of the round with the people who could serve it, by index of the bank. */
export type RoundNeed = {
  at: number
  need: Need
  question: Question
  setup: TeamSetup
  windows: number
  /** Windows as day numbers, both ends included; empty while dates are not known. */
  spans: readonly { from: number; to: number }[]
  /** Everyone eligible for something here, in the order of the bank. */
  people: Int32Array
  /** Locked person → the one role they may take here. */
  lockedRole: ReadonlyMap<number, Role>
  /** Locked choices that somebody could keep in some window. */
  locks: readonly { index: number; role: Role }[]
  /** Locked choices that cannot be kept in any window. */
  lostLocks: number
  /** Person * 3 + role → points for staying, and the window they are for (-1: any). */
  kept: ReadonlyMap<number, number>
  keptWindow: number
  /** Points that its scores should reach for the sake of fairness; undefined while there is no floor. */
  floor?: number
  /** What a place that is missing counts towards the floor: an average place of the need's best team alone. */
  placeWorth: number
}

export type RoundProblem = {
  input: RoundInput
  bank: Bank
  needs: readonly RoundNeed[]
  prices: PricePoints
  /** The plain assignment problem: no calendar between requests, own services not kept apart. */
  isPlain: boolean
  /** Cost of the k-th further review of a person in this round (k from 1), by reviews already carried. */
  furtherCost: (person: number, further: number) => number
  /** Places each person has in other needs of the round, when only some are planned. */
  held: Int32Array
  hasLoadCosts: boolean
  /** The most that anybody could score in one place. */
  greatestPlace: number
}

/** What each point below the floor costs: enough to be avoided wherever it can be, too little to leave a place empty for it. */
export const floorPrice = 25

/** Bare pairs without leads, themes or rules are the plain reviewer-assignment problem. */
export function isPlainRound({ needs, rules, pairs }: RoundInput): boolean {
  return (
    pairs !== undefined &&
    rules.maxPerYot === null &&
    rules.minOtherRegions === null &&
    rules.maxShareOfRegion === null &&
    needs.every(({ leads, themes }) => leads === 0 && themes.length === 0)
  )
}

/** Scans the bank for every need and fixes the prices that all of them share. */
export function setUpRound(input: RoundInput): RoundProblem {
  const { bank, rules, pairs } = input
  const isPlain = isPlainRound(input)
  const prices = roundPrices(input)
  const byRequest = new Map<string, Conflict[]>(input.needs.map(({ id }) => [id, []]))
  for (const conflict of input.conflicts) byRequest.get(conflict.request)?.push(conflict)
  const keptByRequest = new Map(input.keep?.map((team) => [team.request, team]))
  const needs = input.needs.map((need, at): RoundNeed => {
    const question: Question = {
      need,
      conflicts: byRequest.get(need.id) ?? [],
      isPlain,
      ...(pairs ? { scores: pairs.get(need.id) ?? new Map() } : {}),
    }
    const setup = setUpTeam(bank, question, rules, prices)
    const people: number[] = []
    for (let i = 0; i < bank.count; i += 1) if (setup.scan.roles[i] !== 0) people.push(i)
    return {
      at,
      need,
      question,
      setup,
      windows: setup.scan.windows,
      spans: spansOf(need),
      placeWorth: 0,
      people: Int32Array.from(people),
      ...lockedPlaces(setup),
      ...keptPlaces(bank, keptByRequest.get(need.id), input.keepBonus ?? bank.weights.kept.value),
    }
  })
  const furtherCost = (person: number, further: number) => {
    const used = bank.reviewsUsed[person] ?? 0
    return pairs ? 0 : loadCost(used + further, bank.weights) - loadCost(used, bank.weights)
  }
  return {
    input,
    bank,
    needs,
    prices,
    isPlain,
    furtherCost,
    held: new Int32Array(bank.count),
    hasLoadCosts: !pairs,
    greatestPlace: pairs ? greatestPair(pairs) : greatestScore(bank.weights),
  }
}

/**
 * What gaps cost in this round. In a plain one a chain of changes may run through every request, and filling a place is worth whatever it
 * costs along the chain.
 */
export function roundPrices(input: RoundInput): PricePoints {
  const { bank, needs, pairs, keepBonus } = input
  const largest = needs.reduce((most, { leads, peers }) => Math.max(most, leads + peers[1] + 1), 1)
  if (!pairs) return pricePoints(bank, largest)
  const chain = isPlainRound(input) ? Math.max(1, Math.ceil(needs.length / 4)) : 1
  return pricePoints(bank, largest * chain, Math.max(1 + (keepBonus ?? 0), greatestPair(pairs)))
}

function greatestPair(pairs: ReadonlyMap<string, ReadonlyMap<string, number>>): number {
  if (pairs instanceof PairTable) return pairs.greatest
  let greatest = 0
  for (const scores of pairs.values())
    for (const score of scores.values()) greatest = Math.max(greatest, Math.abs(score))
  return greatest
}

export function lockedPlaces(setup: TeamSetup): Pick<RoundNeed, 'lockedRole' | 'locks' | 'lostLocks'> {
  const { bank, question, scan } = setup
  const lockedRole = new Map<number, Role>()
  const locks: { index: number; role: Role }[] = []
  let lostLocks = 0
  for (const { expert, role } of question.need.locked) {
    const index = bank.indexOf.get(expert)
    const isFirst = index !== undefined && !lockedRole.has(index)
    if (isFirst) lockedRole.set(index, role)
    const windows = Array.from({ length: scan.windows }, (_, window) => window)
    const most = role === 'lead' ? question.need.leads : role === 'peer' ? question.need.peers[1] : 1
    if (isFirst && most > 0 && windows.some((window) => mayServe(setup, index, role, window)))
      locks.push({ index, role })
    else lostLocks += 1
  }
  return { lockedRole, locks, lostLocks }
}

export function keptPlaces(
  bank: Bank,
  team: KeptTeam | undefined,
  bonus: number,
): Pick<RoundNeed, 'kept' | 'keptWindow'> {
  const kept = new Map<number, number>()
  for (const { expert, role } of team?.members ?? []) {
    const index = bank.indexOf.get(expert)
    if (index !== undefined) kept.set(index * 3 + roleNames.indexOf(role), bonus)
  }
  return { kept, keptWindow: team?.window ?? -1 }
}

/** Windows as day numbers. */
export const spansOf = ({ windows }: Need) =>
  windows.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }))

/** Whether a person may take a role (by number) of a need in a window, a locked choice only its own role. */
export function isOpenTo(
  { setup, lockedRole, need }: RoundNeed,
  person: number,
  role: number,
  window: number,
): boolean {
  const name = roleNames[role]
  if (name === undefined || (name === 'lead' && need.leads === 0) || (name === 'peer' && need.peers[1] === 0))
    return false
  const locked = lockedRole.get(person)
  if (locked !== undefined ? locked !== name : name === 'observer') return false
  return mayServe(setup, person, name, window)
}

export function placeScore({ setup }: RoundNeed, person: number, role: number): number {
  return seatScore(setup, person, roleNames[role] ?? 'peer')
}

export function keptBonus({ kept, keptWindow }: RoundNeed, person: number, role: number, window: number): number {
  if (kept.size === 0 || (keptWindow >= 0 && keptWindow !== window)) return 0
  return kept.get(person * 3 + role) ?? 0
}

export const reviewCap = ({ reviewsLeft }: Bank, person: number): number => Math.min(noLimit, reviewsLeft[person] ?? 0)

/** Reviews a person can take on before any further one costs points, or before their year is full. */
export function freeReviews({ bank, held, hasLoadCosts }: RoundProblem, person: number): number {
  const cap = reviewCap(bank, person)
  return hasLoadCosts ? Math.min((held[person] ?? 0) === 0 ? 1 : 0, cap) : cap
}
