import type { Pool } from '#services/matching/pool.ts'
import { type Multipliers, searchTeam } from '#services/matching/team-search.ts'
import { seatScore, type TeamSetup } from '#services/matching/team-setup.ts'
import { bestCharged, type Charge, type NeedTeam, scaledSetup } from './assignment.ts'
import { isOpenTo, type RoundNeed, type RoundProblem } from './round-problem.ts'

/** Whole parts of a point that charges are rounded down to. */
const scale = 1024

/** The same where somebody is locked. */
const lockedScale = 64

/** Everyone who could take a seat in one window, leads first. */
type Seats = {
  people: Int32Array
  person: Int32Array
  role: Uint8Array
  points: Float64Array
  mask: Int32Array
  region: Int32Array
  yot: Int32Array
  multipliers: Multipliers
}

/** The searches of all needs of a round. */
export class NeedSearches {
  private readonly searches: NeedSearch[]

  constructor({ needs }: RoundProblem) {
    const [first] = needs
    const scratch = first && scratchFor(first)
    this.searches = scratch ? needs.map((own) => new NeedSearch(own, scratch)) : []
  }

  /** The best team of a need that is worth more than `above` points at these charges; undefined when there is none. */
  best(own: RoundNeed, charge: Charge, above = Number.NEGATIVE_INFINITY): (NeedTeam & { value: number }) | undefined {
    return this.searches[own.at]?.best(charge, above)
  }
}

/** Space that the searches of a round share, as only one runs at a time. */
type Scratch = { cost: Float64Array; score: Float64Array; adjusted: Float64Array; leadPoints: Int32Array }

function scratchFor({ setup: { bank } }: RoundNeed): Scratch {
  return {
    cost: new Float64Array(bank.count),
    score: new Float64Array(bank.count),
    adjusted: new Float64Array(2 * bank.count),
    leadPoints: Int32Array.from(bank.leadPoints, (points) => points * scale),
  }
}

/**
 * One need that is asked again and again for its best team at changing charges. The multipliers of the last answer bound every
 * person's best team at once, so that only the few who could be in a better one are searched. Exact, as `bestCharged` is.
 */
class NeedSearch {
  private readonly windows: Seats[]
  private readonly setup: TeamSetup

  constructor(
    private readonly own: RoundNeed,
    private readonly scratch: Scratch,
  ) {
    const { setup } = own
    const scaled = scaledSetup(setup, scale)
    this.setup = {
      ...scaled,
      bank: { ...scaled.bank, leadPoints: scratch.leadPoints },
      scan: { ...setup.scan, windows: 1, score: scratch.score },
    }
    this.windows = Array.from({ length: own.windows }, (_, window) => seatsOf(own, window))
  }

  /** The best team that is worth more than `above` points at these charges, and what it is worth; undefined when there is none. */
  best(charge: Charge, above: number): (NeedTeam & { value: number }) | undefined {
    if (this.own.need.locked.length > 0) {
      const found = bestCharged(this.own, charge, lockedScale)
      return found.value > above ? found : undefined
    }
    let least = Math.ceil(above * scale - 1e-6)
    let best: NeedTeam | undefined
    this.windows.forEach((seats, window) => {
      const found = this.bestIn(seats, window, charge, least)
      if (!found) return
      least = found.value
      best = { window, people: found.people }
    })
    return best && { ...best, value: least / scale }
  }

  private bestIn(seats: Seats, window: number, charge: Charge, above: number) {
    const { setup, own, scratch } = this
    const { need } = own
    const net = this.price(seats, window, charge)
    const leads = bestOf(scratch.adjusted, seats.role, 0, need.leads)
    const peers = bestOf(scratch.adjusted, seats.role, 1, need.peers[1])
    const { themes, anotherRegion } = seats.multipliers
    const given =
      themes.reduce((sum, theme) => sum + theme, 0) + anotherRegion * Math.max(0, setup.rules.minOtherRegions ?? 0)
    let best: ReturnType<typeof searchTeam>
    let least = above
    for (const { openLeads, openPeers, price } of sizesOf(setup)) {
      if (openLeads > leads.length || openPeers > peers.length) continue
      let bound = -price - given
      for (let at = 0; at < openLeads; at += 1) bound += leads[at] ?? 0
      for (let at = 0; at < openPeers; at += 1) bound += peers[at] ?? 0
      if (bound <= least) continue
      const spare = bound - least
      const pool = poolOf(seats, net, scratch.adjusted, [
        openLeads > 0 ? (leads[openLeads - 1] ?? 0) - spare : Number.POSITIVE_INFINITY,
        openPeers > 0 ? (peers[openPeers - 1] ?? 0) - spare : Number.POSITIVE_INFINITY,
      ])
      const sizes = { openLeads, openPeers, fixed: [], apart: [], lockedMissing: 0 }
      const found = searchTeam({ ...sizes, setup, pool, above: least, multipliers: seats.multipliers })
      if (!found) continue
      best = found
      least = found.value
    }
    return best
  }

