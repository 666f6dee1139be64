import { regionCap } from '#services/matching/team-setup.ts'
import { floorPrice, type RoundNeed, type RoundProblem, reviewCap } from './round-problem.ts'
import type { RowRule } from './rows.ts'

/** The bounds of a row and the columns beside places that it holds, each made when first named. */
export type RowSides = { lower: number; upper: number; extras: [column: number, value: number][] }

/** Gives the column of a name, making it with this cost and upper bound when it is new. */
export type ExtraColumn = (name: string, cost: number, upper: number) => number

export const windowName = (need: number, window: number) => `window ${need},${window}`
const missingPlaceName = (need: number, role: number, window: number) => `place ${need},${role},${window}`
const beyondName = (need: number, window: number) => `beyond ${need},${window}`
const missingLockName = (need: number, person: number) => `lock ${need},${person}`
const missingThemeName = (need: number, bit: number, window: number) => `theme ${need},${bit},${window}`
const missingRegionName = (need: number) => `region ${need}`
export const sizeName = (need: number, size: number) => `size ${need},${size}`
export const furtherName = (person: number, further: number) => `further ${person},${further}`
const belowFloorName = (need: number) => `below ${need}`
export const floorName = 'floor'

const infinity = Number.POSITIVE_INFINITY

/** What stands beside the places in a row: windows, slacks with their prices, sizes, further reviews. */
export function rowSides(problem: RoundProblem, row: RowRule, extra: ExtraColumn): RowSides {
  const { prices, input, bank } = problem
  if (row.kind === 'reviews') return reviewSides(problem, row.person, extra)
  if (row.kind === 'days') return { lower: -infinity, upper: bank.daysLeft[row.person] ?? 0, extras: [] }
  if (row.kind === 'clash') return { lower: -infinity, upper: 1, extras: [] }
  const own = problem.needs[row.need]
  if (!own) throw new Error('A row names a need that the round does not have.')
  const { need, at, windows } = own
  const chosen = (window: number) => extra(windowName(at, window), 0, 1)
  switch (row.kind) {
    case 'choose':
      return { lower: 1, upper: 1, extras: each(windows, (window) => [chosen(window), 1]) }
    case 'place': {
      // One observer at most.
      if (row.role === 2) return { lower: -infinity, upper: 0, extras: [[chosen(row.window), -1]] }
      const seats = row.role === 0 ? need.leads : need.peers[0]
      const beyond = row.role === 0 ? 0 : need.peers[1] - need.peers[0]
      const extras: [number, number][] = [[chosen(row.window), -seats]]
      const price = row.role === 0 ? prices.lead : prices.peer
      if (seats > 0) extras.push([extra(missingPlaceName(at, row.role, row.window), price, seats), 1])
      if (beyond > 0) extras.push([extra(beyondName(at, row.window), prices.beyondLeast, beyond), -1])
      return { lower: 0, upper: 0, extras }
    }
    case 'beyond': {
      const most = need.peers[1] - need.peers[0]
      const extras: [number, number][] = [
        [extra(beyondName(at, row.window), prices.beyondLeast, most), 1],
        [chosen(row.window), -most],
      ]
      return { lower: -infinity, upper: 0, extras }
    }
    case 'lock':
      return { lower: 1, upper: 1, extras: [[extra(missingLockName(at, row.person), prices.locked, 1), 1]] }
    case 'theme': {
      const missing = extra(missingThemeName(at, row.bit, row.window), prices.theme, 1)
      return {
        lower: 0,
        upper: infinity,
        extras: [
          [missing, 1],
          [chosen(row.window), -1],
        ],
      }
    }
    case 'once':
      return { lower: -infinity, upper: 0, extras: [[chosen(row.window), -1]] }
    case 'yot':
      return { lower: -infinity, upper: 0, extras: [[chosen(row.window), -(input.rules.maxPerYot ?? infinity)]] }
    case 'region': {
      const extras = each(sizes(own), (size): [number, number] => [
        extra(sizeName(at, size), 0, 1),
        -regionCap(input.rules, size),
      ])
      return { lower: -infinity, upper: 0, extras }
    }
    case 'size':
      return sizeSides(problem, own, row.part, extra)
    case 'spread': {
      const wanted = input.rules.minOtherRegions ?? 0
      const missing = extra(missingRegionName(at), prices.region, wanted)
      return { lower: wanted - row.besides.length, upper: infinity, extras: [[missing, 1]] }
    }
    case 'floor': {
      const extras: [number, number][] = [[extra(belowFloorName(at), floorPrice, prices.locked), 1]]
      for (const role of [0, 1])
        for (let window = 0; window < windows; window += 1) {
          const seats = role === 0 ? need.leads : need.peers[0]
          const price = role === 0 ? prices.lead : prices.peer
          if (seats > 0) extras.push([extra(missingPlaceName(at, role, window), price, seats), own.placeWorth])
        }
      // People beyond the least lift no floor: they are there for coverage.
      const beyond = need.peers[1] - need.peers[0]
      if (beyond > 0)
        for (let window = 0; window < windows; window += 1)
          extras.push([extra(beyondName(at, window), prices.beyondLeast, beyond), -problem.greatestPlace])
      if (own.floor === undefined) extras.push([extra(floorName, 0, prices.locked), -1])
      return { lower: own.floor ?? 0, upper: infinity, extras }
    }
  }
}

const each = <Value>(count: number, value: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => value(at))

/** A team has from nobody to everybody asked for: one more than its greatest size. */
const sizes = ({ need }: RoundNeed): number => need.leads + need.peers[1] + 1

function sizeSides(
  problem: RoundProblem,
  own: RoundNeed,
  part: 'one' | 'members' | 'short',
  extra: ExtraColumn,
): RowSides {
  const { need, at, windows } = own
  const { prices } = problem
  const asked = need.leads + need.peers[0]
  const size = (members: number) => extra(sizeName(at, members), 0, 1)
  if (part === 'one') return { lower: 1, upper: 1, extras: each(sizes(own), (members) => [size(members), 1]) }
  const extras: [number, number][] = each(sizes(own), (members) => [
    size(members),
    part === 'members' ? members : Math.max(0, asked - members),
  ])
  const sign = part === 'members' ? 1 : -1
  for (let window = 0; window < windows; window += 1) {
    if (need.leads > 0) extras.push([extra(missingPlaceName(at, 0, window), prices.lead, need.leads), sign])
    if (need.peers[0] > 0) extras.push([extra(missingPlaceName(at, 1, window), prices.peer, need.peers[0]), sign])
    const beyond = need.peers[1] - need.peers[0]
    if (part === 'members' && beyond > 0) extras.push([extra(beyondName(at, window), prices.beyondLeast, beyond), -1])
  }
  const used = extras.filter(([, value]) => value !== 0)
  return part === 'members'
    ? { lower: asked, upper: asked, extras: used }
    : { lower: -infinity, upper: 0, extras: used }
}

/** A person's reviews in the round: the first is free, each further one costs more, up to what is left of their year. */
function reviewSides(problem: RoundProblem, person: number, extra: ExtraColumn): RowSides {
  const cap = Math.min(reviewCap(problem.bank, person), problem.needs.length)
  if (!problem.hasLoadCosts) return { lower: -infinity, upper: cap, extras: [] }
  const held = problem.held[person] ?? 0
  const free = held === 0 ? Math.min(1, cap) : 0
  const extras = each(Math.max(0, cap - free), (at): [number, number] => {
    const further = Math.max(1, held) + at
    return [extra(furtherName(person, further), problem.furtherCost(person, further), 1), -1]
  })
  return { lower: -infinity, upper: free, extras }
}
