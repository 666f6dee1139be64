import type { PairList } from './pair-list.ts'
import { PairTable } from './pair-table.ts'

/** `part`: 0 the request, 1 the expert; undefined: the pair as a whole. */
export type PairProblem = { at: number; part?: 0 | 1; message: string }

const mostProblems = 10

/**
 * Sorts pairs into a table over the ids of the file. Pairs that name nobody of the file, or are given twice, are problems, the first ten in
 * the order of the file.
 */
export function tabulatePairs(
  pairs: PairList,
  requestIds: readonly string[],
  expertIds: readonly string[],
): { table: PairTable } | { problems: PairProblem[] } {
  const requests = [...requestIds].sort()
  const experts = [...expertIds].sort()
  const request = renumber(pairs.request, pairs.count, pairs.requests.list, requests)
  const expert = renumber(pairs.expert, pairs.count, pairs.experts.list, experts)
  const unknown = findUnknown(pairs, request, expert)
  const start = new Int32Array(requests.length + 1)
  for (let at = 0; at < pairs.count; at += 1) {
    const row = request[at] ?? -1
    if (row >= 0) start[row + 1] = (start[row + 1] ?? 0) + 1
  }
  for (let row = 0; row < requests.length; row += 1) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0)
  const order = new Int32Array(pairs.count)
  const next = start.slice()
  for (let at = 0; at < pairs.count; at += 1) {
    const row = request[at] ?? -1
    if (row < 0) continue
    order[next[row] ?? 0] = at
    next[row] = (next[row] ?? 0) + 1
  }
  const twice = findTwice(pairs, order, start, expert, experts.length)
  const problems = [...unknown, ...twice].sort((a, b) => a.at - b.at || (a.part ?? 2) - (b.part ?? 2))
  if (problems.length > 0) return { problems: problems.slice(0, mostProblems) }
  sortRows(order, start, expert)
  return {
    table: new PairTable({
      requests,
      experts,
      start,
      expert: take(expert, order, order.length, 0),
      score: take(pairs.score, order, order.length, 0),
    }),
  }
}

/** The values at so many places; a loop, since a callback for each of twelve million takes seconds. */
function take(values: Int32Array, places: Int32Array, count: number, otherwise: number): Int32Array<ArrayBuffer> {
  const taken = new Int32Array(count)
  for (let at = 0; at < count; at += 1) taken[at] = values[places[at] ?? -1] ?? otherwise
  return taken
}

/** Numbers in the order first named become places among sorted ids; -1: not among them. */
function renumber(
  codes: Int32Array,
  count: number,
  named: readonly string[],
  ids: readonly string[],
): Int32Array<ArrayBuffer> {
  const placeOf = new Map(ids.map((id, place) => [id, place]))
  const places = Int32Array.from(named, (name) => placeOf.get(name) ?? -1)
  return take(places, codes, count, -1)
}

function findUnknown(pairs: PairList, request: Int32Array, expert: Int32Array): PairProblem[] {
  const problems: PairProblem[] = []
  for (let at = 0; at < pairs.count && problems.length < mostProblems; at += 1) {
    if ((pairs.request[at] ?? -1) < 0) continue
    if ((request[at] ?? -1) < 0) {
      const name = pairs.requests.list[pairs.request[at] ?? 0] ?? ''
      problems.push({ at, part: 0, message: `"${name}" is not a request` })
    }
    if ((expert[at] ?? -1) < 0) {
      const name = pairs.experts.list[pairs.expert[at] ?? 0] ?? ''
      problems.push({ at, part: 1, message: `"${name}" is not an expert` })
    }
  }
  return problems
}

function findTwice(
  pairs: PairList,
  order: Int32Array,
  start: Int32Array,
  expert: Int32Array,
  experts: number,
): PairProblem[] {
  const lastRow = new Int32Array(experts).fill(-1)
  const found: number[] = []
  for (let row = 0; row + 1 < start.length; row += 1) {
    const end = start[row + 1] ?? 0
    for (let of = start[row] ?? 0; of < end; of += 1) {
      const at = order[of] ?? 0
      const person = expert[at] ?? -1
      if (person < 0) continue
      if (lastRow[person] === row) found.push(at)
      lastRow[person] = row
    }
  }
  const first = found.sort((a, b) => a - b).slice(0, mostProblems)
  return first.map((at) => {
    const request = pairs.requests.list[pairs.request[at] ?? 0] ?? ''
    const name = pairs.experts.list[pairs.expert[at] ?? 0] ?? ''
    return { at, message: `${request} and ${name} are given twice` }
  })
}

/** People of a row ascending; files are mostly written so. */
function sortRows(order: Int32Array, start: Int32Array, expert: Int32Array): void {
  for (let row = 0; row + 1 < start.length; row += 1) {
    const places = order.subarray(start[row] ?? 0, start[row + 1] ?? 0)
    let isSorted = true
    for (let of = 1; of < places.length && isSorted; of += 1)
      isSorted = (expert[places[of - 1] ?? 0] ?? 0) < (expert[places[of] ?? 0] ?? 0)
    if (!isSorted) places.sort((a, b) => (expert[a] ?? 0) - (expert[b] ?? 0))
  }
}
