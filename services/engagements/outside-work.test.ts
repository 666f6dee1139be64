import { beforeAll, describe, expect, it } from 'vitest'
import { addMonths } from '#services/core/clock.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { answerEnquiry, chooseEnquiry, sendEnquiry } from '#services/enquiries/index.ts'
import { findFaults } from '#services/invariants.ts'
import { changeContact } from '#services/outside/index.ts'
import { openRatings, ratingsOfSubject } from '#services/ratings/index.ts'
import { handlers } from '#services/worker.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeOffering } from '#tests/factories/offering.ts'
import { makeOutside } from '#tests/factories/outside.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms } from './accept-terms.ts'
import { beginEngagement } from './begin-engagement.ts'
import { confirmDelivered, sayDelivered } from './deliver.ts'
import { findEngagement } from './engagement-page.ts'
import { readStatement } from './ledger/statement.ts'
import { saveTermsSchema } from './schema.ts'
import { sendTerms } from './send-terms.ts'
import { saveTerms } from './terms-draft.ts'
import { readTermsForm, readTermsVersion } from './terms-page.ts'

const database = openTestDatabase()
const today = '2026-06-01'
const name = 'Northern Lights (outside provider)'
let york: MadePerson
let speaker: MadePerson
let trainer: MadePerson
let reviewed: MadePerson
let outside: { id: string; ref: string }

const as = (person: MadePerson) => database.ctx(person.actor)

/** Somebody who was on the team that reviewed York a hundred days ago. */
const reviewedYork = async (person: MadePerson) => {
  const past = await makeReview(database.ctx(), {
    ...{ yotCode: 'york', requestedById: york.id, status: 'closed' as const, windowsInDays: [-100] },
  })
  await makeTeam(database.ctx(), past.id, [person])
}

beforeAll(async () => {
  database.setNow(today)
  const ctx = database.ctx()
  york = await makePerson(ctx, { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  await makeMembership(ctx, { yotCode: 'york' })
  speaker = await makePerson(ctx, { name: 'Sol Speaker', declaredOn: today })
  trainer = await makePerson(ctx, { name: 'Tia Trainer', declaredOn: today })
  reviewed = await makePerson(ctx, {
    name: 'Rex Reviewed',
    posts: [{ yotCode: 'hull', from: '2015-01-01', until: '2025-12-31' }],
    bank: {},
    declaredOn: today,
  })
  await reviewedYork(reviewed)
  outside = await makeOutside(ctx, { name: 'Northern Lights', contact: speaker, people: [trainer.id, reviewed.id] })
})

const offering = (personId = speaker.id, outsideId = outside.id) =>
  makeOffering(database.ctx(), {
    by: { personId, outsideId },
    basis: 'charged',
    pricePence: 90_000,
    priceUnit: 'a day',
  })

const ask = (slug: string) => sendEnquiry(as(york), slug, { need: 'A day for our board.' })

const answerWith = async (slug: string, people: MadePerson[]) => {
  value(await ask(slug))
  const { id, version } = await database.ctx().db.enquiry.findFirstOrThrow({ where: { offering: { slug } } })
  const answered = await answerEnquiry(as(speaker), id, {
    ...{ version, answer: 'interested', response: 'Gladly: two trainers, on a Tuesday.' },
    offer: {
      lines: [{ what: 'A day', quantity: 100, unit: 'day', price: 90_000, vat: 'exempt' }],
      expenses: 'None.',
      people: people.map((person) => person.id),
      validUntil: addMonths(today, 1),
    } as never,
  })
  return { id, answered }
}

describe('whoever an outside provider sends', () => {
  it('is checked by the conflict rules like everybody who delivers: who reviewed the host is not named in an offer', async () => {
    const { answered } = await answerWith((await offering()).slug, [reviewed])
    expect(answered).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Rex Reviewed cannot deliver this') },
    })
  })

  it('is checked together with whoever speaks for it, who is not written to where they reviewed the host', async () => {
    const { id } = await makeOutside(database.ctx(), { contact: reviewed })
    expect(await ask((await offering(reviewed.id, id)).slug)).toMatchObject({
      problem: { kind: 'refused', why: 'This outside provider is not available to your service.' },
    })
  })

  it('is not asked of one whose insurance has run out, whatever it offers', async () => {
    const { id } = await makeOutside(database.ctx(), { contact: speaker, insuranceSeenUntil: '2026-05-31' })
    const { slug } = await makeOffering(database.ctx(), { by: { personId: speaker.id, outsideId: id } })
    expect(await ask(slug)).toMatchObject({ problem: { why: 'This outside provider takes no work at present.' } })
  })
})

