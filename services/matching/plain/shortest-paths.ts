import { NearPairs } from './near-pairs.ts'
import type { Flow, PlainProblem } from './plain-problem.ts'
import { Queue } from './queue.ts'

/** So many places are filled between two looks at the clock. */
const stepsBetweenLooks = 64

/**
 * The best flow, exactly: places are filled one after the other along the cheapest chain of changes, which prices of people (the duals) keep
 * short to find. A chain ends with somebody who has a place to spare, or with a row that had better leave its place empty.
 */
export function bestFlow(problem: PlainProblem, isOver: () => boolean): Flow {
  const search = new ShortestPaths(problem)
  const { rows, places } = problem
  let steps = 0
  for (let row = 0; row < rows; row += 1) {
    const wanted = places[row]?.length ?? 0
    for (let depth = 0; depth < wanted; depth += 1) {
      if (steps % stepsBetweenLooks === 0 && isOver()) return search.flow(false)
      steps += 1
      search.fill(row, depth)
    }
  }
  return search.flow(true)
}

class ShortestPaths {
  private readonly isChosen: Uint8Array
  private readonly price: Float64Array
  /** What a row pays at most for one more person, their price taken off. */
  private readonly worth: Float64Array
  private readonly isPriced: Uint8Array
  private readonly filled: Int32Array
  private readonly rowOf: Int32Array
  /** Pairs chosen, by person. */
  private readonly held: number[][]
  /** Nodes are rows, then people: how far from the row that asks, the search that said so, and the pair that led there. */
  private readonly distance: Float64Array
  private readonly seen: Int32Array
  private readonly isFinal: Uint8Array
  private readonly via: Int32Array
  private readonly queue = new Queue()
  private readonly near: NearPairs
  private final: number[] = []
  private searches = 0
  /** The nearest end so far: a pair with somebody who has places to spare, or a row that gives one up. */
  private nearest = 0
  private endPair = -1
  private endRow = -1

  constructor(private readonly problem: PlainProblem) {
    const { rows, people, person, start } = problem
    this.isChosen = new Uint8Array(person.length)
    this.price = new Float64Array(people)
    this.worth = new Float64Array(rows)
    this.isPriced = new Uint8Array(rows)
    this.filled = new Int32Array(rows)
    this.rowOf = new Int32Array(person.length)
    for (let row = 0; row < rows; row += 1) this.rowOf.fill(row, start[row], start[row + 1])
    this.held = Array.from({ length: people }, () => [])
    this.distance = new Float64Array(rows + people)
    this.seen = new Int32Array(rows + people)
    this.isFinal = new Uint8Array(rows + people)
    this.via = new Int32Array(rows + people)
    this.near = new NearPairs(rows)
  }

  flow(isBest: boolean): Flow {
    return { isChosen: this.isChosen, price: this.price, isBest }
  }

  /** Fills the next place of a row, or leaves it empty where that is worth more. */
  fill(row: number, depth: number): void {
    // A better place of the row is empty already.
    if ((this.filled[row] ?? 0) < depth) return
    if (this.isPriced[row] === 0) this.priceRow(row)
    const empty = (this.worth[row] ?? 0) + (this.problem.places[row]?.[depth] ?? 0)
    if (empty <= 0) return
    this.searches += 1
    this.nearest = empty
    this.endPair = -1
    this.endRow = row
    this.reach(row, 0, -1)
    this.search(row)
    this.reprice()
    this.change(row)
  }

  private priceRow(row: number): void {
    const { start, person, gain } = this.problem
    let worth = Number.NEGATIVE_INFINITY
    const end = start[row + 1] ?? 0
    for (let pair = start[row] ?? 0; pair < end; pair += 1)
      worth = Math.max(worth, (gain[pair] ?? 0) - (this.price[person[pair] ?? 0] ?? 0))
    this.worth[row] = worth
    this.isPriced[row] = 1
  }