  /** Scores less charges of everyone, and with what coverage and regions are worth besides. */
  private price(seats: Seats, window: number, charge: Charge): Float64Array {
    const { own, scratch, setup } = this
    const { cost, score, adjusted } = scratch
    const { themes, anotherRegion } = seats.multipliers
    for (const person of seats.people) {
      const points = charge(person, window)
      cost[person] = points === Number.POSITIVE_INFINITY ? points : Math.floor(points * scale)
      score[person] = (own.setup.scan.score[person] ?? 0) * scale - (cost[person] ?? 0)
    }
    const net = new Float64Array(seats.person.length)
    for (let at = 0; at < net.length; at += 1) {
      const value = (seats.points[at] ?? 0) - (cost[seats.person[at] ?? 0] ?? 0)
      net[at] = value
      let worth = value
      for (let rest = seats.mask[at] ?? 0; rest !== 0; rest &= rest - 1)
        worth += themes[31 - Math.clz32(rest & -rest)] ?? 0
      if (seats.region[at] !== setup.hostRegion) worth += anotherRegion
      adjusted[at] = worth
    }
    return net
  }
}

function seatsOf(own: RoundNeed, window: number): Seats {
  const { setup } = own
  const found: { person: number; role: number }[] = []
  for (const role of [0, 1])
    for (const person of own.people) if (isOpenTo(own, person, role, window)) found.push({ person, role })
  const { bank } = setup
  return {
    people: Int32Array.from(new Set(found.map(({ person }) => person))),
    person: Int32Array.from(found, ({ person }) => person),
    role: Uint8Array.from(found, ({ role }) => role),
    points: Float64Array.from(
      found,
      ({ person, role }) => scale * seatScore(setup, person, role === 0 ? 'lead' : 'peer'),
    ),
    mask: Int32Array.from(found, ({ person }) => setup.masks[person] ?? 0),
    region: Int32Array.from(found, ({ person }) => bank.region[person] ?? -1),
    yot: Int32Array.from(found, ({ person }) => bank.yot[person] ?? -1),
    multipliers: { themes: setup.themes.map(() => 0), anotherRegion: 0, scale },
  }
}

/** Numbers of co-leads and reviewers with what they lack or have too many of, those asked for first. */
function sizesOf({ question: { need }, prices }: TeamSetup) {
  const sizes: { openLeads: number; openPeers: number; price: number }[] = []
  for (let openLeads = 0; openLeads <= need.leads; openLeads += 1) {
    for (let openPeers = 0; openPeers <= need.peers[1]; openPeers += 1) {
      const price =
        prices.lead * (need.leads - openLeads) +
        prices.peer * Math.max(0, need.peers[0] - openPeers) +
        prices.beyondLeast * Math.max(0, openPeers - need.peers[0])
      sizes.push({ openLeads, openPeers, price })
    }
  }
  return sizes.sort((a, b) => a.price - b.price)
}

/** The best `most` values of a role, best first. */
function bestOf(values: Float64Array, roles: Uint8Array, role: number, most: number): number[] {
  const best: number[] = []
  for (let at = 0; at < roles.length; at += 1) {
    const value = values[at] ?? 0
    if (roles[at] !== role || value === Number.NEGATIVE_INFINITY) continue
    if (best.length === most && value <= (best[most - 1] ?? 0)) continue
    let slot = best.length < most ? best.length : most - 1
    while (slot > 0 && (best[slot - 1] ?? 0) < value) {
      best[slot] = best[slot - 1] ?? 0
      slot -= 1
    }
    if (most > 0) best[slot] = value
  }
  return best
}

/** Those whose best conceivable team is worth more than what is known already. */
function poolOf(seats: Seats, net: Float64Array, adjusted: Float64Array, worst: readonly number[]): Pool {
  const kept: number[] = []
  for (let at = 0; at < net.length; at += 1) if ((adjusted[at] ?? 0) > (worst[seats.role[at] ?? 0] ?? 0)) kept.push(at)
  kept.sort((a, b) => (net[b] ?? 0) - (net[a] ?? 0) || a - b)
  const pick = (from: ArrayLike<number>) => Int32Array.from(kept, (at) => from[at] ?? 0)
  return {
    size: kept.length,
    person: pick(seats.person),
    role: Uint8Array.from(kept, (at) => seats.role[at] ?? 0),
    score: Float64Array.from(kept, (at) => net[at] ?? 0),
    mask: pick(seats.mask),
    region: pick(seats.region),
    yot: pick(seats.yot),
  }
}
