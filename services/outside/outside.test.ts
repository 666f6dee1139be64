import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bankCandidates } from '#services/bank/index.ts'
import { visitor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import {
  moveOffering,
  room as offeringRoom,
  offeringSchema,
  pauseUninsured,
  readCatalogueFilter,
  searchOfferings,
  startOffering,
} from '#services/offerings/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makeOutside } from '#tests/factories/outside.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  addOutsidePerson,
  askRenewal,
  askSchema,
  askToOffer,
  changeContact,
  decideOnProvider,
  findOutside,
  keepChecks,
  manageOutsidePage,
  outsideCasePage,
  outsideDesk,
  outsideOf,
  recordOutsideInvoice,
  recordOutsidePayment,
  recordOutsideView,
  renewProvider,
  room,
  suspendProvider,
} from './index.ts'

const database = openTestDatabase({ isVerified: true })
const as = (person: MadePerson) => database.ctx(person.actor)
const db = () => database.ctx().db
const today = '2026-06-01'

beforeEach(() => database.setNow(today))
afterEach(() => database.setNow(null))

let asked = 0
const form = (more: Record<string, string> = {}) => {
  asked += 1
  return askSchema.parse({
    name: 'Southern Lights Ltd',
    numberKind: 'company',
    number: String(30_000_000 + asked),
    website: 'southern.example',
    region: 'London',
    does: 'Training in restorative work, for three services in London.',
    contactName: 'Sam South',
    contactAddress: `sam-${asked}@southern.example`,
    wordOne: 'Ada Host, Leeds, ada@leeds.example',
    wordTwo: 'Ben Host, Hull, ben@hull.example',
    insuranceUntil: addDays(today, 200),
    understood: 'yes',
    ...more,
  })
}

const ask = async (more: Record<string, string> = {}) => {
  const input = form(more)
  value(await askToOffer(database.ctx(visitor), input, `source ${asked}`))
  return db().outsideProvider.findFirstOrThrow({ where: { number: input.number } })
}

const office = async () => ({
  administrator: await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] }),
  assessor: await makePerson(database.ctx(), { appointments: [{ role: 'assessor' }] }),
})

const reasons = 'Two services say that they would have them back.'
const seen = { numberSeenOn: today, wordOneOn: today, wordTwoOn: today, insuranceSeenUntil: addDays(today, 200) }

const offer = (basis: 'free' | 'charged' = 'charged') =>
  offeringSchema.parse({
    kind: 'training',
    title: 'Restorative work in a day',
    summary: 'A day with two trainers.',
    description: 'In your offices.',
    basis,
    delivery: ['on_site'],
    themes: ['G1'],
    ...(basis === 'charged' ? { price: '900', priceUnit: 'day' } : {}),
  })

const letters = async (about: string) =>
  (await db().outboxMessage.findMany({ where: { topic: 'mail', key: { contains: about } } })).map(({ payload }) =>
    JSON.stringify(payload),
  )

const run = async (
  of: { jobs?: readonly { name: string; run: (ctx: ReturnType<typeof database.ctx>) => unknown }[] },
  name: string,
) => of.jobs?.find((job) => job.name === name)?.run(database.ctx())

const statusOf = async (slug: string) => (await db().offering.findUniqueOrThrow({ where: { slug } })).status

/** Removes everybody's office, so that who is drawn is who a test made. */
const emptyOffices = () => db().appointment.updateMany({ data: { until: new Date('2026-05-01') } })

