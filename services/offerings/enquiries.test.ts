import { beforeAll, describe, expect, it } from 'vitest'
import { EnquiryStatus } from '#prisma/generated/enums.ts'
import { type Actor, visitor } from '#services/core/access.ts'
import { notFound } from '#services/core/result.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { answerEnquiry } from './answer-enquiry.ts'
import { chooseEnquiry, declineOffer, withdrawEnquiry } from './choose-enquiry.ts'
import { enquiryEvents, enquiryMoveOf, enquiryMovesOpenTo } from './enquiry-lifecycle.ts'
import { answerEnquirySchema, sendEnquirySchema } from './enquiry-schema.ts'
import { findEnquiry } from './find-enquiry.ts'
import { expireEnquiries, pauseUninsured } from './jobs.ts'
import { boxToOpen, countEnquiries, listEnquiries } from './list-enquiries.ts'
import { howToAsk } from './may-ask.ts'
import { sendEnquiry } from './send-enquiry.ts'
import { enquiryTasks } from './tasks.ts'

const database = openTestDatabase()
const as = ({ actor }: { actor: Actor }) => database.ctx(actor)

let leeds: MadePerson
let leedsManager: MadePerson
let york: MadePerson
let yorkManager: MadePerson
let stranger: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  leeds = await makePerson(ctx, { name: 'Lena Leeds', posts: [{ yotCode: 'leeds' }] })
  leedsManager = await makePerson(ctx, { name: 'Max Leeds', posts: [{ yotCode: 'leeds', level: 'manager' }] })
  york = await makePerson(ctx, { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  yorkManager = await makePerson(ctx, { name: 'Yann York', posts: [{ yotCode: 'york', level: 'manager' }] })
  stranger = await makePerson(ctx, { posts: [{ yotCode: 'hull' }] })
  for (const yotCode of ['leeds', 'york']) await makeMembership(ctx, { yotCode })
})

const offeringOf = (traits: Partial<Parameters<typeof makeOffering>[1]> = {}) =>
  makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: leedsManager.id }, title: 'Board day', ...traits })

const priced = { basis: 'cost_recovery', pricePence: 30_000, priceUnit: 'a day' } as const
const need = { need: 'A day for our board.' }
const row = (ref: string) => database.ctx().db.enquiry.findUniqueOrThrow({ where: { ref } })
const mailsTo = async ({ email }: MadePerson, ref: string) => {
  const { id } = await row(ref)
  const rows = await database.ctx().db.outboxMessage.findMany({ where: { key: { startsWith: `enquiry:${id}:` } } })
  return rows
    .filter(({ payload }) => JSON.stringify(payload).includes(`"to":"${email}"`))
    .map(({ key }) => key.replace(`enquiry:${id}:`, '').split(':').slice(0, -1).join(':'))
}
const eventsOf = async (ref: string) => {
  const { id } = await row(ref)
  const entries = await database.ctx().db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  return entries.map(({ event }) => event)
}

/** An enquiry of York's about something of Leeds's, in a state. */
const enquiryAt = async (status: EnquiryStatus, traits: Parameters<typeof offeringOf>[0] = {}) => {
  const offering = await offeringOf(traits)
  return makeEnquiry(database.ctx(), { offeringId: offering.id, fromId: yorkManager.id, yotCode: 'york', status })
}

const answer = async (person: MadePerson, ref: string, changes: Partial<Parameters<typeof answerEnquiry>[2]> = {}) => {
  const { version } = await row(ref)
  return answerEnquiry(as(person), ref, { version, answer: 'interested', response: 'Two days in July.', ...changes })
}

describe('the life of an enquiry', () => {
  it('reaches every state, and each is open or an end', () => {
    const reached = new Set<EnquiryStatus>(['sent', ...enquiryEvents.map((event) => enquiryMoveOf(event).to)])
    expect([...reached].sort()).toEqual(Object.values(EnquiryStatus).sort())
    const ends = Object.values(EnquiryStatus).filter(
      (state) => enquiryMovesOpenTo(state, ['host', 'provider', 'system']).length === 0,
    )
    expect(ends.sort()).toEqual(['chosen', 'declined', 'expired', 'not_chosen', 'withdrawn'])
  })
})

