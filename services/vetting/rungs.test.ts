import { expect, it } from 'vitest'
import { rungs } from './rungs.ts'

it('the rungs ask for what the policy says: training and practice in months, reviews on the rung below', () => {
  const asked = rungs.map(({ role, trainedWithinMonths, reviews, practisedWithinMonths }) => [
    ...[role, trainedWithinMonths, reviews?.atLeast ?? 0, practisedWithinMonths],
  ])
  expect(asked).toEqual([
    ['trainee', null, 0, 36],
    ['observer', 36, 0, 36],
    ['reviewer', 36, 1, 36],
    ['co_lead', 36, 2, 36],
    ['facilitator', 36, 2, 36],
    ['mentor', null, 0, 60],
  ])
})
