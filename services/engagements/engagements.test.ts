import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, addMonths, isoFromDate } from '#services/core/clock.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { chooseEnquiry } from '#services/enquiries/index.ts'
import { findFaults } from '#services/invariants.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { acceptTerms, stepBack } from './accept-terms.ts'
import { beginEngagement } from './begin-engagement.ts'
import { cancelEngagement } from './cancel.ts'
import { closeSettled, engagementSilence } from './clocks.ts'
import { askToPutRight, confirmDelivered, sayDelivered } from './deliver.ts'
import { endUnresolved, openDisputeOn, stateOtherSide } from './dispute.ts'
import { findDispute } from './dispute-page.ts'
import { findEngagement } from './engagement-page.ts'
import { readExchange } from './ledger/exchange-year.ts'
import { readStatement } from './ledger/statement.ts'
import { listEngagements } from './list-engagements.ts'
import { acceptResolution, proposeResolution } from './resolution.ts'
import { saveTermsSchema } from './schema.ts'
import { sendTerms } from './send-terms.ts'
import { markSession } from './sessions.ts'
import { recordMoney } from './settle.ts'
import { saveTerms } from './terms-draft.ts'
import { readTermsForm, readTermsVersion } from './terms-page.ts'

const database = openTestDatabase()
let [york, yorkManager, hull, hullManager, stranger, associate]: MadePerson[] = []

const as = (person: MadePerson | undefined) => {
  if (!person) throw new Error('nobody')
  return database.ctx(person.actor)
}
const silence = () => silenceJob([engagementSilence]).run(database.ctx())
const idOf = (person: MadePerson | undefined) => person?.id ?? ''

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  yorkManager = await makePerson(ctx, { name: 'Yves York', posts: [{ yotCode: 'york', level: 'manager' }] })
  hull = await makePerson(ctx, { name: 'Hope Hull', posts: [{ yotCode: 'hull' }] })
  hullManager = await makePerson(ctx, { name: 'Hari Hull', posts: [{ yotCode: 'hull', level: 'manager' }] })
  stranger = await makePerson(ctx, { name: 'Stella Stranger', posts: [{ yotCode: 'leeds' }] })
  associate = await makePerson(ctx, {
    name: 'Ash Associate',
    posts: [{ yotCode: 'kent', from: '2015-01-01', until: '2025-12-31' }],
    bank: { dayRatePence: 52_000, insuranceUntil: addMonths('2026-06-01', 12) },
  })
  for (const yotCode of ['york', 'hull', 'leeds']) await makeMembership(ctx, { yotCode })
  for (const person of [hull, hullManager, associate])
    await ctx.db.declaration.create({
      data: { personId: idOf(person), kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
    })
})

beforeEach(() => database.setNow('2026-06-01'))

/** An engagement that York chose, by Hull or by the associate. */
const begin = async (by: 'hull' | 'associate', basis: 'charged' | 'in_kind' = 'charged') => {
  const ctx = database.ctx()
  const offering = await makeOffering(ctx, {
    by: by === 'hull' ? { yotCode: 'hull', contactId: idOf(hull) } : { personId: idOf(associate) },
    basis,
    themes: ['G1', 'K2', 'K3'],
    ...(basis === 'charged' ? { pricePence: 52_000, priceUnit: 'a day' } : {}),
  })
  const enquiry = await makeEnquiry(ctx, {
    offeringId: offering.id,
    fromId: idOf(york),
    yotCode: 'york',
    status: 'interested',
    ...(basis === 'charged' ? { quotePence: 104_000 } : {}),
  })
  const { ref } = value(await chooseEnquiry(as(york), enquiry.ref, await choosing(ctx, enquiry), beginEngagement))
  const found = await ctx.db.engagement.findFirstOrThrow({ where: { enquiryId: enquiry.id } })
  expect([ref, found.ref]).toContain(found.ref)
  return { ref: found.ref, id: found.id, provider: by === 'hull' ? hull : associate }
}

