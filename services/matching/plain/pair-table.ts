/** A map that is looked up in something else. */
class View<Value> implements ReadonlyMap<string, Value> {
  constructor(
    private readonly names: () => readonly string[],
    readonly size: number,
    private readonly find: (name: string) => Value | undefined,
  ) {}

  get(name: string): Value | undefined {
    return this.find(name)
  }

  has(name: string): boolean {
    return this.find(name) !== undefined
  }

  forEach(callback: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) callback(value, name, this)
  }

  *entries(): Generator<[string, Value], undefined> {
    for (const name of this.names()) {
      const value = this.find(name)
      if (value !== undefined) yield [name, value]
    }
    return undefined
  }

  *keys(): Generator<string, undefined> {
    yield* this.names()
    return undefined
  }

  *values(): Generator<Value, undefined> {
    for (const [, value] of this.entries()) yield value
    return undefined
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries()
  }
}

export type PairColumns = {
  /** Ids in order; a pair names them by place. */
  requests: readonly string[]
  experts: readonly string[]
  /** Pairs of request r are at start[r] to start[r + 1], people ascending. */
  start: Int32Array<ArrayBuffer>
  expert: Int32Array<ArrayBuffer>
  score: Int32Array<ArrayBuffer>
}

/**
 * Given scores, request → person → whole score, in columns: twelve million pairs take 100 MB instead of gigabytes. Reads like a map of
 * maps; who needs every pair takes the columns.
 */
export class PairTable extends View<ReadonlyMap<string, number>> {
  readonly columns: PairColumns
  /** How many pairs there are. */
  readonly count: number

  constructor(columns: PairColumns) {
    const { requests, experts, start, expert, score } = columns
    const requestAt = new Map(requests.map((id, at) => [id, at]))
    const expertAt = new Map(experts.map((id, at) => [id, at]))
    const given = requests.filter((_, at) => (start[at + 1] ?? 0) > (start[at] ?? 0))
    const placeOf = (id: string) => expertAt.get(id)
    super(
      () => given,
      given.length,
      (request) => {
        const at = requestAt.get(request)
        const [from, to] = at === undefined ? [0, 0] : [start[at] ?? 0, start[at + 1] ?? 0]
        if (to === from) return undefined
        const names = () => Array.from(expert.subarray(from, to), (place) => experts[place] ?? '')
        return new View(names, to - from, (id) => {
          const pair = findPlace(expert, from, to, placeOf(id))
          return pair === undefined ? undefined : score[pair]
        })
      },
    )
    this.columns = columns
    this.count = expert.length
  }
}

function findPlace(places: Int32Array, from: number, to: number, wanted: number | undefined): number | undefined {
  if (wanted === undefined) return undefined
  let low = from
  let high = to - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const place = places[middle] ?? 0
    if (place === wanted) return middle
    if (place < wanted) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
