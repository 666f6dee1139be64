import { expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { describeYot } from './facts-register.ts'
import { gatherRegister } from './gather-register.ts'

const database = openTestDatabase()

it('knows who stands around a service in the real register', async () => {
  const register = await gatherRegister(database.ctx())
  expect(describeYot(register, 'leeds')).toMatchObject({
    borders: ['bradford', 'kirklees', 'north-yorkshire', 'wakefield'],
    sameForce: ['bradford', 'calderdale', 'kirklees', 'wakefield'],
    ties: [{ yotCode: 'leeds', via: 'same' }],
  })
  expect(describeYot(register, 'bury-and-rochdale').authorities).toHaveLength(2)
})

it('finds neighbours through either force of a service that has two', async () => {
  const register = await gatherRegister(database.ctx())
  const { policeForces, sameForce } = describeYot(register, 'tower-hamlets-and-city-of-london')
  expect(policeForces).toEqual(['Metropolitan Police', 'City of London Police'])
  expect(sameForce).toContain('hackney')
  expect(describeYot(register, 'hackney').sameForce).toContain('tower-hamlets-and-city-of-london')
})
