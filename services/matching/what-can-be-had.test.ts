import { expect, it } from 'vitest'
import { readInstance } from './instance.ts'
import { planInstance } from './plan-file.ts'

async function plan(json: unknown) {
  const read = readInstance(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return planInstance(read.instance)
}

const request = { id: 'R1', region: 'Wales', mode: 'remote', leads: 0, peers: [2, 4], days: 3, themes: ['K1', 'K2'] }
const experts = [
  { id: 'E1', region: 'North East', roles: ['peer'], themes: { K1: 3 } },
  { id: 'E2', region: 'North East', roles: ['peer'], themes: { K2: 3 } },
  { id: 'E3', region: 'Eastern', roles: ['peer'] },
  { id: 'E4', region: 'London', roles: ['peer'] },
]

it('takes a reviewer beyond the least where a region would be missing without them, and nobody else', async () => {
  const { teams, status } = await plan({ format: 1, requests: [request], experts })
  expect(status).toBe('optimal')
  expect(teams[0]?.missing).toEqual([])
  expect(teams[0]?.members).toHaveLength(3)
})