describe('what the provider reads', () => {
  const saysOf = async (person: MadePerson, ref: string) =>
    value(await findEnquiry(as(person), ref)).moves.map(({ says }) => says)

  it('after a yes is how to take the offer back, and who asked reads that it was', async () => {
    const { ref } = await enquiryAt('interested')
    expect(await saysOf(leeds, ref)).toEqual(['Take the offer back'])
    value(await answer(leeds, ref, { answer: 'declined', response: 'Our trainer is ill.' }))
    expect(await row(ref)).toMatchObject({ status: 'declined', response: 'Our trainer is ill.' })
    const mails = await database.ctx().db.outboxMessage.findMany({ where: { key: { contains: ':declined:' } } })
    expect(JSON.stringify(mails.at(-1)?.payload)).toContain('takes back the offer')
  })

  it('speaks of a service as “we” and of an associate as “I”', async () => {
    expect(await saysOf(leeds, (await enquiryAt('sent')).ref)).toContain('Yes, we can help')
    const associate = await makePerson(database.ctx(), { bank: {} })
    const { ref } = await enquiryAt('sent', { by: { personId: associate.id } })
    expect(await saysOf(associate, ref)).toEqual(['Yes, I can help', 'Not sure yet', 'No, I cannot help'])
  })
})

describe('sending an enquiry', () => {
  it('tells the contact, names a day ten working days on, and is there for both services', async () => {
    const { slug } = await offeringOf()
    const { ref, respondBy } = value(await sendEnquiry(as(york), slug, need))
    expect(ref).toMatch(/^EN-2026-\d{3}$/)
    expect(respondBy).toBe('2026-06-15')
    expect(await mailsTo(leedsManager, ref)).toEqual(['sent'])
    expect(await mailsTo(leeds, ref)).toEqual([])
    expect(await eventsOf(ref)).toEqual(['enquiry.sent'])
    for (const person of [york, yorkManager])
      expect(value(await findEnquiry(as(person), ref))).toMatchObject({ sides: ['host'], status: 'sent' })
    for (const person of [leeds, leedsManager])
      expect(value(await findEnquiry(as(person), ref))).toMatchObject({ sides: ['provider'] })
    for (const actor of [stranger.actor, visitor])
      expect(await findEnquiry(database.ctx(actor), ref)).toEqual(notFound())
  })

  it('is for people who hold a post, in a service that is a member', async () => {
    const { slug } = await offeringOf()
    const associate = await makePerson(database.ctx(), { bank: {} })
    expect(await sendEnquiry(as(associate), slug, need)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await sendEnquiry(as(york), slug, { ...need, yotCode: 'hull' })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await sendEnquiry(as(stranger), slug, need)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('not a member') },
    })
    expect(value(await howToAsk(as(stranger), slug))).toMatchObject({ kind: 'no' })
    expect(value(await howToAsk(as(york), slug))).toMatchObject({ kind: 'ask', services: [{ value: 'york' }] })
    expect(value(await howToAsk(database.ctx(visitor), slug))).toEqual({ kind: 'sign-in' })
  })

  it('asks somebody of two services which of them asks', async () => {
    const both = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }, { yotCode: 'hull' }] })
    const { slug } = await offeringOf()
    expect(await sendEnquiry(as(both), slug, need)).toMatchObject({
      problem: { fields: { yotCode: expect.any(String) } },
    })
    const { ref } = value(await sendEnquiry(as(both), slug, { ...need, yotCode: 'york' }))
    expect(await row(ref)).toMatchObject({ yotCode: 'york' })
  })

  it('is not for one’s own offering', async () => {
    const { slug } = await offeringOf()
    expect(await sendEnquiry(as(leeds), slug, need)).toMatchObject({ problem: { kind: 'refused' } })
    expect(value(await howToAsk(as(leeds), slug))).toEqual({ kind: 'own' })
    const turned = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }] })
    const own = await offeringOf({ by: { personId: turned.id } })
    expect(await sendEnquiry(as(turned), own.slug, need)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is done once while one is under way, by whoever of the service', async () => {
    const { slug } = await offeringOf()
    const made = await Promise.all([york, yorkManager, york].map((person) => sendEnquiry(as(person), slug, need)))
    expect(made.filter((result) => result.ok)).toHaveLength(1)
    expect(made.filter((result) => !result.ok)).toEqual(
      Array(2).fill({ ok: false, problem: { kind: 'refused', why: expect.stringContaining('still open') } }),
    )
    const { ref } = value(made.find((result) => result.ok) ?? notFound())
    expect(value(await howToAsk(as(york), slug))).toEqual({ kind: 'open', ref, sentOn: '2026-06-01' })
    value(await answer(leeds, ref, { answer: 'declined' }))
    value(await sendEnquiry(as(york), slug, need))
  })

  it.each(['draft', 'paused', 'archived'] as const)('is not for what is %s', async (status) => {
    const { slug } = await offeringOf({ status })
    expect((await sendEnquiry(as(york), slug, need)).ok).toBe(false)
  })

  it('is not for charged work of an associate whose insurance has ended; what they give freely goes on', async () => {
    const associate = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'hull', until: '2025-06-01' }],
      bank: { dayRatePence: 50_000, insuranceUntil: '2026-05-01' },
    })
    const by = { personId: associate.id }
    const charged = await offeringOf({ by, basis: 'charged', pricePence: 50_000, priceUnit: 'a day' })
    expect(await sendEnquiry(as(york), charged.slug, need)).toMatchObject({ problem: { kind: 'refused' } })
    const free = await offeringOf({ by })
    const { ref } = value(await sendEnquiry(as(york), free.slug, need))
    expect(await mailsTo(associate, ref)).toEqual(['sent'])
  })

  it('goes to the colleagues of a contact who has left', async () => {
    const left = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', until: '2026-05-01' }] })
    const { slug } = await offeringOf({ by: { yotCode: 'leeds', contactId: left.id } })
    const { ref } = value(await sendEnquiry(as(york), slug, need))
    expect(await mailsTo(left, ref)).toEqual([])
    expect(await mailsTo(leeds, ref)).toEqual(['sent'])
  })

  it('holds no child’s details', () => {
    expect(sendEnquirySchema.safeParse({ need: 'About Joe Bloggs, born 12/03/2010' }).success).toBe(false)
    const typed = { version: 1, answer: 'declined', response: 'PNC 2012/0123456K' }
    expect(answerEnquirySchema.safeParse(typed).success).toBe(false)
  })
})

