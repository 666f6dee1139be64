import type { PlainProblem } from './plain-problem.ts'

/** Fills places that are still empty with the best who have places to spare, row by row. Changes `isChosen`. */
export function fillGreedily({ rows, start, person, gain, most, places }: PlainProblem, isChosen: Uint8Array): void {
  const spare = most.slice()
  person.forEach((each, pair) => {
    if (isChosen[pair] === 1) spare[each] = (spare[each] ?? 0) - 1
  })
  for (let row = 0; row < rows; row += 1) {
    const from = start[row] ?? 0
    const end = start[row + 1] ?? 0
    const wanted = places[row] ?? []
    let filled = isChosen.subarray(from, end).reduce((sum, each) => sum + each, 0)
    for (; filled < wanted.length; filled += 1) {
      let best = -1
      for (let pair = from; pair < end; pair += 1) {
        if (isChosen[pair] === 1 || (spare[person[pair] ?? 0] ?? 0) <= 0) continue
        if (best < 0 || (gain[pair] ?? 0) > (gain[best] ?? 0)) best = pair
      }
      if (best < 0 || (gain[best] ?? 0) + (wanted[filled] ?? 0) <= 0) break
      isChosen[best] = 1
      spare[person[best] ?? 0] = (spare[person[best] ?? 0] ?? 0) - 1
    }
  }
}
