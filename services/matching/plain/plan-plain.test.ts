import { describe, expect, it } from 'vitest'
import { checkPlan } from '#services/matching/check-plan.ts'
import { readInstance, roundOf } from '#services/matching/instance.ts'
import { factsOf, planRound } from '#services/matching/plan-round.ts'
import { setUpRound } from '#services/matching/round/round-problem.ts'
import { solveRound } from '#services/matching/round/solve-round.ts'
import { loadSolver } from '#services/matching/round/solver.ts'
import { plainInstance } from '#tests/matching/plain-instances.ts'
import { planPlain } from './plan-plain.ts'

function roundFrom(json: unknown) {
  const read = readInstance(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return roundOf(read.instance)
}

const options = { isOver: () => false, say: () => {} }

describe('a plain round', () => {
  it('is worth as much as the general planning makes of it, and proves it', async () => {
    const highs = await loadSolver()
    let flows = 0
    for (let seed = 1; seed <= 400; seed += 1) {
      const input = roundFrom(plainInstance(seed))
      const plan = planPlain(input, options)
      if (!plan) continue
      flows += 1
      const general = solveRound(setUpRound(input), { highs, seconds: 30, isStopped: () => false, say: () => {} })
      expect(plan.worth.objective, `seed ${seed}`).toBe(general.worth.objective)
      expect(plan.bound, `seed ${seed}`).toBe(plan.worth.objective)
      const planned = await planRound(input)
      expect(checkPlan(factsOf(input), planned), `seed ${seed}`).toEqual([])
    }
    expect(flows).toBeGreaterThan(300)
  })
})
