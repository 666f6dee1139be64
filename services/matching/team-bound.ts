import type { SearchState, SearchTask, Wanted } from './team-search.ts'

const rounds = 40

/**
 * The bound of a team search. Coverage, regions and proposals' differences are paid for with whole multipliers instead of
 * being required; what is left is to take the best of each role with at most so many of one service and one region,
 * which taking the best first solves. Any multipliers give a valid bound; subgradient steps find good ones.
 */
export class Relaxation {
  private readonly lambda: number[]
  private regionLambda = 0
  private readonly mu: Float64Array
  private readonly apartMu: number[]
  private readonly isApart: Uint8Array[]
  private readonly adjusted: Float64Array
  private readonly worstOfRole: [number, number] = [0, 0]
  private readonly picked: number[] = []
  private lastBound = 0
  private readonly nested: boolean
  private readonly sums: Float64Array[]

  constructor(
    private readonly task: SearchTask,
    private readonly state: SearchState,
  ) {
    const { setup, pool, apart } = task
    this.lambda = task.multipliers ? [...task.multipliers.themes] : setup.themes.map(() => 0)
    this.regionLambda = task.multipliers?.anotherRegion ?? 0
    this.mu = new Float64Array(setup.bank.regions.length + 1)
    this.apartMu = apart.map(() => 0)
    this.isApart = apart.map(({ people }) => Uint8Array.from(pool.person, (person) => (people.has(person) ? 1 : 0)))
    this.adjusted = new Float64Array(pool.size)
    this.nested = areNested(task)
    this.sums = Array.from({ length: Math.ceil(setup.themes.length / 8) }, () => new Float64Array(256))
  }

  /** Finds multipliers; stops early once the bound is no more than `target`. Returns the best bound. */
  tighten(target: number): number {
    const scale = this.task.multipliers?.scale ?? 1
    const isWarm = this.isBetterThanNone()
    let best = Number.POSITIVE_INFINITY
    let kept = this.copy()
    let step = (isWarm ? 8 : 128) * scale
    let idle = 0
    for (let round = 0; round < rounds; round += 1) {
      const bound = this.bound(round > 0)
      if (bound < best) {
        best = bound
        kept = this.copy()
        idle = Math.min(0, idle) - 1
        if (idle <= -2) step *= 2
      } else idle = Math.max(0, idle) + 1
      if (best <= target || step < 1) break
      if (idle >= 3) {
        step = Math.floor(step / 2)
        idle = 0
      }
      if (!this.move(step)) break
    }
    this.restore(kept)
    if (this.task.multipliers)
      Object.assign(this.task.multipliers, { themes: kept.lambda, anotherRegion: kept.regionLambda })
    return best
  }

  /** Whether multipliers were given that bound better than none do; if not, they are put back to none. */
  private isBetterThanNone(): boolean {
    if (!this.task.multipliers) return false
    const given = this.copy()
    const bound = this.bound()
    this.restore({ ...given, lambda: given.lambda.map(() => 0), regionLambda: 0 })
    if (this.bound() <= bound) return false
    this.restore(given)
    return true
  }

  /** The most that any completion of the present state can be worth; `isSame`: only multipliers have changed since it was last asked. */
  bound(isSame = false): number {
    const { state, task } = this
    const { pool } = task
    this.adjust(isSame)
    let bound = state.worth - this.regionLambda * state.regionsNeeded
    for (let t = 0; t < this.lambda.length; t += 1) {
      if ((state.uncovered & (1 << t)) !== 0) bound -= this.lambda[t] ?? 0
    }
    for (let g = 0; g < this.mu.length; g += 1) bound += (this.mu[g] ?? 0) * (state.cap - (state.regionCount[g] ?? 0))
    task.apart.forEach(({ most }, at) => {
      bound += (this.apartMu[at] ?? 0) * (most - (state.apartCount[at] ?? 0))
    })
    this.picked.length = 0
    for (const role of [0, 1] as const) {
      const first = this.picked.length
      for (let seat = 0; seat < state.openSeats[role]; seat += 1) {
        const option = this.nextBest(role, first)
        if (option < 0) {
          this.lastBound = Number.NEGATIVE_INFINITY
          return this.lastBound
        }
        this.picked.push(option)
        bound += this.adjusted[option] ?? 0
        this.worstOfRole[role] = this.adjusted[option] ?? 0
      }
    }
    this.lastBound = bound
    return pool.size === 0 && state.openSeats[0] + state.openSeats[1] > 0 ? Number.NEGATIVE_INFINITY : bound
  }

