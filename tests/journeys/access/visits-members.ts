import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { date, plain, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

const importId = '0190a8f0-0000-7000-8000-00000000a001'
const requestId = '0190a8f0-0000-7000-8000-00000000a002'
const ref = 'ME-2026-999'

const row = {
  row: 2,
  notPeople: null,
  yotText: 'Hakney',
  people: [{ name: 'Al Listed', email: 'al@listed.example', position: null, status: null, isCertain: true }],
  vacancies: [],
  status: null,
  isInPost: false,
  endedOn: null,
  membership: {
    joinedOn: null,
    amountPence: null,
    isPaid: null,
    paidOn: null,
    paidUntil: null,
    kind: null,
    poReference: null,
    invoiceReference: null,
  },
  held: 'no',
  shown: 'plainly',
  notedYots: [],
  warnings: [],
}

const anImport = ({ db, clock }: Ctx, { the }: World) =>
  db.memberImport.create({
    data: {
      id: importId,
      startedById: the('administrator').id,
      startedAt: clock.now(),
      rows: [row],
      rowCount: 1,
    },
  })

const recordIds = ['0190a8f0-0000-7000-8000-00000000a003', '0190a8f0-0000-7000-8000-00000000a004'] as const
const joinId = '0190a8f0-0000-7000-8000-00000000a005'

const twoRecords = ({ db, clock }: Ctx) =>
  db.person.createMany({
    data: [
      { id: recordIds[0], name: 'Tom Twice', createdAt: clock.now() },
      { id: recordIds[1], name: 'Thomas Twice', createdAt: clock.now() },
    ],
  })

const aJoin = async (ctx: Ctx) => {
  const { db, clock } = ctx
  await twoRecords(ctx)
  await db.person.update({
    where: { id: recordIds[1] },
    data: { joinedIntoId: recordIds[0], leftAt: clock.now() },
  })
  await db.recordJoin.create({
    data: {
      id: joinId,
      keptId: recordIds[0],
      joinedRecordId: recordIds[1],
      sureBy: 'video',
      joinedAt: clock.now(),
      undoBy: dateFromIso(addDays(clock.today(), 30)),
      carried: { carried: [], aside: [], joinedBefore: [] },
    },
  })
}

const aRequest = ({ db, clock }: Ctx) =>
  db.joinRequest.create({
    data: {
      id: requestId,
      ref: 'JR-2026-999',
      name: 'Nell New',
      address: 'nell@new.example',
      kind: 'individual',
      requestedAt: clock.now(),
    },
  })

const aReceipt = ({ db, clock }: Ctx, { membership }: World) =>
  db.membershipPayment.create({
    data: {
      ref,
      membershipId: membership.id,
      startsOn: dateFromIso('2026-01-01'),
      endsOn: dateFromIso('2026-12-31'),
      feePence: 15_000,
      paidOn: dateFromIso('2026-01-02'),
      recordedAt: clock.now(),
    },
  })

const standing =
  (data: { status: 'applied' | 'due' | 'ended' }) =>
  ({ db }: Ctx, { membership }: World) =>
    db.membership.update({ where: membership, data })

const about = (intent: string, more: Record<string, string> = {}) => ({
  fields: ({ membership }: World) => ({ intent, membershipId: membership.id, version: '1', ...more }),
})

const conditionId = '0190a8f0-0000-7000-8000-00000000a003'

/** Something for the member of the bank to do, and to be reminded of. */
const aCondition = ({ db, clock }: Ctx, { the }: World) =>
  db.standingCondition.create({
    data: {
      id: conditionId,
      personId: the('bankMember').id,
      restsOn: 'test:matrix',
      text: 'Do the refresher.',
      dueOn: dateFromIso(addDays(clock.today(), 20)),
    },
  })

export const memberVisits: Record<string, Visit> = {
  'association/bank': {
    ...plain('/association/bank'),
    send: { 'keep a view of it': { fields: () => ({ intent: 'save-view', name: 'Mine', query: 'state=mend' }) } },
  },
  'association/bank/download': plain('/association/bank/download'),
  'association/bank/remind': {
    ...plain('/association/bank/remind'),
    send: { 'write to them': { given: aCondition, fields: ({ the }) => ({ personIds: [the('bankMember').id] }) } },
  },
  'association/bank/:personId': {
    at: ({ the }) => `/association/bank/${the('bankMember').id}`,
    send: {
      'confirm a condition': {
        given: aCondition,
        fields: () => ({ intent: 'confirm', conditionId, note: 'Saw it.', ...date('confirmedOn', '2026-01-02') }),
      },
      'take a confirmation back': {
        given: async (ctx: Ctx, world: World) => {
          await aCondition(ctx, world)
          const data = { confirmedOn: dateFromIso('2026-01-02'), confirmedById: world.the('administrator').id }
          return ctx.db.standingCondition.update({ where: { id: conditionId }, data })
        },
        fields: () => ({ intent: 'take-back', conditionId, reason: 'It was another course.' }),
      },
      'record a certificate': sends({ intent: 'dbs', level: 'enhanced', ...date('seenOn', '2026-01-02') }),
    },
  },
  membership: plain('/membership'),
  join: {
    ...plain('/join'),
    send: { 'ask as somebody new': sends({ name: 'Nell New', address: 'nell@new.example', kind: 'individual' }) },
  },
  'membership/yours': {
    ...plain('/membership/yours'),
    send: {
      'ask for one of your own': sends({ intent: 'ask', kind: 'individual' }),
      'ask for one of a service': {
        given: standing({ status: 'ended' }),
        fields: () => ({ intent: 'ask', kind: 'group', yotCode: 'leeds' }),
      },
      'renew the service’s': { given: standing({ status: 'due' }), ...about('renew', { poReference: 'PO 1' }) },
      'say whom to invoice': about('invoicee', { invoiceName: 'Accounts payable' }),
      'end the service’s': about('leave', { reason: 'not_said' }),
      'take back the service’s request': { given: standing({ status: 'applied' }), ...about('withdraw') },
    },
  },
  'membership/receipts/:ref': { at: () => `/membership/receipts/${ref}`, given: aReceipt },
  'membership/particulars/:id': {
    at: ({ membership }) => `/membership/particulars/${membership.id}`,
    given: standing({ status: 'due' }),
  },
  'association/members': {
    ...plain('/association/members'),
    send: { 'keep a view of it': { fields: () => ({ intent: 'save-view', name: 'Mine', query: 'status=due' }) } },
  },
  'association/members/download': plain('/association/members/download'),
  'association/members/:id': {
    at: ({ membership }) => `/association/members/${membership.id}`,
    send: {
      'record an invoice': {
        given: standing({ status: 'due' }),
        fields: () => ({
          intent: 'invoice',
          version: '1',
          invoiceReference: 'A-17',
          ...date('invoicedOn', '2026-05-20'),
        }),
      },
      'record a payment': {
        given: standing({ status: 'due' }),
        fields: () => ({ intent: 'pay', version: '1', ...date('paidOn', '2026-05-20') }),
      },
      'end it': sends({ intent: 'end', version: '1', reason: 'not_said' }),
    },
  },
  'association/members/payments': {
    ...plain('/association/members/payments'),
    send: {
      'record payments': {
        given: standing({ status: 'due' }),
        fields: ({ membership }) => ({ chosen: [`${membership.id}:1`], ...date('paidOn', '2026-05-20') }),
      },
    },
  },
  'association/members/requests': plain('/association/members/requests'),
  'association/members/requests/:id': {
    at: () => `/association/members/requests/${requestId}`,
    given: aRequest,
    send: { 'decide on it': { given: aRequest, ...sends({ version: '1', decision: 'agreed', reason: 'Welcome.' }) } },
  },
  'association/members/records': {
    ...plain('/association/members/records'),
    send: {
      'find two by their addresses': {
        fields: ({ the }) => ({ intent: 'find', one: the('asker').email, other: the('ownManager').email }),
      },
      'undo it': { given: aJoin, fields: () => ({ intent: 'undo', id: joinId }) },
    },
  },
  'association/members/records/:one/:other': {
    at: () => `/association/members/records/${recordIds.join('/')}`,
    given: twoRecords,
    send: {
      'join the two': {
        given: twoRecords,
        fields: () => ({ intent: 'join', keep: recordIds[0], sureBy: 'video' }),
      },
      'say that they are two people': { given: twoRecords, fields: () => ({ intent: 'apart' }) },
    },
  },
  'association/members/terms': {
    ...plain('/association/members/terms'),
    send: {
      'publish new ones': sends({
        version: '1',
        ...date('inForceFrom', '2027-04-01'),
        individualFeePence: '160',
        groupFeePence: '500',
        noticeDays: '60',
        graceDays: '90',
      }),
    },
  },
  'association/members/import': {
    ...plain('/association/members/import'),
    send: {
      'read a list': {
        fields: () => ({ file: new File(['Name,Email,YOT\nAl Listed,al@listed.example,Leeds\n'], 'members.csv') }),
      },
    },
  },
  'association/members/import/:id': {
    at: () => `/association/members/import/${importId}`,
    given: anImport,
    send: {
      'apply an import that changed since': { given: anImport, ...sends({ version: '1', fingerprint: 'as it was' }) },
    },
  },
  'association/members/import/:id/rows/:row': {
    at: () => `/association/members/import/${importId}/rows/2`,
    given: anImport,
    send: {
      'decide on it': { given: anImport, ...sends({ version: '1', decision: 'correct', yotCode: 'hackney' }) },
    },
  },
}
