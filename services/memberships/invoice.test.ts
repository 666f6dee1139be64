import { describe, expect, it } from 'vitest'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Result } from '#services/core/result.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findParticulars, nameInvoicee, recordInvoice } from './invoice.ts'
import { keepMemberships } from './jobs.ts'
import { allMembers, listMembers } from './list-members.ts'
import { recordPayment, recordPayments, unpaidMembers } from './payments.ts'
import { findReceipt, membershipTasks, yourMemberships } from './queries.ts'
import { askToRenew, endMembership } from './renew.ts'
import { publishTerms } from './set-terms.ts'

const database = openTestDatabase({ isVerified: true })
const today = '2026-06-15'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const officer = async () =>
  database.ctx((await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })).actor)
const headOf = async (yotCode: string) =>
  database.ctx((await makePerson(database.ctx(), { posts: [{ yotCode, level: 'head' }] })).actor)

/** A service whose year ends on this day, as it stands today. */
const standing = async (yotCode: string, endsOn: string, more: { isPaid?: boolean } = {}) => {
  database.setNow(`${today}T09:00:00Z`)
  const { id } = await makeMembership(database.ctx(), { yotCode, endsOn })
  await database.ctx().db.membership.update({
    where: { id },
    data: { startsOn: dateFromIso(addDays(endsOn, -364)), isPaid: true, ...more },
  })
  await keepMemberships.run(database.ctx())
  return { id, head: await headOf(yotCode) }
}
const rowOf = (id: string) => database.ctx().db.membership.findUniqueOrThrow({ where: { id } })
const sorted = { by: 'payer', order: 'asc' } as const
const idsBy = async (ctx: Awaited<ReturnType<typeof officer>>, status: 'to-invoice' | 'unpaid') =>
  value(await listMembers(ctx, { status }, sorted, 1)).rows.map(({ id }) => id)