  /** The bound of the state last bounded once this option is taken. */
  boundWith(option: number): number {
    if (this.picked.includes(option)) return this.lastBound
    const role = this.task.pool.role[option] === 0 ? 0 : 1
    return this.lastBound - Math.max(0, (this.worstOfRole[role] ?? 0) - (this.adjusted[option] ?? 0))
  }

  /** Options that could be part of something worth more than `target`, as the multipliers now stand. */
  promising(target: number): number[] {
    this.bound()
    const options: number[] = []
    for (let k = 0; k < this.task.pool.size; k += 1) if (this.boundWith(k) > target) options.push(k)
    return options
  }

  /** Goes on with another's multipliers. */
  follow(other: Relaxation): void {
    this.restore(other.copy())
  }

  /** Whether an option may be taken in the present state. */
  private isOpen(option: number): boolean {
    const { state, task } = this
    const { pool, setup, apart } = task
    if ((state.banned[option] ?? 0) > 0 || state.taken[pool.person[option] ?? 0] === 1) return false
    if (state.openSeats[pool.role[option] === 0 ? 0 : 1] === 0) return false
    const yot = pool.yot[option] ?? -1
    if (yot >= 0 && setup.rules.maxPerYot !== null && (state.yotCount[yot] ?? 0) >= setup.rules.maxPerYot) return false
    const region = pool.region[option] ?? -1
    if (region >= 0 && (state.regionCount[region] ?? 0) >= state.cap) return false
    for (let at = 0; at < apart.length; at += 1) {
      if (this.isApart[at]?.[option] === 1 && (state.apartCount[at] ?? 0) >= (apart[at]?.most ?? 0)) return false
    }
    return true
  }

  /** The theme, region or seat that fewest open options give, with those options. */
  scarcest(): Wanted {
    const { state, task } = this
    const { pool } = task
    const open: number[] = []
    for (let k = 0; k < pool.size; k += 1) if (this.isOpen(k)) open.push(k)
    let best: Wanted | undefined
    const offer = (wanted: number[], theme: number | undefined, isRegion: boolean) => {
      if (!best || wanted.length < best.wanted.length)
        best = theme === undefined ? { wanted, isRegion } : { wanted, isRegion, theme }
    }
    for (let t = 0; t < this.lambda.length; t += 1) {
      if ((state.uncovered & (1 << t)) === 0) continue
      offer(
        open.filter((k) => ((pool.mask[k] ?? 0) & (1 << t)) !== 0),
        t,
        false,
      )
    }
    if (state.regionsNeeded > 0)
      offer(
        open.filter((k) => this.isNewRegion(k)),
        undefined,
        true,
      )
    if (best) return best
    const role = state.openSeats[0] > 0 ? 0 : 1
    return { wanted: open.filter((k) => pool.role[k] === role), isRegion: false }
  }

  private isNewRegion(option: number): boolean {
    const region = this.task.pool.region[option] ?? -1
    return region !== this.task.setup.hostRegion && (region < 0 || this.state.regionCount[region] === 0)
  }

  private adjust(isSame: boolean): void {
    const { state, task, sums, lambda, adjusted } = this
    const { pool } = task
    for (let at = 0; at < sums.length; at += 1) {
      const sum = sums[at]
      if (!sum) continue
      const end = 1 << Math.min(8, lambda.length - 8 * at)
      for (let byte = 1; byte < end; byte += 1) {
        const bit = 31 - Math.clz32(byte)
        const theme = at * 8 + bit
        const isWanted = (state.uncovered & (1 << theme)) !== 0
        sum[byte] = (sum[byte ^ (1 << bit)] ?? 0) + (isWanted ? (lambda[theme] ?? 0) : 0)
      }
    }
    const isRegionWanted = state.regionsNeeded > 0 && this.regionLambda > 0
    for (let k = 0; k < pool.size; k += 1) {
      if (isSame ? adjusted[k] === unavailable : !this.isOpen(k)) {
        adjusted[k] = unavailable
        continue
      }
      const mask = pool.mask[k] ?? 0
      let value = (pool.score[k] ?? 0) - (this.mu[pool.region[k] ?? 0] ?? 0)
      for (let at = 0; at < sums.length; at += 1) value += sums[at]?.[(mask >>> (8 * at)) & 255] ?? 0
      for (let at = 0; at < this.isApart.length; at += 1)
        if (this.isApart[at]?.[k] === 1) value -= this.apartMu[at] ?? 0
      if (isRegionWanted && this.isNewRegion(k)) value += this.regionLambda
      adjusted[k] = value
    }
  }

