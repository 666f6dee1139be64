import { type Pool, pickFrom } from './pool.ts'
import type { Role } from './problem.ts'
import { Relaxation } from './team-bound.ts'
import { countTeam, regionCap, sizeOf, type TeamSetup } from './team-setup.ts'

export type Person = { index: number; role: Role }

/** At most `most` of the new team may be among these people, so that proposals differ. */
export type Apart = { people: ReadonlySet<number>; most: number }

/** One exact question: these people stay, so many seats are open, from this pool. */
export type SearchTask = {
  setup: TeamSetup
  pool: Pool
  fixed: readonly Person[]
  openLeads: number
  openPeers: number
  apart: readonly Apart[]
  /** Locked choices that this task has given up. */
  lockedMissing: number
  /** Only a team worth more than this is of interest. */
  above: number
  /** Where the bound starts from, left as the search found it: a need that is asked again and again is bounded at once. */
  multipliers?: Multipliers
}

/** What coverage and regions are worth in a bound, in the points of the search, `scale` parts to a point. */
export type Multipliers = { themes: number[]; anotherRegion: number; scale: number }

export type Found = { value: number; people: Person[] }

/** The mutable state of a search, shared with its bound. */
export type SearchState = {
  openSeats: [leads: number, peers: number]
  /** Worth so far: scores taken less prices of what was decided to go without. */
  worth: number
  uncovered: number
  /** New regions still needed, and those already there (the host's among them). */
  regionsNeeded: number
  regionCount: Int16Array
  yotCount: Int16Array
  apartCount: number[]
  /** Above 0: this option may not be taken here. */
  banned: Int16Array
  taken: Uint8Array
  cap: number
}

/**
 * Fills the open seats exactly: branch and bound. A node takes the scarcest thing still wanted (a theme, another region,
 * a seat) and tries everyone who gives it, best first, each later branch without those tried before; a theme or region may
 * also be gone without at its price. The bound is a Lagrangian relaxation (M. L. Fisher, Management Science 27, 1981).
 * Returns undefined when no such team is worth more than `above`.
 */
export function searchTeam(task: SearchTask): Found | undefined {
  return new Search(task).run()
}

class Search {
  private readonly state: SearchState
  private readonly relaxation: Relaxation
  private readonly chosen: number[] = []
  private best: Found | undefined
  private bestValue: number

  constructor(private readonly task: SearchTask) {
    this.state = startState(task)
    this.relaxation = new Relaxation(task, this.state)
    this.bestValue = task.above
  }

  run(): Found | undefined {
    if (!respectsLimits(this.task, this.state)) return undefined
    if (this.relaxation.tighten(this.bestValue) <= this.bestValue) return undefined
    const rest = new Search({ ...this.task, pool: pickFrom(this.task.pool, this.relaxation.promising(this.bestValue)) })
    rest.relaxation.follow(this.relaxation)
    rest.visit()
    return rest.best
  }

  private visit(): void {
    const { state, relaxation } = this
    if (state.openSeats[0] + state.openSeats[1] === 0) {
      this.keepIfBetter()
      return
    }
    if (relaxation.bound() <= this.bestValue) return
    const options = relaxation.scarcest()
    const banned: number[] = []
    // The bound changes as branches are visited, so what each option loses is noted before.
    const tries = options.wanted.map((option) => ({ option, bound: relaxation.boundWith(option) }))
    tries.sort((a, b) => b.bound - a.bound || a.option - b.option)
    for (const { option, bound } of tries) {
      if (bound <= this.bestValue) break
      this.take(option)
      this.visit()
      this.release(option)
      state.banned[option] = (state.banned[option] ?? 0) + 1
      banned.push(option)
    }
    this.goWithout(options, banned)
    for (const option of banned) state.banned[option] = (state.banned[option] ?? 0) - 1
  }

  /** The last branch: nobody gives what was wanted, at its price. A seat cannot be gone without here. */
  private goWithout({ wanted, theme, isRegion }: Wanted, banned: readonly number[]): void {
    const { state, task } = this
    const { prices } = task.setup
    if (theme === undefined && !isRegion) return
    const rest = wanted.filter((option) => !banned.includes(option))
    for (const option of rest) state.banned[option] = (state.banned[option] ?? 0) + 1
    const { uncovered, regionsNeeded, worth } = state
    if (theme !== undefined) {
      state.uncovered &= ~(1 << theme)
      state.worth -= prices.theme
    } else {
      state.worth -= prices.region * regionsNeeded
      state.regionsNeeded = 0
    }
    this.visit()
    state.uncovered = uncovered
    state.regionsNeeded = regionsNeeded
    state.worth = worth
    for (const option of rest) state.banned[option] = (state.banned[option] ?? 0) - 1
  }

