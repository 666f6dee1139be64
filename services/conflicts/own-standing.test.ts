import { beforeAll, expect, it } from 'vitest'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { declareYearly } from './declare.ts'
import { approversFor, ownStanding } from './own-standing.ts'

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let head: MadePerson
let officer: MadePerson
let about: { kind: 'review_request'; id: string }
beforeAll(async () => {
  database.setNow('2026-06-01')
  head = await makeHost(ctx(), 'kent', { name: 'Hal Head' })
  officer = await makePerson(ctx(), { name: 'Only Officer', appointments: [{ role: 'administrator' }] })
  const { id } = await makeReview(ctx(), { yotCode: 'kent', requestedById: head.id, status: 'submitted' })
  about = { kind: 'review_request', id }
})

it('is clear without a conflict, and blocked for whoever has no part', async () => {
  expect(await ownStanding(as(officer), about.kind, about.id)).toEqual({ verdict: 'clear', inTheWay: null })
  expect((await ownStanding(as(head), about.kind, about.id)).verdict).toBe('blocked')
})

it('does not tell an officer what the other side declared about them, but that there is a conflict', async () => {
  await declareYearly(as(head), {
    isNil: false,
    interests: [{ kind: 'personal', otherPersonId: officer.id, from: '2019-02-03' }],
  })
  const { verdict, inTheWay } = await ownStanding(as(officer), about.kind, about.id)
  expect(verdict).toBe('to-manage')
  expect(inTheWay?.says).toContain('You have a conflict of interest with this case.')
  expect(inTheWay?.says).toContain('Close friendship')
  expect(inTheWay?.says).not.toMatch(/2019|declared it|Hal Head/)
})

it('says what to do when nobody in office may approve, and whom to ask as soon as somebody may', async () => {
  const alone = await ownStanding(as(officer), about.kind, about.id)
  expect(alone.inTheWay).toMatchObject({
    approvers: [],
    says: expect.stringContaining('Ask the association to appoint somebody who may.'),
  })
  const old = await makePerson(ctx(), {
    name: 'Old Declaration',
    appointments: [{ role: 'board_member' }],
    declaredOn: '2025-05-01',
  })
  expect((await ownStanding(as(officer), about.kind, about.id)).inTheWay?.approvers).toEqual([])
  // They can see to it themselves.
  await declareYearly(as(old), { isNil: true, interests: [] })
  expect((await ownStanding(as(officer), about.kind, about.id)).inTheWay).toMatchObject({
    approvers: [{ name: 'Old Declaration' }],
    says: expect.stringContaining('Ask Old Declaration.'),
  })
  expect(await approversFor(ctx(), about, old.id)).toEqual([])
})

it('says both when a declaration is old as well', async () => {
  database.setNow('2027-06-02')
  const { inTheWay } = await ownStanding(as(officer), about.kind, about.id)
  expect(inTheWay).toMatchObject({ isToDeclare: true, says: expect.stringContaining('Declare your interests first.') })
  expect(inTheWay?.says).toContain('Close friendship')
  database.setNow('2026-06-01')
})
