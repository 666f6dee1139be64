import { beforeAll, describe, expect, it } from 'vitest'
import { readText } from '#services/core/life/sealed-text.ts'
import { room as ratings } from '#services/ratings/index.ts'
import { value } from '#tests/factories/application.ts'
import { madeAt } from '#tests/lives/driver.ts'
import { engagementTable } from '#tests/lives/engagements.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms } from './accept-terms.ts'
import { confirmDelivered, sayDelivered } from './deliver.ts'
import { instantsOf } from './plan-of-terms.ts'
import { cancelSchema, deliverSchema, putRightSchema, saveTermsSchema, settlementSchema } from './schema.ts'
import { sendTerms } from './send-terms.ts'
import { recordMoney } from './settle.ts'
import { saveTerms } from './terms-draft.ts'

const database = openTestDatabase()
let table: Awaited<ReturnType<typeof engagementTable>>
const db = () => database.ctx().db
beforeAll(async () => {
  database.setNow('2026-06-02')
  table = await engagementTable(database)
})

const line = (more: Record<string, string>) => ({
  version: '0',
  lines: [{ what: 'A day', quantity: '1', unit: 'day', price: '520', vat: 'standard', ...more }],
})
const sessionOn = (on: string, from = '09:00', to = '16:00') => ({
  version: '0',
  sessions: [{ on, from, to, mode: 'remote', place: '' }],
})
const said = (parsed: ReturnType<typeof saveTermsSchema.safeParse>) =>
  parsed.success ? 'taken' : parsed.error.issues.map(({ message }) => message).join('; ')

describe('sums as people type them', () => {
  it.each([
    ['520', 52_000],
    ['£1,250.00', 125_000],
    ['100000', 10_000_000],
  ])('takes %s', (price, pence) => {
    expect(saveTermsSchema.parse(line({ price }))).toMatchObject({ lines: [{ price: pence }] })
  })

  it.each(['1.250,00', '£-0', '-5', '0', '1e7', '100000.01', '１２', 'NaN', '5.999'])(
    'refuses %s with a sentence',
    (price) => {
      expect(said(saveTermsSchema.safeParse(line({ price })))).toMatch(/^The price must be/)
    },
  )

  it.each(['0', '-1', '10000', '1.255', 'two'])('refuses a quantity of %s', (quantity) => {
    expect(said(saveTermsSchema.safeParse(line({ quantity })))).toMatch(/^Enter how many/)
  })

  it('refuses terms that come to more than anybody can mean, before they are sent', async () => {
    const { ref } = await table.driver.make('terms_proposed')
    const ctx = database.ctx(table.provider.first.actor)
    const most = line({ quantity: '9999.99', price: '100000' })
    const whole = {
      ...most,
      people: [table.provider.first.id],
      work: 'A day.',
      periodFrom: '2026-07-01',
      periodTo: '2026-07-02',
      expenses: 'None.',
      cancelDays: '10',
      cancelPercent: '100',
      documents: 'None.',
      data: 'None.',
    }
    value(await saveTerms(ctx, ref, saveTermsSchema.parse(whole)))
    expect(await sendTerms(ctx, ref, { version: madeAt, as: 'proposed' })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('£1,000,000') },
    })
  })

  it('takes no charge that is no number, and no invoice of nothing', () => {
    const cancel = { version: '1', reason: 'Our inspection.', chargePence: '-1' }
    expect(cancelSchema.safeParse(cancel).success).toBe(false)
    expect(cancelSchema.safeParse({ ...cancel, chargePence: 'all' }).success).toBe(false)
  })
})

describe('days and times', () => {
  it('knows which years have a 29 February', () => {
    expect(saveTermsSchema.safeParse(sessionOn('2028-02-29')).success).toBe(true)
    expect(saveTermsSchema.safeParse(sessionOn('2027-02-29')).success).toBe(false)
    expect(saveTermsSchema.safeParse(sessionOn('0027-02-01')).success).toBe(false)
  })

  it('takes the first of the hour that exists twice, on 25 October, and is long enough', () => {
    const { startsAt, endsAt } = instantsOf({ on: '2026-10-25', from: '01:30', to: '02:30' })
    expect([startsAt.toISOString(), endsAt.toISOString()]).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T02:30:00.000Z',
    ])
  })

  it('takes the hour after the one that does not exist, in March', () => {
    const { startsAt, endsAt } = instantsOf({ on: '2027-03-28', from: '01:30', to: '03:00' })
    expect(startsAt.toISOString()).toBe('2027-03-28T01:30:00.000Z')
    expect(endsAt.toISOString()).toBe('2027-03-28T02:00:00.000Z')
  })

  it('lets a session run over midnight, into the day on which clocks change too', () => {
    const { startsAt, endsAt } = instantsOf({ on: '2026-10-24', from: '22:00', to: '02:00' })
    expect((endsAt.getTime() - startsAt.getTime()) / 3_600_000).toBe(5)
    expect(saveTermsSchema.safeParse(sessionOn('2026-10-24', '24:00', '25:00')).success).toBe(false)
  })
})

