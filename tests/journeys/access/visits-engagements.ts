import type { EngagementStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { fingerprintOf, sealText } from '#services/core/life/sealed-text.ts'
import { wholeTerms } from '#tests/factories/engagement.ts'
import { date, plain, type Sending, sends, type Visit } from './visit.ts'

type Given = NonNullable<Sending['given']>

const engagementAt =
  (status: EngagementStatus): Given =>
  ({ db }, { engagement }) =>
    db.engagement.update({ where: { id: engagement.id }, data: { status } })

const isPaid: Given = ({ db }, { engagement }) =>
  db.engagement.update({
    where: { id: engagement.id },
    data: { status: 'confirmed', basis: 'charged', totalPence: 10_000 },
  })

const resolution = { text: 'We go on as we agreed.', parts: { to: 'agreed', totalPence: 0, words: 'As agreed.' } }
const disputeId = '0190a8f0-0000-7000-8000-0000000000d1'

/** A dispute that the host opened long ago, with a resolution proposed. */
const inDispute: Given = async (ctx, world) => {
  await ctx.db.engagement.update({
    where: { id: world.engagement.id },
    data: { status: 'disputed', stateBefore: 'agreed' },
  })
  await ctx.db.dispute.create({
    data: {
      id: disputeId,
      engagementId: world.engagement.id,
      openedSide: 'host',
      openedById: world.the('asker').id,
      reason: 'amount',
      statement: 'It was to cost less than that.',
      statementBy: dateFromIso('2026-01-20'),
      openedAt: dateFromIso('2026-01-05'),
    },
  })
  await sealText(ctx, { kind: 'engagement-resolution', subjectId: disputeId }, resolution, 0)
}

const entryId = '0190a8f0-0000-7000-8000-0000000000e1'

/** An entry of the ledger: from the provider to the host, of the engagement or of a review. */
const inLedger =
  (more: { sourceKind: 'engagement' | 'review'; isThanked?: boolean }): Given =>
  async (ctx, { engagement, the }) => {
    const { _max } = await ctx.db.ledgerEntry.aggregate({ _max: { seq: true } })
    await ctx.db.ledgerEntry.create({
      data: {
        id: entryId,
        seq: (_max.seq ?? 0n) + 1n,
        key: 'an entry',
        sourceKind: more.sourceKind,
        sourceId: engagement.id,
        title: 'Resettlement day',
        giverYotCode: 'leeds',
        giverRegion: 'Yorkshire and the Humber',
        personId: more.sourceKind === 'review' ? the('ownManager').id : null,
        receiverYotCode: 'essex',
        receiverRegion: 'East of England',
        minutes: 444,
        on: dateFromIso('2026-01-05'),
        basis: 'in_kind',
        writtenAt: ctx.clock.now(),
      },
    })
    if (more.isThanked)
      await ctx.db.thanks.create({
        data: { entryId, byId: the('asker').id, text: 'It changed our week.', mayQuote: false, at: ctx.clock.now() },
      })
  }

/** Agreed work and the ledger. */
export const engagementVisits: Record<string, Visit> = {
  engagements: plain('/engagements'),
  'engagements/:ref': {
    at: ({ engagement }) => `/engagements/${engagement.ref}`,
    send: {
      'confirm that it was delivered': {
        given: async (ctx, world) => {
          await engagementAt('delivered')(ctx, world)
          await ctx.db.given.create({
            data: {
              engagementId: world.engagement.id,
              personId: world.the('ownManager').id,
              on: dateFromIso('2026-01-05'),
              minutes: 420,
            },
          })
        },
        fields: () => ({ intent: 'confirm', version: '1' }),
      },
      'step back': sends({ intent: 'step-back', version: '1' }),
      'write a message': sends({ intent: 'message', text: 'Shall we speak on Monday?' }),
      'record what the council determined about IR35, where nobody is paid': sends({
        intent: 'ir35',
        version: '1',
        determination: 'outside',
      }),
    },
  },
  'engagements/:ref/terms': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/terms`,
    send: {
      'save them': {
        fields: ({ the }) => ({ intent: 'save', version: '0', people: the('ownManager').id, work: 'Two days.' }),
      },
      'send them': {
        given: async ({ db, clock }, { engagement, the }) => {
          const parts = { ...wholeTerms({ id: the('ownManager').id, name: 'Own Manager' }), work: 'Two days.' }
          const saved = {
            engagementId: engagement.id,
            basedOn: 1,
            parts,
            savedAt: clock.now(),
            savedById: the('asker').id,
          }
          await db.termsDraft.createMany({
            data: [
              { ...saved, side: 'host' },
              { ...saved, side: 'provider' },
            ],
          })
        },
        fields: () => ({ intent: 'send', version: '1' }),
      },
    },
  },
  'engagements/:ref/terms/:number': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/terms/1`,
    send: {
      'accept them': { fields: ({ engagement }) => ({ version: '1', number: '1', hash: engagement.hash }) },
    },
  },
  'engagements/:ref/delivered': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/delivered`,
    send: {
      'say so': {
        given: engagementAt('agreed'),
        fields: ({ the }) => ({
          version: '1',
          'given[0].personId': the('ownManager').id,
          ...date('given[0].on', '2026-01-05'),
          'given[0].hours': '7',
        }),
      },
    },
  },
  'engagements/:ref/sessions': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/sessions`,
    send: {
      'say so': {
        given: async (ctx, world) => {
          await engagementAt('agreed')(ctx, world)
          await ctx.db.engagementSession.create({
            data: {
              engagementId: world.engagement.id,
              position: 0,
              mode: 'remote',
              place: '',
              startsAt: dateFromIso('2026-01-05'),
              endsAt: dateFromIso('2026-01-06'),
            },
          })
        },
        fields: () => ({ version: '1', session: '0', reason: 'The trainer was ill.' }),
      },
    },
  },
  'engagements/:ref/put-right': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/put-right`,
    send: {
      'ask for it': {
        given: engagementAt('delivered'),
        fields: () => ({ version: '1', missing: 'The notes of the second day are missing.' }),
      },
    },
  },
  'engagements/:ref/cancel': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/cancel`,
    send: {
      'cancel it': {
        given: engagementAt('agreed'),
        fields: () => ({ version: '1', reason: 'Our inspection was announced.', chargePence: '0' }),
      },
    },
  },
  'engagements/:ref/settle': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/settle`,
    send: {
      'record a payment': {
        given: isPaid,
        fields: () => ({ version: '1', kind: 'paid', ...date('on', '2026-01-05') }),
      },
      'record an invoice': {
        given: isPaid,
        fields: () => ({
          version: '1',
          kind: 'invoice',
          number: 'GE-17',
          net: '100',
          vat: '0',
          ...date('on', '2026-01-05'),
        }),
      },
      'record a payment, where nothing is paid': {
        given: engagementAt('confirmed'),
        fields: () => ({ version: '1', kind: 'paid', ...date('on', '2026-01-05') }),
      },
    },
  },
  'engagements/:ref/dispute': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/dispute`,
    send: {
      'open it': {
        given: engagementAt('agreed'),
        fields: () => ({ intent: 'open', version: '1', reason: 'amount', statement: 'It was to cost less than that.' }),
      },
      'say how they see it': {
        given: inDispute,
        fields: () => ({ intent: 'state', version: '1', statement: 'It costs what we said it would.' }),
      },
      'propose a resolution': {
        given: inDispute,
        fields: () => ({
          intent: 'propose',
          version: '1',
          basedOn: '1',
          to: 'agreed',
          words: 'We go on as we agreed.',
        }),
      },
      'accept a resolution': {
        given: inDispute,
        fields: () => ({ intent: 'accept', version: '1', number: '1', hash: fingerprintOf(resolution) }),
      },
      'end it unresolved': { given: inDispute, fields: () => ({ intent: 'end', version: '1' }) },
    },
  },
  'engagements/:ref/invoice-particulars': {
    at: ({ engagement }) => `/engagements/${engagement.ref}/invoice-particulars`,
  },
  'engagements/:ref/calendar.ics': { at: ({ engagement }) => `/engagements/${engagement.ref}/calendar.ics` },
  ledger: plain('/ledger'),
  'ledger/download': plain('/ledger/download'),
  'ledger/time/:entry': {
    at: () => `/ledger/time/${entryId}`,
    given: inLedger({ sourceKind: 'review' }),
    send: { 'correct it': { given: inLedger({ sourceKind: 'review' }), fields: () => ({ hours: '20' }) } },
  },
  'ledger/:year/exchange': plain('/ledger/2026/exchange'),
  'thanks/:entry': {
    at: () => `/thanks/${entryId}`,
    given: inLedger({ sourceKind: 'engagement' }),
    send: {
      'write it': {
        given: inLedger({ sourceKind: 'engagement' }),
        fields: () => ({ intent: 'write', text: 'It changed how we plan for release.' }),
      },
      'withdraw it': {
        given: inLedger({ sourceKind: 'engagement', isThanked: true }),
        fields: () => ({ intent: 'withdraw' }),
      },
    },
  },
  'association/day-rate': {
    at: () => '/association/day-rate',
    send: {
      'publish a rate': sends({ version: '0', rate: '320', source: 'The pay scale of 2026, with on-costs.' }),
    },
  },
  'association/opening-figures': {
    at: () => '/association/opening-figures',
    send: { 'import them': sends({ step: 'import', rows: 'Leeds\tEssex\t7.5\t03/05/2024\tin kind' }) },
  },
}