  private readonly undo: { uncovered: number; regionsNeeded: number }[] = []

  private take(option: number): void {
    const { state, task } = this
    const { pool } = task
    this.undo.push({ uncovered: state.uncovered, regionsNeeded: state.regionsNeeded })
    this.chosen.push(option)
    change(state, task, option, 1)
    state.uncovered &= ~(pool.mask[option] ?? 0)
  }

  private release(option: number): void {
    const { state, task } = this
    const before = this.undo.pop()
    this.chosen.pop()
    change(state, task, option, -1)
    if (before) {
      state.uncovered = before.uncovered
      state.regionsNeeded = before.regionsNeeded
    }
  }

  private keepIfBetter(): void {
    const { task } = this
    const people: Person[] = [
      ...task.fixed,
      ...this.chosen.map((option): Person => {
        return { index: task.pool.person[option] ?? 0, role: task.pool.role[option] === 0 ? 'lead' : 'peer' }
      }),
    ]
    const { value } = countTeam(task.setup, people, task.lockedMissing)
    if (value <= this.bestValue) return
    this.bestValue = value
    this.best = { value, people }
  }
}

/** What a node branches on: everyone who gives the theme, region or seat that fewest can give. */
export type Wanted = { wanted: number[]; theme?: number; isRegion: boolean }

function startState({ setup, pool, fixed, openLeads, openPeers, apart, lockedMissing }: SearchTask): SearchState {
  const { bank, rules, question, prices, themes, masks, hostRegion } = setup
  const { need } = question
  const regionCount = new Int16Array(bank.regions.length + 1)
  const yotCount = new Int16Array(bank.yots.length + 1)
  const taken = new Uint8Array(bank.count)
  let uncovered = (1 << themes.length) - 1
  const present = new Set<number>()
  for (const { index, role } of fixed) {
    taken[index] = 1
    const region = bank.region[index] ?? -1
    const yot = bank.yot[index] ?? -1
    if (region >= 0) regionCount[region] = (regionCount[region] ?? 0) + 1
    if (yot >= 0) yotCount[yot] = (yotCount[yot] ?? 0) + 1
    if (role === 'observer') continue
    uncovered &= ~(masks[index] ?? 0)
    if (region !== hostRegion) present.add(region)
  }
  const counted = countTeam(setup, fixed, lockedMissing)
  const leads = counted.leads + openLeads
  const peers = counted.peers + openPeers
  const worth =
    counted.score -
    prices.lead * Math.max(0, need.leads - leads) -
    prices.peer * Math.max(0, need.peers[0] - peers) -
    prices.beyondLeast * Math.max(0, peers - need.peers[0]) -
    prices.locked * lockedMissing
  return {
    openSeats: [openLeads, openPeers],
    worth,
    uncovered,
    regionsNeeded: Math.max(0, (rules.minOtherRegions ?? 0) - present.size),
    regionCount,
    yotCount,
    apartCount: apart.map(() => 0),
    banned: new Int16Array(pool.size),
    taken,
    cap: regionCap(rules, sizeOf(fixed) + openLeads + openPeers),
  }
}

/** Whether the people who stay already break a limit among themselves. */
function respectsLimits({ setup }: SearchTask, { regionCount, yotCount, cap }: SearchState): boolean {
  const most = setup.rules.maxPerYot ?? Number.POSITIVE_INFINITY
  return regionCount.every((count) => count <= cap) && yotCount.every((count) => count <= most)
}

function change(state: SearchState, { setup, pool, apart }: SearchTask, option: number, by: 1 | -1): void {
  const person = pool.person[option] ?? 0
  const region = pool.region[option] ?? -1
  const yot = pool.yot[option] ?? -1
  const role = pool.role[option] === 0 ? 0 : 1
  state.taken[person] = by === 1 ? 1 : 0
  state.openSeats[role] -= by
  state.worth += by * (pool.score[option] ?? 0)
  if (region >= 0) {
    const isNew = by === 1 && state.regionCount[region] === 0 && region !== setup.hostRegion
    if (isNew && state.regionsNeeded > 0) state.regionsNeeded -= 1
    state.regionCount[region] = (state.regionCount[region] ?? 0) + by
  }
  if (yot >= 0) state.yotCount[yot] = (state.yotCount[yot] ?? 0) + by
  apart.forEach(({ people }, at) => {
    if (people.has(person)) state.apartCount[at] = (state.apartCount[at] ?? 0) + by
  })
}
