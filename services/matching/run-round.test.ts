import { expect, it } from 'vitest'
import { generate } from '#tests/matching/generate.ts'
import { prepareBank } from './bank.ts'
import { checkPlan } from './check-plan.ts'
import { factsOf, planRound } from './plan-round.ts'
import { standardRules } from './problem.ts'
import { runRound } from './run-round.ts'

const { needs, candidates, conflicts } = generate({ seed: 11, requests: 6, experts: 40, leadShare: 0.45 })
const round = { needs, conflicts, rules: standardRules }

it('gives the same plan in a thread of its own, and says how far it is', async () => {
  const stages = new Set<string>()
  const run = runRound({ ...round, candidates }, ({ stage }) => void stages.add(stage))
  const here = await planRound({ ...round, bank: prepareBank(candidates) })
  const there = await run.plan
  expect(there.teams).toEqual(here.teams)
  expect(there.objective).toBe(here.objective)
  expect([...stages]).toEqual(expect.arrayContaining(['score', 'price', 'check']))
})

it('stops when asked to, with a plan that breaks nothing', async () => {
  const large = generate({ seed: 12, requests: 60, experts: 200, leadShare: 0.45 })
  const run = runRound({ ...large, rules: standardRules })
  run.stop()
  const plan = await run.plan
  const facts = factsOf({ ...large, rules: standardRules, bank: prepareBank(large.candidates) })
  expect(checkPlan(facts, plan)).toEqual([])
  expect(plan.objective).toBeLessThanOrEqual(plan.bound)
})
