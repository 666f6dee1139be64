import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  answerConsent,
  askConsent,
  consentPage,
  moveOffering,
  offeringSchema,
  ownNamePage,
  startOffering,
  takeBackConsent,
  tendConsents,
  withdrawConsent,
} from './index.ts'

const database = openTestDatabase({ isVerified: true })
const as = (person: MadePerson) => database.ctx(person.actor)
const byLink = () => database.ctx(visitor)

beforeEach(() => database.setNow('2026-06-01'))
afterEach(() => database.setNow(null))

const words = 'Coaching for new managers in their first year, by video.'
const question = { yotCode: 'kent', words, daysPerYear: 6, mayCharge: 'yes' as const }

const people = async (bank = true) => {
  const lead = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent' }] })
  const manager = await makePerson(database.ctx(), {
    posts: [{ yotCode: 'kent', level: 'manager' }],
    ...(bank ? { bank: { dayRatePence: 40_000, insuranceUntil: '2029-01-01' } } : {}),
  })
  return { lead, manager }
}

const lastKey = async () => {
  const letters = await database.ctx().db.outboxMessage.findMany({ where: { topic: 'mail' }, orderBy: { id: 'desc' } })
  const [key = ''] = letters.flatMap(({ payload }) => /\/consents\/([\w-]+)/.exec(JSON.stringify(payload))?.[1] ?? [])
  return key
}

const input = (basis: 'free' | 'charged') =>
  offeringSchema.parse({
    kind: 'mentoring',
    title: 'Coaching for new managers',
    summary: 'Somebody to ring.',
    description: 'Six calls over a year.',
    basis,
    delivery: ['remote'],
    themes: ['G1'],
    ...(basis === 'charged' ? { price: '400', priceUnit: 'day' } : {}),
  })

const own = (person: MadePerson) => ({ yotCode: null, personId: person.id, outsideId: null })

const yes = { agrees: 'yes' as const, daysPerYear: 5, mayCharge: 'yes' as const, reason: '', version: 1 }

const statusOf = async (slug: string) =>
  (await database.ctx().db.offering.findUniqueOrThrow({ where: { slug } })).status