describe('an outside provider', () => {
  it('goes from a stranger to a published charged offering, and owes nothing before it is approved', async () => {
    await emptyOffices()
    const { administrator, assessor } = await office()
    const asking = await ask()
    const [acknowledgement] = await letters(asking.id)
    expect(acknowledgement).toContain(asking.ref)
    expect(acknowledgement).toContain('decides by')
    expect(acknowledgement).toContain('Nothing is owed unless it is approved')
    expect(asking).toMatchObject({ status: 'asked', assessorId: assessor.id, feePence: null, contactId: null })
    const { ref } = asking
    const decide = (version: number) =>
      decideOnProvider(as(administrator), ref, { version, decision: 'approved', reasons })
    expect(await decide(asking.version)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('number has not been looked up') },
    })
    value(await recordOutsideView(as(assessor), ref, { version: asking.version, view: 'for', reasons }))
    value(await keepChecks(as(administrator), ref, { version: asking.version + 1, ...seen }))
    value(await decide(asking.version + 2))
    const approved = await db().outsideProvider.findUniqueOrThrow({ where: { ref } })
    expect(approved).toMatchObject({ status: 'approved', paidUntil: null })
    expect(approved.feePence).toBeGreaterThan(0)
    const contact = await db().person.findUniqueOrThrow({ where: { id: approved.contactId ?? '' } })
    const speaker: MadePerson = {
      ...{ id: contact.id, name: contact.name, email: asking.contactAddress },
      actor: { kind: 'person', personId: contact.id, name: contact.name, grants: [{ role: 'person' }] },
    }
    const owner = { yotCode: null, personId: speaker.id, outsideId: approved.id }
    const { slug } = value(await startOffering(as(speaker), owner, offer()))
    const publish = () => moveOffering(as(speaker), { slug, version: 1, event: 'published' })
    expect(await publish()).toMatchObject({ problem: { why: expect.stringContaining('fee of the year') } })
    value(
      await recordOutsideInvoice(as(administrator), ref, {
        version: approved.version,
        invoicedOn: today,
        invoiceReference: 'OP-7',
      }),
    )
    value(await recordOutsidePayment(as(administrator), ref, { version: approved.version + 1, paidOn: today }))
    value(await publish())
    const filter = readCatalogueFilter(new URLSearchParams('from=outside'), [])
    const { offerings } = await searchOfferings(database.ctx(visitor), filter)
    expect(offerings).toMatchObject([{ slug, provider: { kind: 'outside', ref, name: 'Southern Lights Ltd' } }])
    const others = readCatalogueFilter(new URLSearchParams('from=service&from=person'), [])
    expect((await searchOfferings(database.ctx(visitor), others)).offerings.map((one) => one.slug)).not.toContain(slug)
    // Nobody comes into a review team by it.
    expect((await bankCandidates(database.ctx(), { on: today })).map(({ id }) => id)).not.toContain(speaker.id)
  })

  it('is declined with reasons, and can only be declined against its assessor', async () => {
    await emptyOffices()
    const { administrator, assessor } = await office()
    const { ref, version, id } = await ask()
    value(await recordOutsideView(as(assessor), ref, { version, view: 'against', reasons }))
    value(await keepChecks(as(administrator), ref, { version: version + 1, ...seen }))
    const decide = (decision: 'approved' | 'declined') =>
      decideOnProvider(as(administrator), ref, { version: version + 2, decision, reasons })
    expect(await decide('approved')).toMatchObject({
      problem: { why: expect.stringContaining('only be declined') },
    })
    value(await decide('declined'))
    expect((await letters(id)).some((letter) => letter.includes(reasons) && letter.includes('owe nothing'))).toBe(true)
    expect(await findOutside(database.ctx(visitor), ref)).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('is looked at by nobody who is tied to it, and exists for none of them', async () => {
    await emptyOffices()
    const named = await makePerson(database.ctx(), { appointments: [{ role: 'assessor' }, { role: 'administrator' }] })
    const invested = await makePerson(database.ctx(), {
      appointments: [{ role: 'assessor' }, { role: 'administrator' }],
    })
    const declaration = await db().declaration.create({
      data: { personId: invested.id, kind: 'annual', isNil: false, statedAt: new Date('2026-01-01') },
    })
    await db().interest.create({
      data: {
        ...{ personId: invested.id, declarationId: declaration.id, kind: 'business' },
        organisation: 'Tied Together Limited',
      },
    })
    const colleague = await makePerson(database.ctx(), {
      appointments: [{ role: 'assessor' }, { role: 'administrator' }],
      posts: [{ yotCode: 'kent' }],
    })
    const inKent = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent' }] })
    const { assessor, administrator } = await office()
    const { ref, assessorId } = await ask({
      name: 'Tied Together Ltd',
      wordOne: `Somebody, ${named.email}`,
      contactAddress: inKent.email,
      contactName: inKent.name,
    })
    expect(assessorId).toBe(assessor.id)
    for (const officer of [named, invested, colleague]) {
      expect(await outsideCasePage(as(officer), ref)).toMatchObject({ problem: { kind: 'not-found' } })
      expect(value(await outsideDesk(as(officer))).map((line) => line.ref)).not.toContain(ref)
      expect(await decideOnProvider(as(officer), ref, { version: 2, decision: 'declined', reasons })).toMatchObject({
        problem: { kind: 'not-found' },
      })
    }
    expect(value(await outsideDesk(as(administrator))).map((line) => line.ref)).toContain(ref)
  })

  it('is not decided by the assessor who thought of it', async () => {
    const both = await makePerson(database.ctx(), { appointments: [{ role: 'assessor' }, { role: 'administrator' }] })
    const { ref } = await makeOutside(database.ctx(), {
      ...{ status: 'asked', assessorId: both.id, isSupported: true, isChecked: true },
    })
    expect(await decideOnProvider(as(both), ref, { version: 1, decision: 'approved', reasons })).toMatchObject({
      problem: { why: expect.stringContaining('another administrator') },
    })
  })

  it('is asked for once by its number, which only its mail says', async () => {
    const first = await ask()
    const again = form({ number: first.number, contactAddress: 'other@southern.example' })
    value(await askToOffer(database.ctx(visitor), again, 'another source'))
    expect(await db().outsideProvider.count({ where: { number: first.number } })).toBe(1)
    expect((await letters('known')).at(-1)).toContain('known here already')
  })
})