describe('answering', () => {
  it('is with a quote where the offering has a price, and without where it has none', async () => {
    const { ref } = await enquiryAt('sent', priced)
    expect(await answer(leeds, ref)).toMatchObject({
      problem: { kind: 'invalid', fields: { quote: expect.any(String) } },
    })
    value(await answer(leeds, ref, { quote: 60_000 }))
    expect(value(await findEnquiry(as(york), ref))).toMatchObject({ status: 'interested', quote: '£600' })
    expect(await mailsTo(yorkManager, ref)).toEqual(['interested'])
    const free = await enquiryAt('sent')
    value(await answer(leeds, free.ref, { quote: 60_000 }))
    expect(await row(free.ref)).toMatchObject({ status: 'interested', quotePence: null })
  })

  it('may be put off once, and taken back before the choice', async () => {
    const { ref } = await enquiryAt('sent')
    value(await answer(leeds, ref, { answer: 'undecided', response: 'Which month?' }))
    expect(await answer(leeds, ref, { answer: 'undecided', response: 'Which day?' })).toMatchObject({
      problem: { kind: 'refused' },
    })
    value(await answer(leedsManager, ref))
    value(await answer(leeds, ref, { answer: 'declined', response: 'Our trainer has left.' }))
    expect(await eventsOf(ref)).toEqual(['enquiry.undecided', 'enquiry.interested', 'enquiry.declined'])
  })

  it('is for the provider’s side only, and only while it is open', async () => {
    const { ref } = await enquiryAt('sent')
    for (const person of [york, stranger]) expect(await answer(person, ref)).toEqual(notFound())
    for (const status of ['declined', 'expired', 'chosen', 'not_chosen', 'withdrawn'] as const) {
      const over = await enquiryAt(status)
      const reply = await answer(leeds, over.ref, { response: 'Something new.' })
      expect(reply).toMatchObject({ problem: { kind: 'refused' } })
    }
  })

  it('pressed twice is sent once', async () => {
    const { ref } = await enquiryAt('sent')
    const twice = { version: 1, answer: 'interested', response: 'Yes.' } as const
    value(await answerEnquiry(as(leeds), ref, twice))
    value(await answerEnquiry(as(leeds), ref, twice))
    expect(await eventsOf(ref)).toEqual(['enquiry.interested'])
    expect(await answerEnquiry(as(leedsManager), ref, { ...twice, response: 'Yes, in May.' })).toMatchObject({
      problem: { kind: 'stale' },
    })
  })
})

