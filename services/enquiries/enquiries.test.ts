import { beforeAll, describe, expect, it } from 'vitest'
import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { type Actor, visitor } from '#services/core/access.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { notFound } from '#services/core/result.ts'
import { beginEngagement } from '#services/engagements/index.ts'
import { pauseUninsured } from '#services/offerings/index.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { answerEnquiry } from './answer-enquiry.ts'
import { chooseEnquiry } from './choose-enquiry.ts'
import { declineOffer, withdrawEnquiry } from './close-enquiry.ts'
import { enquirySilence } from './enquiry-clock.ts'
import { findNeed } from './find-need.ts'
import { boxToOpen, countEnquiries, listEnquiries } from './list-enquiries.ts'
import { howToAsk } from './may-ask.ts'
import { declinedSchema, sendEnquirySchema } from './schema.ts'
import { sendEnquiry } from './send-enquiry.ts'
import { countWaiting, enquiryTasks } from './tasks.ts'

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
const row = (ref: string) => database.ctx().db.enquiry.findFirstOrThrow({ where: { ref } })
const mailsTo = async ({ email }: MadePerson, ref: string) => {
  const { id } = await row(ref)
  const rows = await lettersIn(database.ctx().db, { where: { key: { startsWith: `enquiry:${id}:` } } })
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

/** The page as the host reads it, and a provider's own answer. */
const hosts = async (person: MadePerson, ref: string) => {
  const page = value(await findNeed(as(person), ref))
  if (page.side !== 'host') throw new Error('Read as the provider')
  return page
}
const own = async (person: MadePerson, ref: string) => {
  const page = value(await findNeed(as(person), ref))
  const [first] = page.answers
  if (page.side !== 'provider' || !first || !('moves' in first)) throw new Error('Read as the host')
  return first
}
const choose = async (person: MadePerson, made: { id: string; ref: string }) =>
  chooseEnquiry(as(person), made.ref, await choosing(database.ctx(), made), beginEngagement)
const lines = [{ what: 'Board day', quantity: 200, unit: 'day', price: 30_000, vat: 'outside-scope' as const }]

const answer = async (person: MadePerson, ref: string, changes: Partial<Parameters<typeof answerEnquiry>[2]> = {}) => {
  const { version } = await row(ref)
  return answerEnquiry(as(person), ref, { version, answer: 'interested', response: 'Two days in July.', ...changes })
}

describe('what the provider reads', () => {
  const saysOf = async (person: MadePerson, ref: string) => (await own(person, ref)).moves.map(({ says }) => says)

  it('after a yes is how to take the offer back, and who asked reads that it was', async () => {
    const { ref } = await enquiryAt('interested')
    expect(await saysOf(leeds, ref)).toContain('Take the offer back')
    value(await answer(leeds, ref, { answer: 'declined', response: 'Our trainer is ill.' }))
    expect(await row(ref)).toMatchObject({ status: 'declined', response: 'Our trainer is ill.' })
    const mails = await lettersIn(database.ctx().db, { where: { key: { contains: ':declined:' } } })
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
      expect(await hosts(person, ref)).toMatchObject({ answers: [{ status: 'sent' }], words: need.need })
    for (const person of [leeds, leedsManager]) expect(await own(person, ref)).toMatchObject({ status: 'sent' })
    for (const actor of [stranger.actor, visitor]) expect(await findNeed(database.ctx(actor), ref)).toEqual(notFound())
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
    const typed = { version: 1, why: 'PNC 2012/0123456K' }
    expect(declinedSchema.safeParse(typed).success).toBe(false)
  })
})

describe('answering', () => {
  it('is with a quote where the offering has a price, and without where it has none', async () => {
    const { ref } = await enquiryAt('sent', priced)
    expect(await answer(leeds, ref)).toMatchObject({
      problem: { kind: 'invalid', fields: { 'lines[0].what': expect.any(String) } },
    })
    value(await answer(leeds, ref, { offer: { lines } }))
    expect(await hosts(york, ref)).toMatchObject({ answers: [{ status: 'interested', total: '£600' }] })
    expect(await mailsTo(yorkManager, ref)).toEqual(['interested'])
    const free = await enquiryAt('sent')
    value(await answer(leeds, free.ref, { offer: { lines } }))
    expect(await hosts(york, free.ref)).toMatchObject({ answers: [{ status: 'interested', total: null }] })
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
  it('gives both sides names and addresses, keeps the reason, and tells the provider', async () => {
    const made = await enquiryAt('interested')
    const { ref, id } = made
    expect(JSON.stringify(await hosts(york, ref))).not.toContain('@')
    value(await choose(york, made))
    const page = await hosts(york, ref)
    const parties = [
      { people: [{ name: 'Yann York', address: yorkManager.email }] },
      { people: [{ name: 'Max Leeds', address: leedsManager.email }] },
    ]
    expect(page.chosen).toMatchObject({ by: 'Yara York', reason: 'They know boards like ours.', parties })
    expect(page.next).toContain('Terms are agreed on the page of the engagement')
    expect(page.answers[0]?.engagementRef).toMatch(/^TE-/)
    expect(await own(leeds, ref)).toMatchObject({ status: 'chosen', moves: [], parties })
    expect(await database.ctx().db.need.findUnique({ where: { ref } })).toMatchObject({ chosenId: id })
    const engagementRef = page.answers[0]?.engagementRef ?? ''
    const told = await database.ctx().db.outboxMessage.findMany({
      where: { key: { contains: ':begun:' }, payload: { path: ['action', 'path'], string_contains: engagementRef } },
      select: { key: true },
    })
    expect(told.map(({ key }) => key.split(':').at(-1)).sort()).toEqual([leedsManager.id, yorkManager.id].sort())
  })

  it('is for the service that asked, of an offer that was made', async () => {
    const made = await enquiryAt('interested')
    for (const person of [leeds, stranger]) expect(await choose(person, made)).toEqual(notFound())
    for (const status of ['sent', 'undecided', 'declined', 'expired', 'withdrawn'] as const)
      expect(await choose(york, await enquiryAt(status))).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('pressed twice is done once; after that nothing moves', async () => {
    const made = await enquiryAt('interested')
    const input = await choosing(database.ctx(), made)
    value(await chooseEnquiry(as(york), made.ref, input, beginEngagement))
    value(await chooseEnquiry(as(york), made.ref, input, beginEngagement))
    expect(await eventsOf(made.ref)).toEqual(['enquiry.chosen'])
    expect(await withdrawEnquiry(as(york), made.ref, { version: 2 })).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('has one winner however many press at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const made = await enquiryAt('interested')
      const { ref, id } = made
      const given = { version: 1 }
      const input = await choosing(database.ctx(), made)
      const results = await Promise.all([
        chooseEnquiry(as(york), ref, input, beginEngagement),
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
})

describe('time', () => {
  it('closes what had no yes or no by the end of the tenth working day, and tells both', async () => {
    const states = ['sent', 'undecided', 'interested'] as const
    const made = await Promise.all(states.map((status) => enquiryAt(status)))
    const run = async (day: string) => {
      database.setNow(day)
      await silenceJob([enquirySilence]).run(database.ctx())
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

  it('reminds whoever was asked on the third day before the last, once', async () => {
    const { slug } = await offeringOf()
    const { ref } = value(await sendEnquiry(as(york), slug, need))
    const toldBy = async (day: string) => {
      database.setNow(day)
      await silenceJob([enquirySilence]).run(database.ctx())
      return mailsTo(leedsManager, ref)
    }
    expect(await toldBy('2026-06-11')).toEqual(['sent'])
    expect(await toldBy('2026-06-12')).toEqual(['sent', 'reminder'])
    expect(await toldBy('2026-06-15')).toEqual(['sent', 'reminder'])
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
    const mails = await lettersIn(database.ctx().db, {
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
    const first = await makeEnquiry(database.ctx(), from)
    const answered = await makeEnquiry(database.ctx(), { ...from, status: 'interested' })
    await makeEnquiry(database.ctx(), { ...from, status: 'chosen' })
    const links = async (person: MadePerson) =>
      (await enquiryTasks(as(person))).map(({ href, dueOn }) => [href.split('/').pop(), dueOn])
    const waiting = (person: MadePerson) => countWaiting(as(person))
    expect(await links(contact)).toEqual([[first.ref, '2026-06-15']])
    expect(await links(head)).toEqual([[first.ref, '2026-06-15']])
    expect(await links(other)).toEqual([])
    expect(await links(asker)).toEqual([[answered.ref, undefined]])
    expect(await links(askersHead)).toEqual([[answered.ref, undefined]])
    expect(await enquiryTasks(database.ctx(visitor))).toEqual([])
    expect(await Promise.all([contact, head, other, asker].map(waiting))).toEqual([1, 1, 0, 1])
    expect(await countWaiting(database.ctx(visitor))).toBe(0)

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
