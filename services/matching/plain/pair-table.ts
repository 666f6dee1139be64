/** How to look something up, and to go through all of it. */
type Source<Value> = {
  size: number
  find: (name: string) => Value | undefined
  entries: () => Iterable<[string, Value]>
  values: () => Iterable<Value>
}

/** A map that is looked up in something else. */
class View<Value> implements ReadonlyMap<string, Value> {
  constructor(private readonly source: Source<Value>) {}

  get size(): number {
    return this.source.size
  }

  get(name: string): Value | undefined {
    return this.source.find(name)
  }

  has(name: string): boolean {
    return this.source.find(name) !== undefined
  }

  forEach(callback: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this.source.entries()) callback(value, name, this)
  }

  *entries(): Generator<[string, Value], undefined> {
    yield* this.source.entries()
    return undefined
  }

  *keys(): Generator<string, undefined> {
    for (const [name] of this.source.entries()) yield name
    return undefined
  }

  *values(): Generator<Value, undefined> {
    yield* this.source.values()
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
  /** The furthest that any score is from nothing. */
  readonly greatest: number

  constructor(columns: PairColumns) {
    const { requests, start, score } = columns
    const requestAt = new Map(requests.map((id, at) => [id, at]))
    const expertAt = new Map(columns.experts.map((id, at) => [id, at]))
    const rowOf = (at: number) => rowView(columns, expertAt, start[at] ?? 0, start[at + 1] ?? 0)
    const given = requests.flatMap((_, at) => ((start[at + 1] ?? 0) > (start[at] ?? 0) ? [at] : []))
    super({
      size: given.length,
      find: (request) => {
        const at = requestAt.get(request)
        return at === undefined || start[at] === start[at + 1] ? undefined : rowOf(at)
      },
      entries: () => given.map((at) => [requests[at] ?? '', rowOf(at)]),
      values: () => given.map(rowOf),
    })
    this.columns = columns
    this.count = score.length
    let greatest = 0
    for (let pair = 0; pair < score.length; pair += 1) greatest = Math.max(greatest, Math.abs(score[pair] ?? 0))
    this.greatest = greatest
  }
}

/** The people of one request. */
function rowView(
  { experts, expert, score }: PairColumns,
  expertAt: ReadonlyMap<string, number>,
  from: number,
  to: number,
): View<number> {
  return new View({
    size: to - from,
    find: (id) => {
      const pair = findPlace(expert, from, to, expertAt.get(id))
      return pair === undefined ? undefined : score[pair]
    },
    *entries() {
      for (let pair = from; pair < to; pair += 1) yield [experts[expert[pair] ?? 0] ?? '', score[pair] ?? 0]
    },
    values: () => score.subarray(from, to),
  })
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
