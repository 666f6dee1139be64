import type { OutsideStatus } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import {
  addOutsidePerson,
  askRenewal,
  askSchema,
  askToOffer,
  changeContact,
  decideOnProvider,
  endProvider,
  keepChecks,
  nameOutsideInvoicee,
  type OutsideEvent,
  outsideLife,
  recordOutsideInvoice,
  recordOutsidePayment,
  recordOutsideView,
  reinstateProvider,
  renewProvider,
  room,
  suspendProvider,
} from '#services/outside/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeOutside } from '#tests/factories/outside.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

/** Outside providers, looked at by two administrators and one assessor, with one who speaks for all of them. */
export const outsideDriver: MakeDriver<OutsideStatus, OutsideEvent> = async (database) => {
  const ctx = () => database.ctx()
  const administrator = () => makePerson(ctx(), { appointments: [{ role: 'administrator' }] })
  const people = { first: await administrator(), second: await administrator() }
  const assessor = await makePerson(ctx(), { appointments: [{ role: 'assessor' }] })
  const speaker = await makePerson(ctx(), { name: 'Sol Speaker' })
  const as = (person: MadePerson) => database.ctx(person.actor)
  const reasons = (who: string) => ({ reasons: `What services say of it, as the ${who} reads it.` })
  const press = (
    does: (
      who: ReturnType<typeof as>,
      ref: string,
      input: { version: number; reasons: string },
    ) => Promise<Awaited<ReturnType<typeof suspendProvider>>>,
  ) => ({
    press: ({ ref }: Subject, version: number, who: Who) => does(as(people[who]), ref, { version, ...reasons(who) }),
  })
  const decide = (decision: 'approved' | 'declined' | 'withdrawn') => ({
    press: ({ ref }: Subject, version: number, who: Who) =>
      decideOnProvider(as(people[who]), ref, { version, decision, ...reasons(who) }),
  })
  /** What only one person may do, once: the second time the version is another. */
  const once = (does: (ref: string) => Promise<unknown>) => ({ happens: ({ ref }: Subject) => does(ref) })
  const job = (name: string) => async () => {
    await room.jobs?.find((one) => one.name === name)?.run(ctx())
  }
  const days = { numberSeenOn: '2026-06-01', wordOneOn: '2026-06-01', wordTwoOn: '2026-06-01' }
  let asked = 0
  const driver: Driver<OutsideStatus, OutsideEvent> = {
    life: outsideLife,
    kind: 'outside-provider',
    make: async (status) => {
      const today = ctx().clock.today()
      const isAsked = status === 'asked'
      const { id, ref } = await makeOutside(ctx(), {
        status,
        ...(isAsked ? { isSupported: true, isChecked: true } : { contact: speaker }),
        assessorId: assessor.id,
        approvedUntil: isAsked || status === 'declined' || status === 'withdrawn' ? null : addDays(today, 30),
        paidUntil: null,
        version: madeAt,
      })
      return { id, ref }
    },
    moves: {
      asked: {
        begins: async () => {
          asked += 1
          const input = askSchema.parse({
            name: 'Southern Lights',
            numberKind: 'ukprn',
            number: String(19_000_000 + asked),
            website: 'southern.example',
            region: 'London',
            does: 'Training in restorative work, for three services in London.',
            contactName: 'Sam South',
            contactAddress: `sam-${asked}@southern.example`,
            wordOne: 'Ada Host, Leeds, ada@leeds.example',
            wordTwo: 'Ben Host, Hull, ben@hull.example',
            insuranceUntil: '2027-06-01',
            understood: 'yes',
          })
          value(await askToOffer(ctx(), input, `source ${asked}`))
          return ctx().db.outsideProvider.findFirstOrThrow({
            where: { number: input.number },
            select: { id: true, ref: true },
          })
        },
      },
      drawn: {
        happens: async ({ id }) => {
          const moved = await ctx().db.move.count({ where: { subjectId: id } })
          if (moved === 0)
            await ctx().db.outsideProvider.update({ where: { id }, data: { isSupported: null, assessorId: null } })
          await job('outside.draw-assessors')()
        },
      },
      checked: {
        press: ({ ref }, version, who) => keepChecks(as(people[who]), ref, { version, ...days }),
      },
      viewed: once(async (ref) => {
        await ctx().db.outsideProvider.updateMany({ where: { ref, version: madeAt }, data: { isSupported: null } })
        await recordOutsideView(as(assessor), ref, { version: madeAt, view: 'for', ...reasons('assessor') })
      }),
      approved: decide('approved'),
      declined: decide('declined'),
      withdrawn: decide('withdrawn'),
      invoiced: {
        press: ({ ref }, version, who) =>
          recordOutsideInvoice(as(people[who]), ref, { version, invoicedOn: '2026-06-01', invoiceReference: who }),
      },
      'invoicee-named': {
        press: ({ ref }, version, who) => nameOutsideInvoicee(as(people[who]), ref, { version, invoiceName: who }),
      },
      paid: press((ctx, ref, { version }) => recordOutsidePayment(ctx, ref, { version, paidOn: '2026-06-01' })),
      'renewal-asked': once((ref) => askRenewal(as(speaker), ref, { version: madeAt, insuranceUntil: '2027-06-01' })),
      renewed: once(async (ref) => {
        const row = await ctx().db.outsideProvider.findUniqueOrThrow({ where: { ref } })
        if (row.version === madeAt)
          await ctx().db.outsideProvider.update({
            where: { ref },
            data: { renewalAskedOn: new Date('2026-06-01'), paidUntil: row.approvedUntil },
          })
        await renewProvider(as(people.first), ref, { version: madeAt })
      }),
      'people-changed': once((ref) =>
        addOutsidePerson(as(speaker), ref, {
          version: madeAt,
          name: 'Nia New',
          address: `nia-${ref.toLowerCase()}@x.example`,
        }),
      ),
      'contact-changed': {
        press: ({ ref }, version, who) =>
          changeContact(as(people[who]), ref, {
            version,
            name: 'Nia New',
            address: `nia-${who}-${ref.toLowerCase()}@x.example`,
          }),
      },
      lapsed: {
        happens: async ({ id }) => {
          await ctx().db.outsideProvider.updateMany({
            where: { id, version: madeAt },
            data: { approvedUntil: new Date('2026-06-01') },
          })
          await job('outside.age')()
        },
      },
      suspended: press(suspendProvider),
      reinstated: press(reinstateProvider),
      ended: press(endProvider),
    },
  }
  return driver
}
