import type { MembershipStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import {
  askToJoin,
  askToRenew,
  decideMembership,
  endMembership,
  type MembershipEvent,
  membershipLife,
  nameInvoicee,
  recordInvoice,
  recordPayment,
  room,
  withdrawRequest,
} from '#services/memberships/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

const yotCode = 'powys'

/** A year that ends so that its days say the same as its state. */
const lastDays: Record<MembershipStatus, string> = {
  applied: '2026-06-02',
  active: '2027-05-31',
  due: '2026-06-30',
  lapsed: '2025-12-31',
  ended: '2025-12-31',
}

/** Memberships of Powys, moved by its two heads and by two administrators. */
export const membershipDriver: MakeDriver<MembershipStatus, MembershipEvent> = async (database) => {
  const { db } = database.ctx()
  const head = () => makePerson(database.ctx(), { posts: [{ yotCode }] })
  const administrator = () => makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  const heads = { first: await head(), second: await head() }
  const desk = { first: await administrator(), second: await administrator() }
  const headOf = (who: Who) => database.ctx(heads[who].actor)
  const deskOf = (who: Who) => database.ctx(desk[who].actor)
  /** A service has one that has not ended: those before are over. */
  const endOthers = () => db.membership.updateMany({ where: { yotCode }, data: { status: 'ended' } })
  const decides = (decision: 'agreed' | 'declined') => ({
    press: ({ id }: Subject, version: number, who: Who) =>
      decideMembership(deskOf(who), id, { version, decision, reason: `Says the ${who}.` }),
  })
  const ages = (endsOn: string) => ({
    happens: async ({ id }: Subject) => {
      await db.membership.updateMany({
        where: { id, version: madeAt },
        data: { startsOn: dateFromIso('2024-06-01'), endsOn: dateFromIso(endsOn) },
      })
      await room.jobs?.find(({ name }) => name === 'yots.keep-memberships')?.run(database.ctx())
    },
  })
  const driver: Driver<MembershipStatus, MembershipEvent> = {
    life: membershipLife,
    kind: 'membership',
    make: async (status) => {
      await endOthers()
      const days = { startsOn: '2024-06-01', endsOn: lastDays[status] }
      const { id } = await makeMembership(database.ctx(), { yotCode, status, ...days })
      await db.membership.update({ where: { id }, data: { version: madeAt, isPaid: false, paidOn: null } })
      return { id, ref: id }
    },
    from: { agreed: 'applied' },
    moves: {
      asked: {
        begins: async () => {
          await endOthers()
          const { id } = value(await askToJoin(headOf('first'), { kind: 'group', yotCode }))
          return { id, ref: id }
        },
      },
      agreed: decides('agreed'),
      declined: decides('declined'),
      withdrawn: { press: ({ id }, version, who) => withdrawRequest(headOf(who), { id, version }) },
      'fell-due': ages('2026-06-30'),
      'renewal-asked': {
        press: ({ id }, version, who) => askToRenew(headOf(who), id, { version, poReference: `PO of the ${who}` }),
      },
      'invoicee-named': {
        press: ({ id }, version, who) => nameInvoicee(headOf(who), id, { version, invoiceName: `Finance, ${who}` }),
      },
      invoiced: {
        press: ({ id }, version, who) =>
          recordInvoice(deskOf(who), id, { version, invoicedOn: '2026-06-01', invoiceReference: `Of the ${who}` }),
      },
      paid: {
        press: ({ id }, version, who) =>
          recordPayment(deskOf(who), id, { version, paidOn: who === 'first' ? '2026-06-01' : '2026-05-31' }),
      },
      lapsed: ages('2026-01-31'),
      left: {
        press: ({ id }, version, who) =>
          endMembership(headOf(who), id, { version, reason: who === 'first' ? 'cost' : 'not_said' }),
      },
    },
  }
  return driver
}
