/** So many pairs of a row are remembered. */
const room = 32

/**
 * The pairs of each row that cost least when it was last gone through whole. Prices of people only rise, so nobody else of the row can cost
 * less now than the dearest of them did then: mostly these few are all that need be looked at.
 */
export class NearPairs {
  private readonly near: (Int32Array | undefined)[]
  /** What everybody else of a row costs at least, before what the row pays is added. */
  private readonly others: Float64Array
  private readonly costs = new Float64Array(room)
  private readonly pairs = new Int32Array(room)
  private size = 0

  constructor(rows: number) {
    this.near = Array.from({ length: rows }, () => undefined)
    this.others = new Float64Array(rows)
  }

  /** The pairs to look at for costs below `most`, given what the row pays now; undefined: all have to be gone through. */
  below(row: number, most: number, pays: number): Int32Array | undefined {
    return (this.others[row] ?? 0) + pays >= most ? this.near[row] : undefined
  }

  /** Going through a row whole: `offer` each pair, then `keep`. */
  begin(): void {
    this.size = 0
  }

  offer(pair: number, cost: number): void {
    const { costs, pairs } = this
    if (this.size < room) {
      let at = this.size
      this.size += 1
      while (at > 0) {
        const parent = (at - 1) >> 1
        if ((costs[parent] ?? 0) >= cost) break
        costs[at] = costs[parent] ?? 0
        pairs[at] = pairs[parent] ?? 0
        at = parent
      }
      costs[at] = cost
      pairs[at] = pair
      return
    }
    if (cost >= (costs[0] ?? 0)) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= room) break
      if (child + 1 < room && (costs[child + 1] ?? 0) > (costs[child] ?? 0)) child += 1
      if ((costs[child] ?? 0) <= cost) break
      costs[at] = costs[child] ?? 0
      pairs[at] = pairs[child] ?? 0
      at = child
    }
    costs[at] = cost
    pairs[at] = pair
  }

  keep(row: number, pays: number): void {
    this.near[row] = this.pairs.slice(0, this.size).sort()
    this.others[row] = this.size < room ? Number.POSITIVE_INFINITY : (this.costs[0] ?? 0) - pays
  }
}