describe('choosing', () => {
  it('gives both sides names and addresses, and tells the provider', async () => {
    const { ref } = await enquiryAt('interested')
    const before = value(await findEnquiry(as(york), ref))
    expect(JSON.stringify(before)).not.toContain('@')
    value(await chooseEnquiry(as(york), ref, { version: 1 }))
    for (const person of [york, leeds]) {
      const page = value(await findEnquiry(as(person), ref))
      expect(page.host.people).toEqual([{ name: 'Yann York', address: yorkManager.email }])
      expect(page.provider.people).toEqual([{ name: 'Max Leeds', address: leedsManager.email }])
      expect(page.next).toContain('Agree terms with each other directly')
      expect(page.moves).toEqual([])
    }
    expect(await mailsTo(leedsManager, ref)).toEqual(['chosen'])
    expect(await mailsTo(yorkManager, ref)).toEqual(['chosen-by-you'])
  })

  it('is for the service that asked, of an offer that was made', async () => {
    const { ref } = await enquiryAt('interested')
    for (const person of [leeds, stranger])
      expect(await chooseEnquiry(as(person), ref, { version: 1 })).toEqual(notFound())
    for (const status of ['sent', 'undecided', 'declined', 'expired', 'withdrawn'] as const) {
      const other = await enquiryAt(status)
      expect(await chooseEnquiry(as(york), other.ref, { version: 1 })).toMatchObject({ problem: { kind: 'refused' } })
    }
  })

  it('closes the others it answers too, of the same service only', async () => {
    const [one, two, three] = [await enquiryAt('interested'), await enquiryAt('sent'), await enquiryAt('undecided')]
    const elsewhere = await makeEnquiry(database.ctx(), {
      offeringId: (await offeringOf()).id,
      fromId: stranger.id,
      yotCode: 'hull',
    })
    expect(value(await findEnquiry(as(york), one.ref)).others.map(({ ref }) => ref)).toEqual(
      expect.arrayContaining([two.ref, three.ref]),
    )
    const wrong = { version: 1, others: [two.ref, elsewhere.ref] }
    expect(await chooseEnquiry(as(york), one.ref, wrong)).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await row(two.ref)).toMatchObject({ status: 'sent' })
    value(await chooseEnquiry(as(york), one.ref, { version: 1, others: [two.ref] }))
    expect(await row(two.ref)).toMatchObject({ status: 'not_chosen' })
    expect(await row(three.ref)).toMatchObject({ status: 'undecided' })
    expect(await mailsTo(leedsManager, two.ref)).toEqual(['not-chosen'])
  })

  it('has one winner however many press at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { ref, id } = await enquiryAt('interested')
      const given = { version: 1 }
      const results = await Promise.all([
        chooseEnquiry(as(york), ref, given),
        declineOffer(as(yorkManager), ref, given),
        withdrawEnquiry(as(york), ref, given),
        answerEnquiry(as(leeds), ref, { ...given, answer: 'declined', response: 'Not after all.' }),
      ])
      expect(results.filter((result) => result.ok)).toHaveLength(1)
      for (const result of results) if (!result.ok) expect(result.problem.kind).toBe('stale')
      expect(await eventsOf(ref)).toHaveLength(1)
      expect(await database.ctx().db.enquiry.findUnique({ where: { id } })).toMatchObject({ version: 2 })
    }
  })

  it('of two that name each other ends with one chosen', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = [await enquiryAt('interested'), await enquiryAt('interested')]
      const results = await Promise.all([
        chooseEnquiry(as(york), one.ref, { version: 1, others: [two.ref] }),
        chooseEnquiry(as(yorkManager), two.ref, { version: 1, others: [one.ref] }),
      ])
      expect(results.filter((result) => result.ok)).toHaveLength(1)
      const states = [(await row(one.ref)).status, (await row(two.ref)).status]
      expect(states.sort()).toEqual(['chosen', 'not_chosen'])
    }
  })

  it('pressed twice is done once; after that nothing moves', async () => {
    const { ref } = await enquiryAt('interested')
    value(await chooseEnquiry(as(york), ref, { version: 1 }))
    value(await chooseEnquiry(as(york), ref, { version: 1 }))
    expect(await eventsOf(ref)).toEqual(['enquiry.chosen'])
    expect(await withdrawEnquiry(as(york), ref, { version: 2 })).toMatchObject({ problem: { kind: 'refused' } })
  })
})