describe('numbers of orders and invoices', () => {
  const odd = `=1+1;"<b>'\\%_{}[]|~^&*()@#!?—–…€£éß漢字🙂 \u202eabc`.padEnd(64, '/').slice(0, 64)
  const order = (number: string) => ({ version: String(madeAt), kind: 'purchase_order', on: '2026-06-01', number })

  it('keeps 64 odd characters as they are, and refuses one more', async () => {
    const { ref, id } = await table.driver.make('confirmed')
    const parsed = settlementSchema.safeParse(order(odd.replace('\u202e', '')))
    expect(parsed.success).toBe(true)
    if (!parsed.success) return
    value(await recordMoney(database.ctx(table.host.first.actor), ref, parsed.data))
    const kept = await db().settlement.findFirstOrThrow({ where: { engagementId: id } })
    expect(kept.number).toBe(parsed.data.number)
    expect(settlementSchema.safeParse(order(`${'9'.repeat(65)}`)).success).toBe(false)
  })
})

describe('what is pasted', () => {
  it('an old fingerprint is stale', async () => {
    const { ref, id } = await table.driver.make('terms_proposed')
    const ctx = database.ctx(table.host.first.actor)
    const other = await table.driver.make('terms_proposed')
    const text = await readText(ctx, { kind: 'engagement-terms', subjectId: id })
    const pasted = { version: madeAt, number: text?.number ?? 0 }
    expect(await acceptTerms(ctx, ref, { ...pasted, hash: 'f'.repeat(64) })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await acceptTerms(ctx, ref, { ...pasted, number: 2, hash: text?.hash ?? '' })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await db().textAcceptance.count({ where: { text: { subjectId: { in: [id, other.id] } } } })).toBe(0)
  })

  it('a child’s details in a note to put right are refused', () => {
    const missing = 'Jayden Smith, born 14/03/2011, was not spoken to by the reviewers.'
    const parsed = putRightSchema.safeParse({ version: '1', missing })
    expect(parsed.success).toBe(false)
  })
})

describe('who delivers', () => {
  it('with a box of a day left empty is taken without it, or says what is missing', () => {
    const personId = '0190a8f0-0000-7000-8000-0000000000d1'
    const row = { personId, on: '2026-07-01', hours: '7', travel: '' }
    const readOf = (given: Record<string, string>) => deliverSchema.safeParse({ version: '1', given: [given] })
    expect(readOf(row)).toMatchObject({ success: true, data: { given: [{ personId, on: '2026-07-01', hours: 420 }] } })
    expect(readOf({ ...row, hours: '' }).error?.issues).toMatchObject([
      { path: ['given', 0, 'hours'], message: 'Time must be in hours, like 7 or 3.5' },
    ])
  })

  it('is of the provider: when terms are saved, sent, and when time is stated', async () => {
    const { ref, id } = await table.driver.make('terms_proposed')
    const ctx = database.ctx(table.provider.first.actor)
    const stranger = table.host.first.id
    const saved = saveTermsSchema.parse({ version: '0', people: [stranger] })
    expect(await saveTerms(ctx, ref, saved)).toMatchObject({
      problem: { kind: 'invalid', fields: { people: expect.any(String) } },
    })
    const agreed = await table.driver.make('agreed')
    expect(
      await sayDelivered(ctx, agreed.ref, {
        version: madeAt,
        given: [{ personId: stranger, on: '2026-01-06', hours: 420 }],
      }),
    ).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await db().termsDraft.count({ where: { engagementId: id } })).toBe(0)
  })

  it.each([
    ['15', 'at most 14 hours'],
    ['0', 'Enter the time'],
    ['-2', 'must be in hours'],
    ['7,5', 'must be in hours'],
  ])('does not give %s hours on a day', (hours, why) => {
    const parsed = deliverSchema.safeParse({
      version: '1',
      given: [{ personId: table.host.first.id, on: '2026-01-06', hours }],
    })
    expect(parsed.success ? '' : parsed.error.issues.map(({ message }) => message).join()).toContain(why)
  })

  it('does not give 14 hours twice on one day, in two rows', async () => {
    const { ref } = await table.driver.make('agreed')
    const row = { personId: table.provider.first.id, on: '2026-01-06', hours: 500 }
    expect(
      await sayDelivered(database.ctx(table.provider.first.actor), ref, { version: madeAt, given: [row, row] }),
    ).toMatchObject({ problem: { kind: 'invalid' } })
  })
})

describe('“work delivered”', () => {
  it('handled five times opens one pair of ratings', async () => {
    const { ref, id } = await table.driver.make('delivered')
    value(await confirmDelivered(database.ctx(table.host.first.actor), ref, { version: madeAt }))
    const message = await db().outboxMessage.findUniqueOrThrow({ where: { key: `work-delivered:engagement:${id}` } })
    for (let time = 0; time < 5; time += 1) await ratings.handlers?.['work-delivered']?.(database.ctx(), message)
    expect(await db().ratingPair.count({ where: { workId: id } })).toBe(1)
    expect(await db().ledgerEntry.count({ where: { sourceId: id } })).toBe(1)
  })
})
