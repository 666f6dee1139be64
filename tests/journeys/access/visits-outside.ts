import { addDays } from '#services/core/clock.ts'
import { makeOutside } from '#tests/factories/outside.ts'
import { date, type Fields, plain, type Sending, type Visit } from './visit.ts'
import type { World } from './world.ts'

const ref = 'OP-2026-417'
const receipt = 'OF-2026-417'

/** An outside provider for which the applicant speaks, looked at by the assessor: how it stands besides. */
const aProvider =
  (traits: Parameters<typeof makeOutside>[1] = {}): NonNullable<Sending['given']> =>
  async (ctx, { the }: World) => {
    const made = await makeOutside(ctx, {
      contact: the('applicant'),
      assessorId: the('assessor').id,
      people: [the('person').id],
      ...traits,
    })
    await ctx.db.outsideProvider.update({ where: { id: made.id }, data: { ref } })
  }

const sending = (intent: string, given: Sending['given'], fields: Fields = {}): Sending => ({
  given,
  fields: () => ({ intent, version: '1', ...fields }),
})

const reasons = { reasons: 'Two services asked for it to be so.' }
const somebody = { name: 'Nia Newcomer', address: 'nia@northern.example' }
const asked = { status: 'asked', isSupported: true, isChecked: true } as const

export const outsideVisits: Record<string, Visit> = {
  outside: plain('/outside'),
  'outside/ask': {
    ...plain('/outside/ask'),
    send: {
      'ask to offer': {
        fields: () => ({
          name: 'Southern Lights',
          numberKind: 'charity',
          number: '1234567',
          website: 'southern.example',
          region: 'London',
          does: 'Training in restorative work, for three services in London.',
          contactName: 'Sam South',
          contactAddress: 'sam@southern.example',
          wordOne: 'Ada Host, Leeds, ada@leeds.example',
          wordTwo: 'Ben Host, Hull, ben@hull.example',
          ...date('insuranceUntil', '2027-05-31'),
          understood: 'yes',
        }),
      },
    },
  },
  'outside/:ref': { at: () => `/outside/${ref}`, given: aProvider() },
  'outside/:ref/manage': {
    at: () => `/outside/${ref}/manage`,
    given: aProvider(),
    send: {
      'name somebody it sends': sending('name-person', aProvider(), somebody),
      'take somebody off': {
        given: aProvider(),
        fields: ({ the }) => ({ intent: 'end-person', version: '1', personId: the('person').id }),
      },
      'say whom to invoice': sending('invoicee-named', aProvider(), { invoiceName: 'Accounts payable' }),
      'ask for another year': {
        given: (ctx, world) => aProvider({ approvedUntil: addDays(ctx.clock.today(), 20) })(ctx, world),
        fields: () => ({ intent: 'renewal-asked', version: '1', ...date('insuranceUntil', '2027-05-31') }),
      },
      'hand it on': sending('contact-changed', aProvider(), somebody),
      'end it': sending('ended', aProvider(), reasons),
    },
  },
  'outside/:ref/particulars': { at: () => `/outside/${ref}/particulars`, given: aProvider({ paidUntil: null }) },
  'outside/:ref/receipts/:receipt': {
    at: () => `/outside/${ref}/receipts/${receipt}`,
    given: async (ctx, world) => {
      await aProvider()(ctx, world)
      const { id, approvedUntil } = await ctx.db.outsideProvider.findUniqueOrThrow({ where: { ref } })
      await ctx.db.outsidePayment.create({
        data: {
          ...{ ref: receipt, outsideId: id, until: approvedUntil ?? new Date(), feePence: 15_000 },
          ...{ paidOn: ctx.clock.now(), recordedAt: ctx.clock.now() },
        },
      })
    },
  },
  'association/outside': plain('/association/outside'),
  'association/outside/:ref': {
    at: () => `/association/outside/${ref}`,
    given: aProvider(),
    send: {
      'say what they think': sending('viewed', aProvider({ status: 'asked' }), { view: 'for', ...reasons }),
      'keep what was checked': sending('checked', aProvider({ status: 'asked' })),
      'decide on it': sending('decide', aProvider(asked), { decision: 'approved', ...reasons }),
      'change whom to invoice': sending('invoicee-named', aProvider(), { invoiceName: 'Accounts payable' }),
      'record the invoice': {
        given: aProvider({ paidUntil: null }),
        fields: () => ({
          intent: 'invoiced',
          version: '1',
          invoiceReference: 'OP-1',
          ...date('invoicedOn', '2026-05-29'),
        }),
      },
      'record the payment': {
        given: aProvider({ paidUntil: null }),
        fields: () => ({ intent: 'paid', version: '1', ...date('paidOn', '2026-05-29') }),
      },
      'renew it': {
        given: (ctx, world) => aProvider({ renewalAskedOn: ctx.clock.today() })(ctx, world),
        fields: () => ({ intent: 'renewed', version: '1' }),
      },
      'let somebody else speak for it': sending('contact-changed', aProvider(), somebody),
      'suspend it': sending('suspended', aProvider(), reasons),
      'reinstate it': sending('reinstated', aProvider({ status: 'suspended' }), reasons),
      'end it': sending('ended', aProvider(), reasons),
    },
  },
}
