/** Ids as numbers in the order they were first named. */
export class Names {
  readonly list: string[] = []
  private readonly codes = new Map<string, number>()

  codeOf(name: string): number {
    const known = this.codes.get(name)
    if (known !== undefined) return known
    const code = this.list.length
    this.codes.set(name, code)
    this.list.push(name)
    return code
  }
}

/** Scores reach from minus this to this. */
export const mostScore = 10_000_000

const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''

const isScore = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= mostScore

/** No more than this many are ever told of. */
const mostOdd = 10

/** Pairs in the order of the file, ids as numbers. */
export class PairList {
  readonly requests = new Names()
  readonly experts = new Names()
  count = 0
  request = new Int32Array(1024)
  expert = new Int32Array(1024)
  score = new Int32Array(1024)
  /** Places of pairs that cannot be used, and what stands there. */
  readonly odd: { at: number; value: unknown }[] = []

  add(request: number, expert: number, score: number): void {
    if (this.count === this.request.length) this.grow()
    this.request[this.count] = request
    this.expert[this.count] = expert
    this.score[this.count] = score
    this.count += 1
  }

  /** Adds what JSON gave, as a pair or as odd. */
  addValue(value: unknown): void {
    const [request, expert, score, ...more]: unknown[] = Array.isArray(value) ? value : []
    if (isName(request) && isName(expert) && isScore(score) && more.length === 0)
      this.add(this.requests.codeOf(request), this.experts.codeOf(expert), score)
    else this.addOdd(value)
  }

  /** A pair that is not one; it keeps its place so that those after it have theirs. */
  private addOdd(value: unknown): void {
    if (this.odd.length < mostOdd) this.odd.push({ at: this.count, value })
    this.add(-1, -1, 0)
  }

  private grow(): void {
    const room = Math.ceil(this.count * 1.6)
    this.request = widen(this.request, room)
    this.expert = widen(this.expert, room)
    this.score = widen(this.score, room)
  }
}

function widen(column: Int32Array, room: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(room)
  wider.set(column)
  return wider
}
