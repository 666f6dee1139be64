import { expect, test } from 'vitest'
import { pointsForTheme } from './bank.ts'
import { standardWeights } from './weights.ts'

const numbers = Object.fromEntries(
  Object.entries(standardWeights).flatMap(([name, setting]) =>
    typeof setting === 'object' ? [[name, setting.value]] : [],
  ),
)

test('the first published settings are those that matching.md gives', () => {
  expect(numbers).toEqual({
    themes: {
      ...{ some: 60, evidenced: 280, strong: 400 },
      ...{ freshMonths: 36, staleMonths: 60, agedPercent: 85, stalePercent: 70 },
    },
    quality: { best: 200, priorCount: 5 },
    newcomer: { points: 30, below: 3 },
    distance: { nearest: 150, zeroAtKm: 400, hybridPercent: 50 },
    workload: { free: 150, step: 20 },
    experience: { perLed: 10, most: 4 },
    nominated: 60,
    continuity: 40,
    managed: -80,
    reciprocity: 20,
    region: 20,
    kept: 60,
    prices: { beyondLeast: 1, region: 3, theme: 6, peer: 9, lead: 18, locked: 72 },
  })
})

test.each([
  ['2023-06-16', 400],
  ['2023-06-15', 340],
  ['2021-06-16', 340],
  ['2021-06-15', 280],
])('strong evidence last seen on %s counts for %i points on 15 June 2026', (lastOn, points) => {
  expect(pointsForTheme(3, lastOn, '2026-06-15', standardWeights)).toBe(points)
})

test.each([
  [0, 0],
  [1, 60],
  [2, 280],
  [3, 400],
])('evidence of level %i counts for %i points', (level, points) => {
  expect(pointsForTheme(level, undefined, '2026-06-15', standardWeights)).toBe(points)
})
