import { everybody, holdersOf, only, signedIn } from './answers.ts'
import type { Area } from './page-access.ts'

const manages = only(holdersOf('member.manage'), { otherwise: 'no' })
const imports = only(holdersOf('member.import'), { otherwise: 'no' })
const lists = only(holdersOf('member.list'), { otherwise: 'no' })
/** Coordinators see the members of their own region only. */
const seesMember = only(
  holdersOf('member.list').filter((who) => who !== 'otherCoordinator'),
  { otherwise: 'no', hidden: ['otherCoordinator'] },
)
const joins = only(holdersOf('record.join'), { otherwise: 'no' })
const pays = only(['ownLead'], { otherwise: 'no' })
const receives = only([...holdersOf('member.manage'), 'ownLead'])

const readsBank = only(holdersOf('bank.read'), { otherwise: 'no' })
const keepsBank = only(holdersOf('bank.keep'), { otherwise: 'no' })

/** Memberships: rules, joining, who pays, and the association's list. */
export const memberMatrix: readonly Area[] = [
  {
    name: 'Membership',
    related: ['ownLead', 'ownManager', 'otherLead', 'lapsedLead', 'coordinator', 'otherCoordinator'],
    pages: {
      membership: { title: 'The rules of membership', see: everybody },
      join: { title: 'Ask to join', see: everybody, send: { 'ask as somebody new': everybody } },
      'membership/yours': {
        title: 'Your membership',
        see: signedIn,
        send: {
          'ask for one of your own': signedIn,
          'ask for one of a service': pays,
          'renew the service’s': pays,
          'say whom to invoice': only([...holdersOf('member.manage'), 'ownLead'], { otherwise: 'no' }),
          'end the service’s': only([...holdersOf('member.manage'), 'ownLead'], { otherwise: 'no' }),
          'take back the service’s request': only(['ownLead']),
        },
      },
      'membership/receipts/:ref': { title: 'A receipt of the service', see: receives },
      'membership/particulars/:id': { title: 'What the invoice to the service says', see: receives },
      'association/members': {
        title: 'The list of members',
        see: lists,
        send: { 'keep a view of it': lists },
      },
      'association/members/download': { title: 'The list as a file', see: lists },
      'association/members/records': {
        title: 'Two records of one person',
        see: joins,
        send: { 'find two by their addresses': joins, 'undo it': joins },
      },
      'association/members/records/:one/:other': {
        title: 'Two records, side by side',
        see: joins,
        send: { 'join the two': joins, 'say that they are two people': joins },
      },
      'association/members/:id': {
        title: 'A service’s membership',
        see: seesMember,
        send: {
          'record an invoice': manages,
          'record a payment': manages,
          'end it': only([...holdersOf('member.manage'), 'ownLead'], { otherwise: 'no' }),
        },
      },
      'association/members/payments': {
        title: 'Fees that are not paid',
        see: manages,
        send: { 'record payments': manages },
      },
      'association/members/requests': { title: 'Requests to join', see: manages },
      'association/members/requests/:id': {
        title: 'A request to join',
        see: manages,
        send: { 'decide on it': manages },
      },
      'association/members/terms': { title: 'Fees and terms', see: manages, send: { 'publish new ones': manages } },
      'association/members/import': {
        title: 'Import a members’ list',
        see: imports,
        send: { 'read a list': imports },
      },
      'association/members/import/:id': {
        title: 'What an import would do',
        see: imports,
        send: {
          'apply an import that changed since': only([], { otherwise: 'no', refused: holdersOf('member.import') }),
        },
      },
      'association/members/import/:id/rows/:row': {
        title: 'A row of an import',
        see: imports,
        send: { 'decide on it': imports },
      },
    },
  },
  {
    name: 'The bank, as the association keeps it',
    related: ['coordinator', 'otherCoordinator'],
    pages: {
      'association/bank': {
        title: 'Who is in the bank, and how they stand',
        see: readsBank,
        send: { 'keep a view of it': readsBank },
      },
      'association/bank/download': { title: 'The same as a file', see: readsBank },
      'association/bank/remind': {
        title: 'Remind people of what runs out',
        see: readsBank,
        send: { 'write to them': readsBank },
      },
      'association/bank/:personId': {
        title: 'Somebody’s clocks and conditions',
        see: readsBank,
        send: {
          'confirm a condition': keepsBank,
          'take a confirmation back': keepsBank,
          'record a certificate': keepsBank,
        },
      },
    },
  },
]