const typed = (people: string[], more: Record<string, unknown> = {}) => ({
  people,
  work: 'Two days with the team on resettlement.',
  sessions: [{ on: '2026-07-01', from: '09:30', to: '16:00', mode: 'on_site', place: 'York' }],
  lines: [{ what: 'Facilitation', quantity: '2', unit: 'day', price: '520', vat: 'standard' }],
  expenses: 'Train fare at cost.',
  cancelDays: '10',
  cancelPercent: '50',
  documents: 'Slides may be used in the service.',
  data: 'None.',
  ...more,
})

const write = async (ref: string, person: MadePerson | undefined, more: Record<string, unknown> = {}) => {
  const form = value(await readTermsForm(as(person), ref))
  const people = form.possible.slice(0, 1).map(({ personId }) => personId)
  const input = saveTermsSchema.parse({ version: form.draftVersion, ...typed(people, more) })
  return saveTerms(as(person), ref, input)
}
const send = async (ref: string, person: MadePerson | undefined) => {
  const { version, status } = value(await findEngagement(as(person), ref))
  return sendTerms(as(person), ref, { version, as: status === 'agreed' ? 'change-asked' : 'proposed' })
}
const accept = async (ref: string, person: MadePerson | undefined) => {
  const { number, hash, version } = value(await readTermsVersion(as(person), ref, null))
  return acceptTerms(as(person), ref, { number, hash, version })
}
const agreed = async (by: 'hull' | 'associate' = 'associate', basis: 'charged' | 'in_kind' = 'charged') => {
  const made = await begin(by, basis)
  value(await write(made.ref, made.provider))
  value(await send(made.ref, made.provider))
  value(await accept(made.ref, made.provider))
  value(await accept(made.ref, york))
  return made
}
const page = async (ref: string, person: MadePerson | undefined = york) => value(await findEngagement(as(person), ref))
const deliver = async (ref: string, person: MadePerson | undefined) => {
  const { version, people } = await page(ref, person)
  const [first] = people
  return sayDelivered(as(person), ref, {
    version,
    given: [{ personId: first?.personId ?? '', on: '2026-07-01', hours: 390, travel: 120 }],
  })
}

