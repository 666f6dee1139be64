import { expect, it } from 'vitest'
import { generate } from '#tests/matching/generate.ts'
import { prepareBank } from './bank.ts'
import { checkPlan } from './check-plan.ts'
import { factsOf, planRound } from './plan-round.ts'
import { standardRules } from './problem.ts'
import type { RoundInput } from './round/round-problem.ts'

const roundOf = (shape: Parameters<typeof generate>[0]): RoundInput => {
  const { needs, candidates, conflicts } = generate(shape)
  return { bank: prepareBank(candidates), needs, conflicts, rules: standardRules }
}

it('plans a round to the last point and proves it', async () => {
  const input = roundOf({ seed: 3, requests: 8, experts: 40, leadShare: 0.45 })
  const plan = await planRound(input)
  expect(plan.status).toBe('optimal')
  expect(plan.bound).toBe(plan.objective)
  expect(checkPlan(factsOf(input), plan)).toEqual([])
})