describe('what runs out of an outside provider', () => {
  const published = async (traits: Parameters<typeof makeOutside>[1]) => {
    const speaker = await makePerson(database.ctx())
    const made = await makeOutside(database.ctx(), { contact: speaker, ...traits })
    const by = { personId: speaker.id, outsideId: made.id }
    const { slug } = await makeOffering(database.ctx(), { by, basis: 'free' })
    return { ...made, slug, speaker }
  }

  it.each([
    ['insurance', { insuranceSeenUntil: today }],
    ['approval', { approvedUntil: today }],
    ['fee', { paidUntil: today }],
  ] as const)('pauses whatever it has published on the day after its %s, also what is free', async (_, traits) => {
    const { slug } = await published(traits)
    await run(offeringRoom, 'offerings.pause-outside')
    expect(await statusOf(slug)).toBe('published')
    database.setNow(addDays(today, 1))
    await pauseUninsured.run(database.ctx())
    expect(await statusOf(slug)).toBe('published')
    await run(offeringRoom, 'offerings.pause-outside')
    expect(await statusOf(slug)).toBe('paused')
  })

  it('is warned of at 90, 30 and 7 days, once each', async () => {
    const { id } = await published({ insuranceSeenUntil: addDays(today, 91), approvedUntil: addDays(today, 400) })
    const warned = () => db().waitingLine.count({ where: { key: { contains: `${id}:insurance` } } })
    const counts: number[] = []
    for (const day of [0, 1, 2, 61, 62, 84, 85]) {
      database.setNow(addDays(today, day))
      await run(room, 'outside.age')
      counts.push(await warned())
    }
    expect(counts).toEqual([0, 1, 1, 2, 2, 3, 3])
  })

  it('lapses, and comes back when it asked and its insurance was seen', async () => {
    const { administrator } = await office()
    const { ref, id, speaker } = await published({ approvedUntil: addDays(today, 10), paidUntil: addDays(today, 10) })
    database.setNow(addDays(today, 11))
    await run(room, 'outside.age')
    expect(await db().outsideProvider.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'lapsed' })
    value(await askRenewal(as(speaker), ref, { version: 2, insuranceUntil: addDays(today, 400) }))
    value(await renewProvider(as(administrator), ref, { version: 3 }))
    const page = value(await manageOutsidePage(as(speaker), ref))
    expect(page).toMatchObject({ status: 'approved', noes: [{ bar: 'fee' }] })
    value(await recordOutsidePayment(as(administrator), ref, { version: 4, paidOn: today }))
    expect(value(await manageOutsidePage(as(speaker), ref)).noes).toEqual([])
  })

  it('is paused at once by a suspension', async () => {
    const { administrator } = await office()
    const { ref, id, slug } = await published({})
    value(await suspendProvider(as(administrator), ref, { version: 1, reasons }))
    await offeringRoom.handlers?.['outside-standing-changed']?.(database.ctx(), {
      ...{ id: '', topic: '', key: '' },
      payload: { outsideId: id },
    } as never)
    expect(await statusOf(slug)).toBe('paused')
  })
})

describe('somebody else who speaks for it', () => {
  it('can speak for several, each apart from the others', async () => {
    const speaker = await makePerson(database.ctx())
    const [one, other] = [
      await makeOutside(database.ctx(), { contact: speaker, name: 'First Light' }),
      await makeOutside(database.ctx(), { contact: speaker, name: 'Second Light', insuranceSeenUntil: null }),
    ]
    expect((await outsideOf(as(speaker))).map(({ name }) => name).sort()).toEqual(['First Light', 'Second Light'])
    for (const { ref } of [one, other]) value(await manageOutsidePage(as(speaker), ref))
    const publish = async ({ id }: { id: string }) => {
      const owner = { yotCode: null, personId: speaker.id, outsideId: id }
      const { slug } = value(await startOffering(as(speaker), owner, offer('free')))
      return moveOffering(as(speaker), { slug, version: 1, event: 'published' })
    }
    value(await publish(one))
    expect(await publish(other)).toMatchObject({ problem: { why: expect.stringContaining('insurance') } })
    const successor = { version: 1, name: 'Nia New', address: 'nia-new@northern.example' }
    value(await changeContact(as(speaker), one.ref, successor))
    expect((await outsideOf(as(speaker))).map(({ name }) => name)).toEqual(['Second Light'])
  })

  it('answers for what it offers from then on, and whoever did not', async () => {
    const before = await makePerson(database.ctx())
    const { ref, id } = await makeOutside(database.ctx(), { contact: before })
    const by = { personId: before.id, outsideId: id }
    const { slug } = await makeOffering(database.ctx(), { by })
    value(await changeContact(as(before), ref, { version: 1, name: 'Nia New', address: 'nia@northern.example' }))
    const { contactId } = await db().outsideProvider.findUniqueOrThrow({ where: { id } })
    await offeringRoom.handlers?.['outside-contact-changed']?.(database.ctx(), {
      ...{ id: '', topic: '', key: '' },
      payload: { outsideId: id, personId: contactId },
    } as never)
    expect(await db().offering.findUniqueOrThrow({ where: { slug } })).toMatchObject({ personId: contactId, contactId })
    expect(await moveOffering(as(before), { slug, version: 1, event: 'paused' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    expect(await addOutsidePerson(as(before), ref, { version: 2, name: 'X Y', address: 'x@y.example' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
  })
})