describe('an engagement', () => {
  it('begins with the offer that was chosen, once, and is there for both sides and nobody else', async () => {
    const { ref, provider } = await begin('associate')
    expect(await page(ref)).toMatchObject({ status: 'terms_proposed', side: 'host', turn: { side: 'provider' } })
    expect(await page(ref, provider)).toMatchObject({ side: 'provider', isMine: true })
    expect(await findEngagement(as(stranger), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    const form = value(await readTermsForm(as(provider), ref))
    expect(form.parts.lines).toMatchObject([{ pricePence: 104_000 }])
    expect(form.lacking).toEqual(['when', 'expenses'])
  })

  it('goes the whole way: terms, agreed, delivered, confirmed, invoiced, settled, closed; and the ledger and ratings follow', async () => {
    const { ref, id, provider } = await agreed()
    expect(await page(ref)).toMatchObject({ status: 'agreed', statusSays: 'Scheduled', totalPence: 124_800 })
    expect(await deliver(ref, provider)).toMatchObject({ problem: { kind: 'refused' } })
    database.setNow('2026-07-02')
    value(await deliver(ref, provider))
    const { version } = await page(ref)
    value(await confirmDelivered(as(york), ref, { version }))
    value(await confirmDelivered(as(york), ref, { version }))
    expect(await page(ref)).toMatchObject({ status: 'confirmed', given: [{ minutes: 390, travelMinutes: 120 }] })
    const entries = await database.ctx().db.ledgerEntry.findMany({ where: { sourceId: id }, include: { shares: true } })
    expect(entries).toMatchObject([
      { minutes: 390, giverPersonId: provider?.id, receiverYotCode: 'york', basis: 'charged' },
    ])
    expect(entries[0]?.shares.reduce((sum, { perMille }) => sum + perMille, 0)).toBe(1000)
    const told = await database.ctx().db.outboxMessage.count({ where: { key: `work-delivered:engagement:${id}` } })
    expect(told).toBe(1)
    const money = async (person: MadePerson | undefined, input: Record<string, unknown>) =>
      recordMoney(as(person), ref, { version: (await page(ref)).version, on: '2026-07-02', ...input } as never)
    expect(await money(provider, { kind: 'invoice', number: 'A1', net: 200_000, vat: 0 })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(await money(york, { kind: 'invoice', number: 'A1', net: 100, vat: 0 })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    value(await money(provider, { kind: 'invoice', number: 'A1', net: 104_000, vat: 20_800 }))
    value(await money(york, { kind: 'purchase_order', number: 'PO 7' }))
    value(await money(york, { kind: 'paid' }))
    expect(await page(ref)).toMatchObject({ status: 'settled', invoicedPence: 124_800 })
    database.setNow('2026-07-20')
    await closeSettled.run(database.ctx())
    expect(await page(ref)).toMatchObject({ status: 'closed' })
    expect(await findFaults(database.ctx().db)).toEqual([])
  })

  it('in kind is settled when it is confirmed, and stands in the statements of both services', async () => {
    const { ref } = await agreed('hull', 'in_kind')
    database.setNow('2026-07-02')
    value(await deliver(ref, hull))
    value(await confirmDelivered(as(york), ref, { version: (await page(ref)).version }))
    expect(await page(ref)).toMatchObject({ status: 'settled' })
    const given = value(await readStatement(as(hull), { page: 1 }))
    expect(given.sums).toContainEqual({ basis: 'in_kind', givenMinutes: 390, receivedMinutes: 0 })
    const received = value(await readStatement(as(yorkManager), { page: 1, year: 2026 }))
    expect(received.sums).toContainEqual({ basis: 'in_kind', givenMinutes: 0, receivedMinutes: 390 })
    expect((await readExchange(as(stranger), 2026)).totalMinutes).toBeGreaterThanOrEqual(390)
    expect(await readStatement(as(stranger), { page: 1, yotCode: 'hull' })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
  })
})

describe('terms', () => {
  it('are accepted by their fingerprint: a new version starts with none, an old one is stale and names what changed', async () => {
    const { ref, provider } = await begin('associate')
    value(await write(ref, provider))
    value(await send(ref, provider))
    const first = value(await readTermsVersion(as(york), ref, 1))
    value(await accept(ref, york))
    value(await write(ref, york, { expenses: 'None.' }))
    value(await send(ref, york))
    const second = value(await readTermsVersion(as(york), ref, null))
    expect(second).toMatchObject({ number: 2, changed: ['Expenses'], accepted: { host: null, provider: null } })
    const { version } = await page(ref)
    expect(await acceptTerms(as(provider), ref, { version, number: 1, hash: first.hash })).toMatchObject({
      problem: { kind: 'stale', why: expect.stringContaining('Expenses') },
    })
    expect(await acceptTerms(as(provider), ref, { version, number: 2, hash: first.hash })).toMatchObject({
      problem: { kind: 'stale' },
    })
  })

  it('are accepted in at most fifteen statements', async () => {
    const { ref, provider } = await begin('hull', 'in_kind')
    value(await write(ref, provider))
    value(await send(ref, provider))
    const { number, hash, version } = value(await readTermsVersion(as(york), ref, null))
    const heard: string[] = []
    const listening = listeningCore(database.core(), database.ctx().clock, ({ sql }) => heard.push(sql))
    if (!york) throw new Error('nobody')
    value(await acceptTerms(listening.contextFor(york.actor, 'test'), ref, { number, hash, version }))
    await listening.close()
    // A server is also told to commit.
    const asked = heard.filter((sql) => sql !== 'COMMIT')
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(15)
    expect(asked.length).toBeGreaterThan(5)
  })

  it('are complete before they are sent, and accepted only by who speaks for a side', async () => {
    const { ref, provider } = await begin('associate')
    expect(await send(ref, provider)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('when and where') },
    })
    value(await write(ref, provider))
    value(await send(ref, provider))
    expect(await accept(ref, yorkManager)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await accept(ref, stranger).catch(() => 'none')).toBe('none')
  })

  it('name nobody who has reviewed the service in the twelve months before, though a service offers the work', async () => {
    const ctx = database.ctx()
    const past = await makeReview(ctx, {
      yotCode: 'york',
      requestedById: idOf(york),
      status: 'presented',
      windowsInDays: [-100],
    })
    const reviewer = await makePerson(ctx, {
      name: 'Rae Reviewer',
      posts: [{ yotCode: 'hull', level: 'manager' }],
      bank: {},
    })
    // A service with such a reviewer is not chosen at all: this one is known of only since.
    const { ref } = await begin('hull')
    await makeTeam(ctx, past.id, [reviewer])
    value(await write(ref, hull, { people: [reviewer.id] }))
    expect(await send(ref, hull)).toMatchObject({
      problem: { kind: 'refused', why: 'Rae Reviewer cannot deliver this. Name somebody else.' },
    })
    const free = await begin('hull', 'in_kind')
    value(await write(free.ref, hull, { people: [reviewer.id] }))
    value(await send(free.ref, hull))
  })

  it('change only when both accept; meanwhile the old ones hold, and after five working days the change lapses', async () => {
    const { ref, provider } = await agreed()
    value(
      await write(ref, provider, {
        sessions: [{ on: '2026-07-08', from: '10:00', to: '15:00', mode: 'remote', place: '' }],
      }),
    )
    value(await send(ref, provider))
    expect(await page(ref)).toMatchObject({ change: { number: 2 }, terms: { number: 1, isInForce: true } })
    expect(await send(ref, provider)).toMatchObject({ ok: false })
    database.setNow('2026-06-09')
    await silence()
    expect(await page(ref)).toMatchObject({ change: null, terms: { number: 1 } })
    value(
      await write(ref, provider, {
        sessions: [{ on: '2026-07-09', from: '10:00', to: '15:00', mode: 'remote', place: '' }],
      }),
    )
    value(await send(ref, provider))
    value(await accept(ref, provider))
    value(await accept(ref, york))
    expect(await page(ref)).toMatchObject({ change: null, terms: { number: 3, isInForce: true } })
    expect((await page(ref)).sessions).toHaveLength(1)
  })

  it('lapse after thirty days without a move, with warnings before', async () => {
    const { ref, id } = await begin('associate')
    for (const day of ['2026-06-21', '2026-06-28']) {
      database.setNow(day)
      await silence()
      await silence()
    }
    const warned = await database
      .ctx()
      .db.waitingLine.count({ where: { key: { startsWith: `engagement:${id}:warned` } } })
    expect(warned).toBe(4)
    database.setNow('2026-07-01')
    await silence()
    expect(await page(ref)).toMatchObject({ status: 'terms_proposed' })
    database.setNow('2026-07-02')
    await silence()
    expect(await page(ref)).toMatchObject({ status: 'withdrawn' })
    expect(await stepBack(as(york), ref, { version: (await page(ref)).version, reason: '' })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })
})

describe('a session that was not held', () => {
  const session = (on: string) => ({ on, from: '10:00', to: '15:00', mode: 'remote', place: '' })
  const withTwo = async () => {
    const made = await begin('associate')
    value(await write(made.ref, made.provider, { sessions: [session('2026-07-01'), session('2026-07-08')] }))
    value(await send(made.ref, made.provider))
    value(await accept(made.ref, made.provider))
    value(await accept(made.ref, york))
    database.setNow('2026-07-02')
    return made
  }
  const mark = async (ref: string, position: number, person: MadePerson | undefined, isHeld?: 'yes') =>
    markSession(as(person), ref, {
      version: (await page(ref)).version,
      session: position,
      reason: isHeld ? '' : 'The trainer was ill.',
      isHeld,
    })

  it('keeps nobody from delivering, is told, and can be taken back', async () => {
    const { ref, provider } = await withTwo()
    expect(await deliver(ref, provider)).toMatchObject({ problem: { kind: 'refused' } })
    value(await mark(ref, 1, york))
    expect(await page(ref)).toMatchObject({
      sessions: [{ notHeld: null }, { notHeld: 'The trainer was ill.' }],
      turn: { side: 'provider', page: '/delivered' },
    })
    value(await mark(ref, 1, provider, 'yes'))
    expect(await deliver(ref, provider)).toMatchObject({ problem: { kind: 'refused' } })
    value(await mark(ref, 1, provider))
    value(await deliver(ref, provider))
    expect(await mark(ref, 7, provider)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('stays marked when a change of terms keeps it; where none was held nothing is delivered', async () => {
    const { ref, provider } = await withTwo()
    value(await mark(ref, 0, york))
    value(await write(ref, provider, { sessions: [session('2026-07-01'), session('2026-07-09')] }))
    value(await send(ref, provider))
    value(await accept(ref, provider))
    value(await accept(ref, york))
    expect((await page(ref)).sessions.map(({ notHeld }) => notHeld)).toEqual(['The trainer was ill.', null])
    value(await mark(ref, 1, york))
    database.setNow('2026-07-20')
    expect(await deliver(ref, provider)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('None of the sessions was held') },
    })
  })
})

describe('delivered work', () => {
  const delivered = async () => {
    const made = await agreed()
    database.setNow('2026-07-02')
    value(await deliver(made.ref, made.provider))
    return made
  }

  it('is confirmed by silence on the fifteenth day, and says so', async () => {
    const { ref } = await delivered()
    database.setNow('2026-07-16')
    await silence()
    expect(await page(ref)).toMatchObject({ status: 'delivered' })
    database.setNow('2026-07-17')
    await silence()
    await silence()
    expect(await page(ref)).toMatchObject({ status: 'confirmed', isBySilence: true })
    expect(await findFaults(database.ctx().db)).toEqual([])
  })

  it('is put right twice at most', async () => {
    const { ref, provider } = await delivered()
    for (const _ of [1, 2]) {
      value(
        await askToPutRight(as(york), ref, {
          version: (await page(ref)).version,
          missing: 'The notes of the second day are missing.',
        }),
      )
      value(await deliver(ref, provider))
      // Seven days of silence confirm what was put right.
      const { silentOn } = await database.ctx().db.engagement.findUniqueOrThrow({ where: { ref } })
      expect(silentOn && isoFromDate(silentOn)).toBe(addDays(database.ctx().clock.today(), 7))
    }
    expect(
      await askToPutRight(as(york), ref, {
        version: (await page(ref)).version,
        missing: 'Still something is missing here.',
      }),
    ).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is disputed by either side, and settled only by what both accept: the ledger follows', async () => {
    const { ref, id, provider } = await delivered()
    value(await confirmDelivered(as(york), ref, { version: (await page(ref)).version }))
    const statement = 'Only one of the two days took place.'
    value(
      await openDisputeOn(as(york), ref, { version: (await page(ref)).version, reason: 'not-as-agreed', statement }),
    )
    expect(await findDispute(as(stranger), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    const reply = 'The second day was moved at your wish.'
    value(await stateOtherSide(as(provider), ref, { version: (await page(ref)).version, statement: reply }))
    const { version } = await page(ref)
    value(
      await proposeResolution(as(provider), ref, {
        version,
        to: 'confirmed',
        total: 62_400,
        words: 'We invoice one day, and leave the rest.',
        basedOn: 0,
      }),
    )
    const { dispute } = value(await findDispute(as(york), ref))
    const text = { number: dispute?.resolution?.number ?? 0, hash: dispute?.resolution?.hash ?? '' }
    value(await acceptResolution(as(provider), ref, { ...text, version: (await page(ref)).version }))
    expect(await page(ref)).toMatchObject({ status: 'disputed' })
    value(await acceptResolution(as(york), ref, { ...text, version: (await page(ref)).version }))
    expect(await page(ref)).toMatchObject({ status: 'confirmed', totalPence: 62_400, hasDispute: false })
    const entries = await database.ctx().db.ledgerEntry.findMany({ where: { sourceId: id }, orderBy: { seq: 'asc' } })
    expect(entries.map(({ minutes }) => minutes)).toEqual([390, -390, 390])
    expect(await findFaults(database.ctx().db)).toEqual([])
  })

  it('ends unresolved without blame once thirty days have passed', async () => {
    const { ref } = await delivered()
    const statement = 'It was not what we had agreed at all.'
    value(
      await openDisputeOn(as(york), ref, { version: (await page(ref)).version, reason: 'not-as-agreed', statement }),
    )
    expect(await endUnresolved(as(york), ref, { version: (await page(ref)).version })).toMatchObject({
      problem: { kind: 'refused' },
    })
    database.setNow('2026-08-03')
    value(await endUnresolved(as(york), ref, { version: (await page(ref)).version }))
    expect(await page(ref)).toMatchObject({ status: 'confirmed', isUnresolved: true })
  })
})

describe('cancelling', () => {
  it('says first what is owed by the terms, and takes no other sum', async () => {
    const { ref } = await agreed()
    expect(await page(ref)).toMatchObject({ chargePence: 0 })
    database.setNow('2026-06-25')
    const { version, chargePence } = await page(ref)
    expect(chargePence).toBe(62_400)
    const reason = 'Our inspection was announced.'
    expect(await cancelEngagement(as(york), ref, { version, reason, chargePence: 0 })).toMatchObject({
      problem: { kind: 'stale' },
    })
    value(await cancelEngagement(as(york), ref, { version, reason, chargePence }))
    expect(await page(ref)).toMatchObject({ status: 'cancelled', totalPence: 62_400 })
  })

  it('leaves a place for the invoice of what is owed, at most that, and stays open until it is paid', async () => {
    const { ref, provider } = await agreed()
    database.setNow('2026-06-25')
    const { version, chargePence } = await page(ref)
    value(await cancelEngagement(as(york), ref, { version, reason: 'Our inspection was announced.', chargePence }))
    const listed = async () => {
      const { entries } = await listEngagements(as(provider), { box: 'open', page: 1 })
      return entries.filter((one) => one.ref === ref).map(({ turn, isMine }) => [turn.page, isMine])
    }
    expect(await listed()).toEqual([['/settle', true]])
    const invoice = async (net: number) => {
      const { version } = await page(ref, provider)
      const input = { version, kind: 'invoice', number: `GE-${net}`, on: '2026-06-25', net, vat: 0 } as const
      return recordMoney(as(provider), ref, input)
    }
    expect(await invoice(62_401)).toMatchObject({
      problem: { fields: { net: expect.stringContaining('£624 is owed') } },
    })
    value(await invoice(62_400))
    const paid = { kind: 'paid', on: '2026-06-25' } as const
    value(await recordMoney(as(york), ref, { version: (await page(ref)).version, ...paid }))
    expect(await page(ref)).toMatchObject({ status: 'cancelled', owedPence: 62_400, invoicedPence: 62_400 })
    expect(await listed()).toEqual([])
    expect(await recordMoney(as(york), ref, { version: (await page(ref)).version, ...paid })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('settled') },
    })
  })

  it('owes nothing where the provider cancels, and takes no invoice', async () => {
    const { ref, provider } = await agreed()
    database.setNow('2026-06-25')
    const { version, chargePence } = await page(ref, provider)
    value(await cancelEngagement(as(provider), ref, { version, reason: 'Our trainer is ill.', chargePence }))
    const after = await page(ref, provider)
    expect(after).toMatchObject({ status: 'cancelled', owedPence: 0 })
    expect(after.moves).not.toContain('money-recorded')
    const input = { version: after.version, kind: 'invoice', number: 'GE-1', on: '2026-06-25', net: 1, vat: 0 } as const
    expect(await recordMoney(as(provider), ref, input)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Nothing is owed') },
    })
  })
})
