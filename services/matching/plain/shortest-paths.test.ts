import { expect, it } from 'vitest'
import { seeded } from '#tests/matching/generate.ts'
import { flowBound, flowPoints, type PlainProblem } from './plain-problem.ts'
import { bestFlow } from './shortest-paths.ts'

/** Rows that mostly want the same people, of whom there are too few or just enough. */
function popularProblem(seed: number): PlainProblem {
  const random = seeded(seed)
  const pick = (most: number) => Math.floor(random() * most)
  const [rows, people, wanted] = [20 + pick(60), 60 + pick(120), 1 + pick(3)]
  const share = 0.3 + random()
  const fame = Array.from({ length: people }, () => pick(300))
  const start = [0]
  const person: number[] = []
  const gain: number[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let each = 0; each < people; each += 1) {
      if (random() > share) continue
      person.push(each)
      gain.push((fame[each] ?? 0) + pick(60))
    }
    start.push(person.length)
  }
  return {
    rows,
    people,
    start: Int32Array.from(start),
    person: Int32Array.from(person),
    gain: Float64Array.from(gain),
    most: Int32Array.from({ length: people }, () => pick(4)),
    places: Array.from({ length: rows }, () =>
      Array.from({ length: wanted }, (_, place) => (place < 2 ? 1_000_000 : -250)),
    ),
  }
}

it('proves its own flow the best, where most rows have to go through chains of changes', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const problem = popularProblem(seed)
    const { isChosen, price, isBest } = bestFlow(problem, () => false)
    expect(isBest).toBe(true)
    expect(price.every((each) => each >= 0)).toBe(true)
    expect(flowPoints(problem, isChosen), `seed ${seed}`).toBe(flowBound(problem, price))
    const served = new Int32Array(problem.people)
    problem.person.forEach((each, pair) => {
      served[each] = (served[each] ?? 0) + (isChosen[pair] ?? 0)
    })
    expect(served.every((places, each) => places <= (problem.most[each] ?? 0))).toBe(true)
  }
})

it('stops when it is told to, with whole chains only and a bound that holds', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const problem = popularProblem(seed)
    const best = flowPoints(problem, bestFlow(problem, () => false).isChosen)
    let looks = 0
    const { isChosen, price, isBest } = bestFlow(problem, () => {
      looks += 1
      return looks > 1
    })
    if (isBest) continue
    expect(flowPoints(problem, isChosen)).toBeLessThanOrEqual(best)
    expect(flowBound(problem, price)).toBeGreaterThanOrEqual(best)
  }
})