describe('an invoice', () => {
  it('goes to whom the payer names, is told as sent, and its sum stays what was asked', async () => {
    const { id, head } = await standing('leeds', addDays(today, 20))
    const office = await officer()
    value(
      await nameInvoicee(head, id, {
        version: (await rowOf(id)).version,
        invoiceName: 'Accounts payable',
        invoiceAddress: 'Merrion House\nLeeds',
      }),
    )
    value(await askToRenew(head, id, { version: (await rowOf(id)).version, poReference: 'PO 9' }))
    expect(await idsBy(office, 'to-invoice')).toContain(id)
    expect((await membershipTasks(office)).map(({ title }) => title)).toContain('Send invoices for membership fees (1)')
    const particulars = value(await findParticulars(office, id))
    expect(particulars).toMatchObject({
      invoiceName: 'Accounts payable',
      invoiceAddress: 'Merrion House\nLeeds',
      poReference: 'PO 9',
      year: { startsOn: addDays(today, 21) },
      feePence: 15_000,
    })
    expect(value(await findParticulars(head, id))).toMatchObject({ feePence: 15_000, isForAssociation: false })

    const { version } = await rowOf(id)
    value(await recordInvoice(office, id, { version, invoicedOn: today, invoiceReference: 'AYM-17' }))
    expect(await idsBy(office, 'to-invoice')).not.toContain(id)
    expect(await idsBy(office, 'unpaid')).toContain(id)
    const letters = await lettersIn(database.ctx().db, { where: { key: { contains: 'invoiced:AYM-17' } } })
    expect(letters.map(({ payload }) => [payload.person, payload.subject, payload.lines])).toEqual([
      [
        head.actor.personId,
        'Invoice AYM-17: membership fee of £150',
        expect.arrayContaining(['It went to Accounts payable, Merrion House\nLeeds.']),
      ],
    ])

    // Fees rise between the invoice and the payment.
    value(
      await publishTerms(office, {
        version: 1,
        inForceFrom: addDays(today, 1),
        individualFeePence: 16_000,
        groupFeePence: 60_000,
        noticeDays: 60,
        graceDays: 90,
      }),
    )
    database.setNow(`${addDays(today, 5)}T09:00:00Z`)
    expect(value(await unpaidMembers(office))).toContainEqual(
      expect.objectContaining({ id, owedPence: 15_000, invoiceReference: 'AYM-17' }),
    )
    const paid = value(await recordPayment(office, id, { version: version + 1, paidOn: addDays(today, 4) }))
    expect(value(await findReceipt(head, paid.ref))).toMatchObject({ feePence: 15_000, invoiceReference: 'AYM-17' })
    expect(await rowOf(id)).toMatchObject({ invoicedOn: null, invoicedPence: null, feePence: 15_000 })
    expect(await findParticulars(head, id)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await idsBy(office, 'unpaid')).not.toContain(id)
  })

  it('is for a fee that is open, of a year gone at most, and not sent in the future', async () => {
    const { id } = await standing('kent', addDays(today, 200))
    const office = await officer()
    const send = async (id: string, invoicedOn = today) =>
      recordInvoice(office, id, { version: (await rowOf(id)).version, invoicedOn, invoiceReference: 'AYM-18' })
    expect(await send(id)).toMatchObject({ problem: { why: expect.stringContaining('This year is paid already') } })
    const { id: open } = await standing('york', addDays(today, 200), { isPaid: false })
    expect(await send(open, addDays(today, 1))).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await send(open, addDays(today, -366))).toMatchObject({ problem: { kind: 'invalid' } })
    value(await send(open, addDays(today, -365)))
    const { id: over, head } = await standing('derby', addDays(today, 20))
    value(await endMembership(head, over, { version: (await rowOf(over)).version, reason: 'not_said' }))
    expect(await send(over)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is the payer’s and the administrators’ to read and to address, and nobody else’s', async () => {
    const { id } = await standing('camden', addDays(today, 20))
    const other = await headOf('hull')
    const named = await nameInvoicee(other, id, { version: (await rowOf(id)).version, invoiceName: 'Mine' })
    expect(named).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findParticulars(other, id)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await unpaidMembers(other)).toMatchObject({ problem: { kind: 'forbidden' } })
    const sent = { version: (await rowOf(id)).version, invoicedOn: today, invoiceReference: 'X' }
    expect(await recordInvoice(other, id, sent)).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})

describe('several payments', () => {
  it('are recorded on one day, all or none, and each payer has a receipt', async () => {
    const one = await standing('suffolk', addDays(today, 20))
    const two = await standing('norfolk', addDays(today, 10))
    const office = await officer()
    const chosen = await Promise.all([one, two].map(async ({ id }) => `${id}:${(await rowOf(id)).version}`))
    value(await nameInvoicee(two.head, two.id, { version: (await rowOf(two.id)).version, invoiceName: 'Finance' }))
    const overtaken = await recordPayments(office, { paidOn: today, chosen })
    expect(overtaken).toMatchObject({
      problem: { kind: 'refused', why: expect.stringMatching(/^Nothing was recorded, because of Norfolk.*changed/) },
    })
    expect(value(await yourMemberships(one.head)).memberships[0]?.receipts).toEqual([])
    const now = await Promise.all([one, two].map(async ({ id }) => `${id}:${(await rowOf(id)).version}`))
    expect(value(await recordPayments(office, { paidOn: today, chosen: [...now, ...now.slice(0, 1)] }))).toEqual({
      count: 2,
    })
    for (const { head } of [one, two])
      expect(value(await yourMemberships(head)).memberships[0]?.receipts).toHaveLength(1)
  })

  it('stand in the download with whom to write to', async () => {
    const { id, head } = await standing('powys', addDays(today, 20))
    const rows = value(await allMembers(await officer(), { q: 'Powys' }, sorted))
    const emails = await database.ctx().db.emailAddress.findMany({ where: { personId: head.actor.personId ?? '' } })
    expect(rows).toMatchObject([{ id, addresses: emails.map(({ address }) => address) }])
  })
})
