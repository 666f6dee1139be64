import { beforeEach, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { publishTerms } from '#services/memberships/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOutside } from '#tests/factories/outside.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  feesSchema,
  findOutsideParticulars,
  findOutsideReceipt,
  manageOutsidePage,
  nameOutsideInvoicee,
  outsideFees,
  recordFees,
  recordOutsideInvoice,
  recordOutsidePayment,
  room,
  unpaidFees,
} from './index.ts'

const database = openTestDatabase({ isVerified: true })
const as = (person: MadePerson) => database.ctx(person.actor)
const db = () => database.ctx().db
const today = '2026-06-01'

beforeEach(() => database.setNow(today))

const officer = () => makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
const rowOf = (ref: string) => db().outsideProvider.findUniqueOrThrow({ where: { ref } })

/** A provider that is approved and has not paid, with whoever speaks for it. */
const owing = async (name: string) => {
  const speaker = await makePerson(database.ctx())
  const { id, ref } = await makeOutside(database.ctx(), { name, contact: speaker, paidUntil: null })
  return { id, ref, speaker, version: async () => (await rowOf(ref)).version }
}

const titles = async (person: MadePerson) => ((await room.tasks?.(as(person))) ?? []).map(({ title }) => title)

describe('the fee of an outside provider', () => {
  it('goes to whom it names, is told as sent, and its receipt keeps the sum that was asked', async () => {
    const office = await officer()
    const { id, ref, speaker, version } = await owing('Lantern Learning')
    expect(await titles(office)).toContain(`Send the invoice for the fee of outside provider ${ref}`)
    expect((await outsideFees(as(office), 'to-invoice')).map((fee) => fee.ref)).toContain(ref)
    const invoicee = { invoiceName: 'Finance', invoiceAddress: 'pay@lantern.example', poReference: 'PO 9' }
    value(await nameOutsideInvoicee(as(speaker), ref, { version: await version(), ...invoicee }))
    expect(value(await findOutsideParticulars(as(speaker), ref))).toMatchObject({
      ...{ ...invoicee, feePence: 15_000, until: addDays(today, 365), isSpeaker: true },
    })
    const sent = { invoicedOn: today, invoiceReference: 'AYM-31' }
    value(await recordOutsideInvoice(as(office), ref, { version: await version(), ...sent }))
    const letters = await db().outboxMessage.findMany({ where: { topic: 'mail', key: { contains: id } } })
    expect(letters.map(({ payload }) => JSON.stringify(payload)).join()).toContain('Finance, pay@lantern.example')
    expect(await titles(office)).not.toContain(`Send the invoice for the fee of outside provider ${ref}`)
    expect(await outsideFees(as(office), 'to-invoice')).toEqual([])
    expect(await outsideFees(as(office), 'unpaid')).toMatchObject([
      { ref, feePence: 15_000, invoiceReference: 'AYM-31', address: speaker.email, ...invoicee },
    ])
    // Fees rise between the invoice and the payment.
    value(
      await publishTerms(as(office), {
        ...{ version: 1, inForceFrom: addDays(today, 1), individualFeePence: 19_000, groupFeePence: 60_000 },
        ...{ noticeDays: 60, graceDays: 90 },
      }),
    )
    database.setNow(`${addDays(today, 5)}T09:00:00Z`)
    const paid = { version: await version(), paidOn: addDays(today, 4) }
    value(await recordOutsidePayment(as(office), ref, paid))
    const { receipts } = value(await manageOutsidePage(as(speaker), ref))
    expect(receipts).toMatchObject([{ paidOn: addDays(today, 4), feePence: 15_000 }])
    expect(value(await findOutsideReceipt(as(speaker), ref, receipts[0]?.ref ?? ''))).toMatchObject({
      ...{ name: 'Lantern Learning', feePence: 15_000, invoiceReference: 'AYM-31', poReference: 'PO 9' },
    })
    expect(await findOutsideParticulars(as(speaker), ref)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await outsideFees(as(office), 'unpaid')).toEqual([])
  })

  it('is invoiced and paid on days that can be', async () => {
    const office = await officer()
    const { ref, version } = await owing('Odd Days')
    const send = async (invoicedOn: string) =>
      recordOutsideInvoice(as(office), ref, { version: await version(), invoicedOn, invoiceReference: 'X' })
    const pay = async (paidOn: string) => recordOutsidePayment(as(office), ref, { version: await version(), paidOn })
    for (const day of [addDays(today, 1), addDays(today, -366)])
      expect(await send(day)).toMatchObject({ problem: { kind: 'invalid' } })
    for (const day of [addDays(today, 1), addDays(today, -731)])
      expect(await pay(day)).toMatchObject({ problem: { kind: 'invalid' } })
    value(await pay(today))
    expect(await pay(today)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is read by whoever speaks for it and by administrators without a tie', async () => {
    const office = await officer()
    const { id, ref, speaker } = await owing('Kept Apart')
    const tied = await officer()
    await db().outsidePerson.create({ data: { outsideId: id, personId: tied.id, since: dateFromIso(today) } })
    const stranger = await makePerson(database.ctx())
    for (const one of [speaker, office]) value(await findOutsideParticulars(as(one), ref))
    for (const ctx of [as(tied), as(stranger), database.ctx(visitor)])
      expect(await findOutsideParticulars(ctx, ref)).toMatchObject({ problem: { kind: 'not-found' } })
    expect((await outsideFees(as(tied), 'unpaid')).map((fee) => fee.ref)).not.toContain(ref)
    expect(await outsideFees(as(stranger), 'unpaid')).toEqual([])
    expect((await outsideFees(as(office), 'unpaid')).map((fee) => fee.ref)).toContain(ref)
    const other = await owing('Another One')
    value(await recordOutsidePayment(as(office), other.ref, { version: await other.version(), paidOn: today }))
    const [receipt] = value(await manageOutsidePage(as(other.speaker), other.ref)).receipts
    expect(await findOutsideReceipt(as(speaker), ref, receipt?.ref ?? '')).toMatchObject({
      problem: { kind: 'not-found' },
    })
  })
})

describe('fees of one day', () => {
  it('are recorded together, of members and of outside providers, all or none', async () => {
    const office = await officer()
    const membership = await makeMembership(database.ctx(), { yotCode: 'leeds', endsOn: addDays(today, 200) })
    await db().membership.update({ where: { id: membership.id }, data: { isPaid: false } })
    const one = await owing('First of Two')
    const fees = value(await unpaidFees(as(office)))
    expect(fees.find(({ name }) => name === 'First of Two (outside provider)')).toMatchObject({ owedPence: 15_000 })
    const keys = fees.map(({ key }) => key).filter((key) => key.startsWith(one.ref) || key.startsWith(membership.id))
    const press = (chosen: string[]) => recordFees(as(office), feesSchema.parse({ ...day, chosen }))
    const day = { 'paidOn-day': '1', 'paidOn-month': '6', 'paidOn-year': '2026', paidOn: '2026-06-01' }
    value(await nameOutsideInvoicee(as(one.speaker), one.ref, { version: await one.version() }))
    expect(await press(keys)).toMatchObject({ problem: { why: expect.stringContaining(`because of ${one.ref}`) } })
    expect(await db().membershipPayment.count({ where: { membershipId: membership.id } })).toBe(0)
    const now = value(await unpaidFees(as(office))).map(({ key }) => key)
    const chosen = now.filter((key) => key.startsWith(one.ref) || key.startsWith(membership.id))
    expect(value(await press(chosen))).toEqual({ count: 2 })
    expect(value(await unpaidFees(as(office))).map(({ key }) => key)).not.toEqual(expect.arrayContaining(chosen))
    expect(await db().outsidePayment.count({ where: { outsideId: one.id } })).toBe(1)
  })
})