describe('work of an outside provider', () => {
  it('goes from an offer to the ledger and the ratings under its own name, marked as outside', async () => {
    const { slug } = await offering()
    const { id, answered } = await answerWith(slug, [trainer])
    value(answered)
    value(await chooseEnquiry(as(york), id, await choosing(database.ctx(), { id }), beginEngagement))
    const { ref, id: workId } = await database.ctx().db.engagement.findUniqueOrThrow({ where: { enquiryId: id } })
    const page = async (person = york) => value(await findEngagement(as(person), ref))
    expect((await page()).provider).toMatchObject({ name, href: `/outside/${outside.ref}` })
    const form = value(await readTermsForm(as(speaker), ref))
    expect(form.possible.map((one) => one.name).sort()).toEqual(['Rex Reviewed', 'Sol Speaker', 'Tia Trainer'])
    const terms = (people: MadePerson[], version: number) =>
      saveTermsSchema.parse({
        ...{ version, work: 'A day with the team on resettlement.', sessions: [], people: people.map((one) => one.id) },
        ...{ periodFrom: '2026-07-01', periodTo: '2026-07-02', expenses: 'None.', documents: 'Yours.', data: 'None.' },
        ...{ lines: [{ what: 'A day', quantity: '1', unit: 'day', price: '900', vat: 'exempt' }] },
        ...{ cancelDays: '10', cancelPercent: '50', conflicts: '' },
      })
    const send = async () => sendTerms(as(speaker), ref, { version: (await page(speaker)).version, as: 'proposed' })
    value(await saveTerms(as(speaker), ref, terms([reviewed], form.draftVersion)))
    expect(await send()).toMatchObject({ problem: { why: expect.stringContaining('Rex Reviewed cannot deliver') } })
    const again = value(await readTermsForm(as(speaker), ref))
    value(await saveTerms(as(speaker), ref, terms([trainer], again.draftVersion)))
    value(await send())
    for (const person of [speaker, york]) {
      const { number, hash, version } = value(await readTermsVersion(as(person), ref, null))
      value(await acceptTerms(as(person), ref, { number, hash, version }))
    }
    // An organisation is not asked about IR35.
    expect(await page()).toMatchObject({ status: 'agreed', asksIr35: false })
    database.setNow('2026-07-03')
    value(
      await sayDelivered(as(speaker), ref, {
        version: (await page(speaker)).version,
        given: [{ personId: trainer.id, on: '2026-07-01', hours: 390, travel: 0 }],
      }),
    )
    value(await confirmDelivered(as(york), ref, { version: (await page()).version }))
    const statement = value(await readStatement(as(york), { page: 1, year: 2026 }))
    expect(statement.rows.map(({ other }) => other)).toEqual([name])
    const told = await database
      .ctx()
      .db.outboxMessage.findFirstOrThrow({ where: { key: `work-delivered:engagement:${workId}` } })
    value(await openRatings(database.ctx(), told.payload as never))
    const pair = await database.ctx().db.ratingPair.findFirstOrThrow({ where: { workId } })
    expect(pair).toMatchObject({ outsideId: outside.id, providerYotCode: null })
    await database.ctx().db.rating.create({
      data: {
        ...{ pairId: pair.id, side: 'host', seat: 'host', raterId: york.id, submittedAt: database.ctx().clock.now() },
        ...{ relevance: 5, preparation: 5, quality: 5, conduct: 5, usefulness: 5, comment: 'They came prepared.' },
      },
    })
    database.setNow('2026-08-01')
    expect((await ratingsOfSubject(database.ctx(), { outsideId: outside.id })).ratings).toHaveLength(1)
    expect((await ratingsOfSubject(database.ctx(), { personId: trainer.id })).ratings).toEqual([])
    // The review of before was put into the tables without its findings.
    const faults = (await findFaults(database.ctx().db)).map((fault) => fault.name)
    expect(faults.filter((fault) => fault !== 'findings')).toEqual([])
  })
  it('and what it offers are answered for by whoever speaks for it from then on, and not by who did', async () => {
    const { ref, offeringId } = await database.ctx().db.engagement.findFirstOrThrow({
      where: { offering: { outsideId: outside.id } },
    })
    const { version } = await database.ctx().db.outsideProvider.findUniqueOrThrow({ where: { id: outside.id } })
    const next = { name: 'Nia Next', address: 'nia@northern.example' }
    value(await changeContact(as(speaker), outside.ref, { version, ...next }))
    await deliverAll(database.ctx(), handlers)
    const { id } = await database.ctx().db.person.findFirstOrThrow({ where: { name: next.name } })
    const nia = database.ctx({ kind: 'person', personId: id, name: next.name, grants: [] })
    expect(value(await findEngagement(nia, ref))).toMatchObject({ side: 'provider' })
    expect(await findEngagement(as(speaker), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await database.ctx().db.offering.findUniqueOrThrow({ where: { id: offeringId } })).toMatchObject({
      personId: id,
      outsideId: outside.id,
    })
  })
})
