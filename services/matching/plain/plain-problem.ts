/**
 * A plain assignment problem as a flow: rows (requests) want people in places, people have so many places. All points are whole, so that
 * the best flow and the prices that prove it are exact.
 */
export type PlainProblem = {
  rows: number
  people: number
  /** Eligible pairs of a row are at start[row] to start[row + 1], people ascending. */
  start: Int32Array
  person: Int32Array
  /** Points of a pair: its score, the bonus for a place kept, and what losing a locked choice would cost. */
  gain: Float64Array
  /** Most places of each person. */
  most: Int32Array
  /** Row → points for filling its first, second, … place, never more than for the one before. */
  places: readonly (readonly number[])[]
}

/** Pairs that were chosen. */
export type Flow = {
  /** By pair, 1 where chosen. */
  isChosen: Uint8Array
  /** Price of each person: what having them in one more place would be worth. */
  price: Float64Array
  /** False when it was stopped before it was the best. */
  isBest: boolean
}

/** Points of a flow. */
export function flowPoints({ rows, start, gain, places }: PlainProblem, isChosen: Uint8Array): number {
  let points = 0
  for (let row = 0; row < rows; row += 1) {
    let filled = 0
    const end = start[row + 1] ?? 0
    for (let pair = start[row] ?? 0; pair < end; pair += 1) {
      if (isChosen[pair] === 0) continue
      points += (gain[pair] ?? 0) + (places[row]?.[filled] ?? 0)
      filled += 1
    }
  }
  return points
}

/**
 * No flow is worth more than this, whatever the prices (none negative): every row takes the best people at their prices, as if each had
 * places without end, and people's places are sold at those prices.
 */
export function flowBound({ rows, start, person, gain, most, places }: PlainProblem, price: Float64Array): number {
  let points = 0
  for (let each = 0; each < most.length; each += 1) points += (most[each] ?? 0) * (price[each] ?? 0)
  for (let row = 0; row < rows; row += 1) {
    const wanted = places[row] ?? []
    const best = new Best(wanted.length)
    const end = start[row + 1] ?? 0
    for (let pair = start[row] ?? 0; pair < end; pair += 1)
      best.offer((gain[pair] ?? 0) - (price[person[pair] ?? 0] ?? 0))
    const values = best.descending()
    for (let place = 0; place < values.length; place += 1)
      points += Math.max(0, (values[place] ?? 0) + (wanted[place] ?? 0))
  }
  return points
}

/** The greatest few of many values. */
class Best {
  private readonly heap: number[] = []

  constructor(private readonly room: number) {}

  offer(value: number): void {
    const { heap, room } = this
    if (heap.length < room) {
      heap.push(value)
      if (heap.length === room) heap.sort((a, b) => a - b)
      return
    }
    if (room === 0 || value <= (heap[0] ?? 0)) return
    // The least is first; its children are greater.
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= room) break
      if (child + 1 < room && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child += 1
      if ((heap[child] ?? 0) >= value) break
      heap[at] = heap[child] ?? 0
      at = child
    }
    heap[at] = value
  }

  descending(): number[] {
    return this.heap.sort((a, b) => b - a)
  }
}