describe('time', () => {
  it('closes what had no yes or no by the end of the tenth working day, and tells both', async () => {
    const states = ['sent', 'undecided', 'interested'] as const
    const made = await Promise.all(states.map((status) => enquiryAt(status)))
    const run = async (day: string) => {
      database.setNow(day)
      await expireEnquiries.run(database.ctx())
      return Promise.all(made.map(async ({ ref }) => (await row(ref)).status))
    }
    expect(await run('2026-06-15')).toEqual([...states])
    expect(await run('2026-06-16')).toEqual(['expired', 'expired', 'interested'])
    await run('2026-06-16')
    const [first] = made
    expect(await eventsOf(first?.ref ?? '')).toEqual(['enquiry.expired'])
    expect(await mailsTo(yorkManager, first?.ref ?? '')).toEqual(['expired:host'])
    expect(await mailsTo(leedsManager, first?.ref ?? '')).toEqual(['expired:provider'])
    database.setNow('2026-06-01')
  })

  it('pauses what an associate charges for when their insurance ends, and says why', async () => {
    const associate = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'hull', until: '2025-06-01' }],
      bank: { dayRatePence: 50_000, insuranceUntil: '2026-06-30' },
    })
    const by = { personId: associate.id }
    const charged = await offeringOf({ by, basis: 'charged', pricePence: 50_000, priceUnit: 'a day' })
    const free = await offeringOf({ by })
    const byService = await offeringOf({ basis: 'charged', pricePence: 50_000, priceUnit: 'a day' })
    const states = async () => {
      const { offering } = database.ctx().db
      const ids = [charged.id, free.id, byService.id]
      return Promise.all(ids.map(async (id) => (await offering.findUniqueOrThrow({ where: { id } })).status))
    }
    database.setNow('2026-06-30')
    await pauseUninsured.run(database.ctx())
    expect(await states()).toEqual(['published', 'published', 'published'])
    database.setNow('2026-07-01')
    await pauseUninsured.run(database.ctx())
    await pauseUninsured.run(database.ctx())
    expect(await states()).toEqual(['paused', 'published', 'published'])
    const mails = await database.ctx().db.outboxMessage.findMany({
      where: { key: { startsWith: `offering:${charged.id}:paused` } },
    })
    expect(mails).toHaveLength(1)
    expect(JSON.stringify(mails[0]?.payload)).toContain('ended on Tuesday 30 June 2026')
    database.setNow('2026-06-01')
  })
})

describe('what waits for somebody', () => {
  it('is to answer for contact and head, to choose for whoever asked and their head', async () => {
    const contact = await makePerson(database.ctx(), { posts: [{ yotCode: 'wirral', level: 'manager' }] })
    const head = await makePerson(database.ctx(), { posts: [{ yotCode: 'wirral' }] })
    const other = await makePerson(database.ctx(), { posts: [{ yotCode: 'wirral', level: 'manager' }] })
    const asker = await makePerson(database.ctx(), { posts: [{ yotCode: 'devon', level: 'manager' }] })
    const askersHead = await makePerson(database.ctx(), { posts: [{ yotCode: 'devon' }] })
    const { id } = await offeringOf({ by: { yotCode: 'wirral', contactId: contact.id } })
    const from = { offeringId: id, fromId: asker.id, yotCode: 'devon' }
    const waiting = await makeEnquiry(database.ctx(), from)
    const answered = await makeEnquiry(database.ctx(), { ...from, status: 'interested' })
    await makeEnquiry(database.ctx(), { ...from, status: 'chosen' })
    const links = async (person: MadePerson) =>
      (await enquiryTasks(as(person))).map(({ href, dueOn }) => [href.split('/').pop(), dueOn])
    expect(await links(contact)).toEqual([[waiting.ref, '2026-06-15']])
    expect(await links(head)).toEqual([[waiting.ref, '2026-06-15']])
    expect(await links(other)).toEqual([])
    expect(await links(asker)).toEqual([[answered.ref, undefined]])
    expect(await links(askersHead)).toEqual([[answered.ref, undefined]])
    expect(await enquiryTasks(database.ctx(visitor))).toEqual([])

    expect(await listEnquiries(as(other), 'received', 1)).toMatchObject({ count: 3, pageCount: 1 })
    expect(await listEnquiries(as(asker), 'sent', 1)).toMatchObject({ count: 3 })
    expect(await listEnquiries(as(asker), 'received', 1)).toMatchObject({ count: 0, enquiries: [] })
    expect(await countEnquiries(as(asker))).toEqual({ received: 0, sent: 3 })
    expect(await countEnquiries(as(other))).toMatchObject({ received: 3 })
    expect(boxToOpen({ received: 0, sent: 3 })).toBe('sent')
    expect(boxToOpen({ received: 3, sent: 3 })).toBe('received')
    expect(boxToOpen({ received: 0, sent: 0 })).toBe('received')
  })
})