describe('offering in one’s own name, in post', () => {
  it('goes from a question to a published charged offering, and is paused on the day it is withdrawn', async () => {
    const { manager, lead } = await people()
    expect(await startOffering(as(manager), own(manager), input('charged'))).toMatchObject({
      problem: { kind: 'forbidden', why: expect.stringContaining('needs its consent') },
    })
    expect(value(await askConsent(as(manager), question))).toMatchObject({ leadName: lead.name })
    const key = await lastKey()
    expect(value(await consentPage(byLink(), key))).toMatchObject({
      name: manager.name,
      daysPerYear: 6,
      status: 'asked',
    })
    expect(value(await answerConsent(byLink(), key, yes))).toEqual({ agrees: true })
    const { slug } = value(await startOffering(as(manager), own(manager), input('charged')))
    value(await moveOffering(as(manager), { slug, version: 1, event: 'published' }))
    expect(await statusOf(slug)).toBe('published')
    expect(value(await withdrawConsent(byLink(), key, { reason: 'We are too few.', version: 2 }))).toMatchObject({})
    expect(await statusOf(slug)).toBe('paused')
    expect(await moveOffering(as(manager), { slug, version: 3, event: 'published' })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })

  it('is charged for only where the service agreed to that', async () => {
    const { manager } = await people()
    value(await askConsent(as(manager), question))
    value(await answerConsent(byLink(), await lastKey(), { ...yes, mayCharge: 'no' }))
    expect(await startOffering(as(manager), own(manager), input('charged'))).toMatchObject({
      problem: { fields: { basis: expect.stringContaining('has not agreed to work that is charged') } },
    })
    expect(await startOffering(as(manager), own(manager), input('free'))).toMatchObject({ ok: true })
  })

  it('needs no place in the bank where nothing is charged', async () => {
    const { manager } = await people(false)
    value(await askConsent(as(manager), { ...question, mayCharge: 'no' }))
    value(await answerConsent(byLink(), await lastKey(), { ...yes, mayCharge: 'no' }))
    const { slug } = value(await startOffering(as(manager), own(manager), input('free')))
    value(await moveOffering(as(manager), { slug, version: 1, event: 'published' }))
    expect(await startOffering(as(manager), own(manager), input('charged'))).toMatchObject({ ok: false })
  })

  it('is agreed to by nobody for themselves: a lone head names somebody else, by another address', async () => {
    const head = await makePerson(database.ctx(), { posts: [{ yotCode: 'hull' }] })
    const asked = { ...question, yotCode: 'hull' }
    expect(await askConsent(as(head), asked)).toMatchObject({ problem: { fields: { leadName: expect.any(String) } } })
    expect(await askConsent(as(head), { ...asked, leadName: 'Dee Rector', leadAddress: head.email })).toMatchObject({
      problem: { fields: { leadAddress: expect.stringContaining('your own') } },
    })
    value(await askConsent(as(head), { ...asked, leadName: 'Dee Rector', leadAddress: 'dee@hull.example' }))
    const key = await lastKey()
    expect(await answerConsent(as(head), key, yes)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await answerConsent(byLink(), key, yes)).toMatchObject({ ok: true })
  })

  it('is answered once by its link: whoever presses after that without an account is told how it stands', async () => {
    const { manager } = await people(false)
    const { id } = value(await askConsent(as(manager), question))
    const key = await lastKey()
    const answers = await Promise.all([
      answerConsent(byLink(), key, yes),
      answerConsent(byLink(), key, { ...yes, agrees: 'no', reason: 'We are too few.' }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const last = {
      problem: { kind: 'stale', why: expect.stringMatching(/stands at “(given|refused)”|not possible now/) },
    }
    expect(answers.find(({ ok }) => !ok)).toMatchObject(last)
    // From the same page again: nobody can say that it is the same person, and nothing is done twice.
    expect(await answerConsent(byLink(), key, yes)).toMatchObject(last)
    const { db } = database.ctx()
    expect(await db.move.count({ where: { subjectId: id } })).toBe(2)
    const told = await db.outboxMessage.count({ where: { topic: 'mail', key: { contains: `consent:${id}` } } })
    expect(told).toBe(2)
  })

  it('runs out by itself, whatever has run, and by the job is paused', async () => {
    const { manager } = await people(false)
    value(await askConsent(as(manager), { ...question, mayCharge: 'no' }))
    value(await answerConsent(byLink(), await lastKey(), { ...yes, mayCharge: 'no' }))
    const { slug } = value(await startOffering(as(manager), own(manager), input('free')))
    value(await moveOffering(as(manager), { slug, version: 1, event: 'published' }))
    database.setNow('2027-05-31')
    expect(await startOffering(as(manager), own(manager), input('free'))).toMatchObject({ ok: true })
    database.setNow('2027-06-01')
    expect(await startOffering(as(manager), own(manager), input('free'))).toMatchObject({ ok: false })
    expect(value(await ownNamePage(as(manager))).services[0]?.consent).toMatchObject({
      isInForce: false,
      isOpen: false,
    })
    await tendConsents.run(database.ctx())
    expect(await statusOf(slug)).toBe('paused')
    expect(await askConsent(as(manager), question)).toMatchObject({ ok: true })
  })

  it('is asked once at a time, can be taken back, and ends unanswered', async () => {
    const { manager } = await people(false)
    const { id } = value(await askConsent(as(manager), question))
    const key = await lastKey()
    expect(await askConsent(as(manager), question)).toMatchObject({ problem: { kind: 'refused' } })
    value(await takeBackConsent(as(manager), { id, version: 1 }))
    expect(await answerConsent(byLink(), key, yes)).toMatchObject({ ok: false })
    value(await askConsent(as(manager), question))
    const late = await lastKey()
    database.setNow(addDays('2026-06-01', 22))
    expect(await answerConsent(byLink(), late, yes)).toMatchObject({ problem: { kind: 'refused' } })
    await tendConsents.run(database.ctx())
    expect(value(await consentPage(byLink(), late)).status).toBe('ended')
  })

  it('is nothing to whoever has another link or holds no post there', async () => {
    const { manager } = await people(false)
    value(await askConsent(as(manager), question))
    expect(await consentPage(byLink(), 'another')).toMatchObject({ problem: { kind: 'not-found' } })
    const other = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', level: 'manager' }] })
    expect(await askConsent(as(other), question)).toMatchObject({ problem: { kind: 'forbidden' } })
    await makeMembership(database.ctx(), { yotCode: 'leeds' })
    expect(await startOffering(as(other), own(manager), input('free'))).toMatchObject({
      problem: { kind: 'forbidden' },
    })
  })
})
