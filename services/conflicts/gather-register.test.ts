import { describe, expect, it } from 'vitest'
import { keepOrganisation, recordTie, type TieInput } from '#services/yots/index.ts'
import { makeAdministrator, value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { checkPeople } from './check-people.ts'
import { declareInterest, placeDeclaredNames, unplacedNames } from './declare.ts'
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

it('does not take the far bank of an estuary for a border, and knows which council runs what', async () => {
  const register = await gatherRegister(database.ctx())
  const bexley = describeYot(register, 'bexley')
  expect(bexley.borders).not.toContain('barking-and-dagenham')
  expect(bexley.organisations).toMatchObject([{ organisationId: 'council E09000004', role: 'runs' }])
})

describe('what an administrator records', () => {
  const administrator = () => makeAdministrator(database.ctx())
  const recordAs = async (input: TieInput) => recordTie(database.ctx((await administrator()).actor), input)

  it('ties services together, from their names, with dates', async () => {
    expect(
      await recordAs({ yotName: 'Cambridgeshire', kind: 'combined', otherName: 'Peterborough YOT' }),
    ).toMatchObject({
      ok: true,
    })
    expect(
      await recordAs({ yotName: 'Surrey', kind: 'succeeded', otherName: 'Kent', from: '2027-04-01' }),
    ).toMatchObject({ ok: true })
    expect(await recordAs({ yotName: 'Durham', kind: 'comparator', otherName: 'Devon' })).toMatchObject({ ok: true })
    const register = await gatherRegister(database.ctx())
    expect(describeYot(register, 'peterborough').ties).toContainEqual({
      yotCode: 'cambridgeshire',
      via: 'combined',
      held: { from: null, to: null },
      effective: { from: null, to: null },
    })
    expect(describeYot(register, 'surrey').ties).toContainEqual(
      expect.objectContaining({ yotCode: 'kent', via: 'merged', effective: { from: '2027-04-01', to: null } }),
    )
    expect(describeYot(register, 'devon').comparators).toEqual(['durham'])
  })

  it('is refused to others, and to names that mean nothing or several services', async () => {
    const head = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const tie = { yotName: 'Leeds', kind: 'partnered', otherName: 'York' } as const
    expect(await recordTie(database.ctx(head.actor), tie)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await recordAs({ ...tie, otherName: 'Cumbria' })).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await recordAs({ ...tie, kind: 'partner', otherName: 'Nowhere Trust' })).toMatchObject({
      problem: { fields: { otherName: expect.stringContaining('Add it below first') } },
    })
  })

  it('makes two names of one organisation one, and never of a placeholder', async () => {
    const ctx = database.ctx((await administrator()).actor)
    const [one, other, third] = [await makePerson(ctx), await makeHost(ctx, 'hackney'), await makePerson(ctx)]
    const declare = (person: typeof one, withName: string) =>
      declareInterest(database.ctx(person.actor), { kind: 'co-business', withKind: 'organisation', withName })
    await declare(one, 'Street Doctors Ltd')
    await declare(other, 'StreetDoctors UK')
    await declare(third, 'Independent')
    await declare(other, 'independent')
    const { id } = await makeReview(ctx, { yotCode: 'hackney', requestedById: other.id, status: 'submitted' })
    const rulesFor = async (person: typeof one) => {
      const asked = { case: { kind: 'review_request' as const, id }, activity: 'review' as const }
      const found = await checkPeople(ctx, { ...asked, personIds: [person.id], moment: 'shortlist' })
      return found.get(person.id)?.map(({ ruleId }) => ruleId)
    }
    expect(await rulesFor(one)).toEqual([])
    expect(await unplacedNames(ctx)).toEqual(expect.arrayContaining(['Street Doctors Ltd', 'StreetDoctors UK']))
    const kept = value(await keepOrganisation(ctx, { name: 'Street Doctors', otherNames: 'StreetDoctors UK' }))
    expect(await placeDeclaredNames(ctx, kept)).toMatchObject({ value: { placed: 2 } })
    expect(await rulesFor(one)).toEqual(['CO_BUSINESS'])
    expect(await rulesFor(third)).toEqual([])
    expect(await keepOrganisation(ctx, { name: 'Self-employed', otherNames: '' })).toMatchObject({ ok: false })
    expect(await unplacedNames(ctx)).toEqual([])
  })

  it('finds a councillor through the council area, and a commissioner through the force', async () => {
    const ctx = database.ctx()
    const host = await makeHost(ctx, 'wakefield')
    const { id } = await makeReview(ctx, { yotCode: 'wakefield', requestedById: host.id, status: 'submitted' })
    for (const withName of ['Wakefield Council', 'West Yorkshire Police']) {
      const person = await makePerson(ctx)
      const declared = await declareInterest(database.ctx(person.actor), {
        kind: 'elected',
        withKind: 'area',
        withName,
      })
      expect(declared.ok).toBe(true)
      const asked = { case: { kind: 'review_request' as const, id }, activity: 'deciding' as const }
      const found = await checkPeople(ctx, { ...asked, personIds: [person.id], moment: 'opening' })
      expect(found.get(person.id)?.map(({ ruleId }) => ruleId)).toEqual(['ELECTED'])
    }
  })
})