  private search(asking: number): void {
    const { queue, distance, isFinal, final } = this
    const { rows } = this.problem
    while (queue.size > 0 && queue.least < this.nearest) {
      const far = queue.least
      const node = queue.take()
      if (isFinal[node] === 1 || far > (distance[node] ?? 0)) continue
      isFinal[node] = 1
      final.push(node)
      if (node >= rows) this.askRows(node - rows, far)
      else {
        if (node !== asking) this.giveUp(node, far)
        this.askPeople(node, far)
      }
    }
    queue.clear()
  }

  /** Notes a way to a node when it is the shortest so far. */
  private reach(node: number, far: number, pair: number): void {
    if (this.seen[node] === this.searches && far >= (this.distance[node] ?? 0)) return
    if (this.seen[node] !== this.searches) this.isFinal[node] = 0
    this.seen[node] = this.searches
    this.distance[node] = far
    this.via[node] = pair
    this.queue.add(far, node)
  }

  /** A row could take anybody it does not have yet. */
  private askPeople(row: number, far: number): void {
    const { start, person, gain } = this.problem
    const { price, near } = this
    const pays = this.worth[row] ?? 0
    const few = near.below(row, this.nearest - far, pays)
    if (few) {
      for (const pair of few) this.askPerson(pair, far + pays - (gain[pair] ?? 0) + (price[person[pair] ?? 0] ?? 0))
      return
    }
    near.begin()
    const end = start[row + 1] ?? 0
    for (let pair = start[row] ?? 0; pair < end; pair += 1) {
      const cost = pays - (gain[pair] ?? 0) + (price[person[pair] ?? 0] ?? 0)
      near.offer(pair, cost)
      this.askPerson(pair, far + cost)
    }
    near.keep(row, pays)
  }

  private askPerson(pair: number, there: number): void {
    if (there >= this.nearest || this.isChosen[pair] === 1) return
    const { rows, person, most } = this.problem
    const each = person[pair] ?? 0
    if ((this.held[each]?.length ?? 0) < (most[each] ?? 0)) {
      this.nearest = there
      this.endPair = pair
      this.endRow = -1
    } else this.reach(rows + each, there, pair)
  }

  /** Somebody without places to spare could leave any row that has them. */
  private askRows(each: number, far: number): void {
    const { gain } = this.problem
    const { worth, rowOf } = this
    const base = far - (this.price[each] ?? 0)
    for (const pair of this.held[each] ?? []) {
      const row = rowOf[pair] ?? 0
      const there = base + (gain[pair] ?? 0) - (worth[row] ?? 0)
      if (there < this.nearest) this.reach(row, there, pair)
    }
  }

  /** A row that somebody would leave could go without. */
  private giveUp(row: number, far: number): void {
    const places = this.problem.places[row] ?? []
    const there = far + (this.worth[row] ?? 0) + (places[(this.filled[row] ?? 0) - 1] ?? 0)
    if (there >= this.nearest) return
    this.nearest = there
    this.endPair = -1
    this.endRow = row
  }

  /** Whatever was nearer than the end costs so much more from now on: no way is shorter than nothing. */
  private reprice(): void {
    const { rows } = this.problem
    for (const node of this.final) {
      const by = this.nearest - (this.distance[node] ?? 0)
      if (node < rows) this.worth[node] = (this.worth[node] ?? 0) - by
      else this.price[node - rows] = (this.price[node - rows] ?? 0) + by
    }
    this.final.length = 0
  }

  /** Follows the way back from its end to the row that asked. */
  private change(asking: number): void {
    const { rows, person } = this.problem
    let row = this.endRow
    if (row >= 0) this.filled[row] = (this.filled[row] ?? 0) - 1
    else row = this.choose(this.endPair)
    this.filled[asking] = (this.filled[asking] ?? 0) + 1
    while (row !== asking) {
      const left = this.via[row] ?? 0
      const each = person[left] ?? 0
      this.isChosen[left] = 0
      const pairs = this.held[each] ?? []
      pairs.splice(pairs.indexOf(left), 1)
      row = this.choose(this.via[rows + each] ?? 0)
    }
  }

  private choose(pair: number): number {
    this.isChosen[pair] = 1
    this.held[this.problem.person[pair] ?? 0]?.push(pair)
    return this.rowOf[pair] ?? 0
  }
}