  /** The best option of a role beside those picked for it from `first` on; -1 when there is none. */
  private nextBest(role: 0 | 1, first: number): number {
    const { task, state, picked, adjusted } = this
    const { pool, setup } = task
    const perYot = setup.rules.maxPerYot
    let best = -1
    for (let k = 0; k < pool.size; k += 1) {
      const value = adjusted[k] ?? 0
      if (pool.role[k] !== role || value === unavailable || (best >= 0 && value <= (adjusted[best] ?? 0))) continue
      const yot = pool.yot[k] ?? -1
      const region = pool.region[k] ?? -1
      let ofYot = yot >= 0 ? (state.yotCount[yot] ?? 0) : 0
      let ofRegion = region >= 0 ? (state.regionCount[region] ?? 0) : 0
      let isPicked = false
      for (let at = first; at < picked.length; at += 1) {
        const other = picked[at] ?? 0
        isPicked ||= other === k
        if (yot >= 0 && pool.yot[other] === yot) ofYot += 1
        if (region >= 0 && pool.region[other] === region) ofRegion += 1
      }
      if (isPicked || (perYot !== null && yot >= 0 && ofYot >= perYot)) continue
      if (this.nested && region >= 0 && ofRegion >= state.cap) continue
      best = k
    }
    return best
  }

  /** One subgradient step from the options last picked; false when nothing would change. */
  private move(step: number): boolean {
    const { state, task, picked, lambda, mu } = this
    const { pool, setup } = task
    let moved = false
    const shift = (value: number, by: number, most: number) => {
      const next = Math.min(most, Math.max(0, value + by * step))
      moved ||= next !== value
      return next
    }
    for (let t = 0; t < lambda.length; t += 1) {
      if ((state.uncovered & (1 << t)) === 0) continue
      const covering = picked.filter((k) => ((pool.mask[k] ?? 0) & (1 << t)) !== 0).length
      lambda[t] = shift(lambda[t] ?? 0, 1 - covering, setup.prices.theme)
    }
    for (let g = 0; g + 1 < mu.length; g += 1) {
      const there = picked.filter((k) => pool.region[k] === g).length + (state.regionCount[g] ?? 0)
      mu[g] = shift(mu[g] ?? 0, there - state.cap, setup.prices.lead)
    }
    task.apart.forEach(({ most }, at) => {
      const there = picked.filter((k) => this.isApart[at]?.[k] === 1).length + (state.apartCount[at] ?? 0)
      this.apartMu[at] = shift(this.apartMu[at] ?? 0, there - most, setup.prices.lead)
    })
    if (state.regionsNeeded > 0) {
      const fresh = picked.filter((k) => this.isNewRegion(k)).length
      this.regionLambda = shift(this.regionLambda, state.regionsNeeded - fresh, setup.prices.region)
    }
    return moved
  }

  private copy() {
    return { lambda: [...this.lambda], mu: [...this.mu], apartMu: [...this.apartMu], regionLambda: this.regionLambda }
  }

  private restore({ lambda, mu, apartMu, regionLambda }: ReturnType<Relaxation['copy']>): void {
    lambda.forEach((value, at) => {
      this.lambda[at] = value
    })
    this.mu.set(mu)
    apartMu.forEach((value, at) => {
      this.apartMu[at] = value
    })
    this.regionLambda = regionLambda
  }
}

const unavailable = Number.NEGATIVE_INFINITY

/** Taking the best first is exact under both limits only while every service lies within one region. */
function areNested({ pool }: SearchTask): boolean {
  const regionOf = new Map<number, number>()
  for (let k = 0; k < pool.size; k += 1) {
    const yot = pool.yot[k] ?? -1
    const region = pool.region[k] ?? -1
    if (yot < 0) continue
    if (regionOf.has(yot) && regionOf.get(yot) !== region) return false
    regionOf.set(yot, region)
  }
  return true
}
