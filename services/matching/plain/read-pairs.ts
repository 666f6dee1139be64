import { byte, NotJson, parseBytes, skipSpace, skipString, skipValue, textOf } from './json-bytes.ts'
import { mostScore, type Names, PairList } from './pair-list.ts'

/** What is said of how far reading is: every so many pairs. */
const oftenSaid = 2_000_000

/**
 * Reads a JSON list of [request, expert, score] from its bytes into columns, without an object for each. What is not such a triple is kept
 * as `odd`. Throws `NotJson` where it is no JSON. `at` is the place after the list.
 */
export function readPairs(
  bytes: Uint8Array,
  from: number,
  say: (pairs: number) => void = () => {},
): { pairs: PairList; at: number } {
  const pairs = new PairList()
  const requests = new NamesOfBytes(bytes, pairs.requests)
  const experts = new NamesOfBytes(bytes, pairs.experts)
  let at = skipSpace(bytes, from + 1)
  if (bytes[at] === byte.closeList) return { pairs, at: at + 1 }
  for (;;) {
    const end = readPair(bytes, at, pairs, requests, experts)
    if (end === undefined) {
      const after = skipValue(bytes, at)
      pairs.addValue(parseBytes(bytes, at, after))
      at = after
    } else at = end
    if (pairs.count % oftenSaid === 0) say(pairs.count)
    at = skipSpace(bytes, at)
    if (bytes[at] === byte.closeList) return { pairs, at: at + 1 }
    if (bytes[at] !== byte.comma) throw new NotJson(at)
    at = skipSpace(bytes, at + 1)
  }
}

/** The place after a triple that was added; undefined when it is anything else. */
function readPair(
  bytes: Uint8Array,
  from: number,
  pairs: PairList,
  requests: NamesOfBytes,
  experts: NamesOfBytes,
): number | undefined {
  if (bytes[from] !== byte.openList) return undefined
  let at = skipSpace(bytes, from + 1)
  if (bytes[at] !== byte.quote) return undefined
  const request = requests.read(at)
  at = skipSpace(bytes, requests.end)
  if (request === undefined || bytes[at] !== byte.comma) return undefined
  at = skipSpace(bytes, at + 1)
  if (bytes[at] !== byte.quote) return undefined
  const expert = experts.read(at)
  at = skipSpace(bytes, experts.end)
  if (expert === undefined || bytes[at] !== byte.comma) return undefined
  at = skipSpace(bytes, at + 1)
  const isNegative = bytes[at] === byte.minus
  if (isNegative) at += 1
  const first = at
  let score = 0
  for (let digit = bytes[at] ?? 0; digit >= byte.zero && digit <= byte.nine; digit = bytes[at] ?? 0) {
    score = score * 10 + digit - byte.zero
    at += 1
  }
  const digits = at - first
  if (digits === 0 || digits > mostDigits || (digits > 1 && bytes[first] === byte.zero)) return undefined
  at = skipSpace(bytes, at)
  if (bytes[at] !== byte.closeList || score > mostScore) return undefined
  pairs.add(request, expert, isNegative ? -score : score)
  return at + 1
}

const mostDigits = 8

/** Strings looked up by their bytes, so that each id is decoded once. */
class NamesOfBytes {
  /** The place after the string last read. */
  end = 0
  private last = { from: 0, to: 0, code: -1 }
  private slots = new Int32Array(1 << 12).fill(-1)
  private readonly from: number[] = []
  private readonly to: number[] = []
  private readonly code: number[] = []

  constructor(
    private readonly bytes: Uint8Array,
    private readonly names: Names,
  ) {}

  /** The number of the string that opens here; undefined: empty. */
  read(quote: number): number | undefined {
    const { bytes, last } = this
    const from = quote + 1
    let to = from
    let hash = 0
    for (let each = bytes[to]; each !== byte.quote; each = bytes[to]) {
      if (each === undefined || each < 0x20) throw new NotJson(to)
      if (each === byte.backslash) return this.readEscaped(quote)
      hash = (Math.imul(hash, 31) + each) | 0
      to += 1
    }
    this.end = to + 1
    if (to === from) return undefined
    if (last.code >= 0 && this.isSame(last.from, last.to, from, to)) return last.code
    const code = this.find(hash ^ (hash >>> 15), from, to)
    this.last = { from, to, code }
    return code
  }

  private readEscaped(quote: number): number {
    this.end = skipString(this.bytes, quote)
    const value = parseBytes(this.bytes, quote, this.end)
    return this.names.codeOf(String(value))
  }

  private find(hash: number, from: number, to: number): number {
    if (this.code.length * 2 > this.slots.length) this.widen()
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] ?? -1
      if (entry < 0) {
        this.slots[slot] = this.code.length
        this.from.push(from)
        this.to.push(to)
        const code = this.names.codeOf(textOf(this.bytes, from, to))
        this.code.push(code)
        this.hash.push(hash)
        return code
      }
      if (this.isSame(this.from[entry] ?? 0, this.to[entry] ?? 0, from, to)) return this.code[entry] ?? 0
    }
  }

  private readonly hash: number[] = []

  private widen(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1)
    const mask = this.slots.length - 1
    this.hash.forEach((hash, entry) => {
      let slot = hash & mask
      while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      this.slots[slot] = entry
    })
  }

  private isSame(from: number, to: number, other: number, otherTo: number): boolean {
    if (to - from !== otherTo - other) return false
    for (let step = 0; from + step < to; step += 1)
      if (this.bytes[from + step] !== this.bytes[other + step]) return false
    return true
  }
}
