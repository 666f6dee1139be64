import { flowPoints, type PlainProblem } from './plain-problem.ts'
import { bestFlow } from './shortest-paths.ts'

/** A problem without its worst pairs, and which of the whole problem's pairs are left. */
type Above = { problem: PlainProblem; pairs: Int32Array }

/** Leaves out pairs of fewer points than the floor. */
export function pairsAbove(problem: PlainProblem, floor: number): Above {
  const { rows, start, person, gain } = problem
  const pairs = new Int32Array(person.length)
  const from = new Int32Array(rows + 1)
  let count = 0
  for (let row = 0; row < rows; row += 1) {
    const end = start[row + 1] ?? 0
    for (let pair = start[row] ?? 0; pair < end; pair += 1) {
      if ((gain[pair] ?? 0) < floor) continue
      pairs[count] = pair
      count += 1
    }
    from[row + 1] = count
  }
  const left = pairs.subarray(0, count)
  const people = new Int32Array(count)
  const gains = new Float64Array(count)
  for (let at = 0; at < count; at += 1) {
    people[at] = person[left[at] ?? 0] ?? 0
    gains[at] = gain[left[at] ?? 0] ?? 0
  }
  return { problem: { ...problem, start: from, person: people, gain: gains }, pairs: left }
}

/**
 * Where every row wants one person: the most points that the worst filled place can have while as many places are filled as without a
 * floor. Found by halving; undefined when it is over before the first answer.
 */
export function bestFloor(problem: PlainProblem, isOver: () => boolean): number | undefined {
  const filled = (floor: number) => {
    const { problem: above } = pairsAbove(problem, floor)
    const alike = { ...above, gain: new Float64Array(above.gain.length) }
    const flow = bestFlow(alike, isOver)
    return flow.isBest ? flowPoints(alike, flow.isChosen) : undefined
  }
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let pair = 0; pair < problem.gain.length; pair += 1) {
    low = Math.min(low, problem.gain[pair] ?? 0)
    high = Math.max(high, problem.gain[pair] ?? 0)
  }
  const all = filled(low)
  if (all === undefined) return undefined
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2)
    const there = filled(middle)
    if (there === undefined) break
    if (there === all) low = middle
    else high = middle - 1
  }
  return low
}
