import { holdersOf, only, signedIn } from './answers.ts'
import type { Area } from './page-access.ts'

const provider = ['ownLead', 'leadOfficer', 'ownManager'] as const
/** Of agreed work: the provider’s people and the host’s. */
const bothSides = only([...provider, 'asker'])
const keepsLedger = only(holdersOf('ledger.keep'), { otherwise: 'no' })

/** Agreed work, from terms to settled, and the ledger that it writes. */
export const engagementMatrix: readonly Area[] = [
  {
    name: 'Agreed work and the ledger',
    related: [...provider, 'otherLead', 'lapsedLead', 'asker'],
    pages: {
      engagements: { title: 'Your agreed work', see: signedIn },
      'engagements/:ref': {
        title: 'An engagement',
        see: bothSides,
        send: {
          'confirm that it was delivered': only(['asker']),
          'step back': bothSides,
          'write a message': bothSides,
          'record what the council determined about IR35, where nobody is paid': only([], {
            no: provider,
            refused: ['asker'],
          }),
        },
      },
      'engagements/:ref/terms': {
        title: 'Write terms',
        see: bothSides,
        send: { 'save them': bothSides, 'send them': bothSides },
      },
      'engagements/:ref/terms/:number': {
        title: 'A version of the terms',
        see: bothSides,
        send: { 'accept them': only(['ownLead'], { no: ['leadOfficer', 'ownManager', 'asker'] }) },
      },
      'engagements/:ref/delivered': {
        title: 'Say that it is delivered',
        see: bothSides,
        send: { 'say so': only(provider) },
      },
      'engagements/:ref/sessions': {
        title: 'A session was not held',
        see: bothSides,
        send: { 'say so': bothSides },
      },
      'engagements/:ref/put-right': {
        title: 'Something is missing',
        see: bothSides,
        send: { 'ask for it': only(['asker']) },
      },
      'engagements/:ref/cancel': { title: 'Cancel agreed work', see: bothSides, send: { 'cancel it': bothSides } },
      'engagements/:ref/settle': {
        title: 'Invoice and payment',
        see: bothSides,
        send: {
          'record a payment': only(['asker'], { no: provider }),
          'record an invoice': only(provider, { no: ['asker'] }),
          'record a payment, where nothing is paid': only([], { refused: [...provider, 'asker'] }),
        },
      },
      'engagements/:ref/dispute': {
        title: 'A dispute',
        see: bothSides,
        send: {
          'open it': bothSides,
          'say how they see it': only(provider, { refused: ['asker'] }),
          'propose a resolution': bothSides,
          'accept a resolution': bothSides,
          'end it unresolved': bothSides,
        },
      },
      'engagements/:ref/invoice-particulars': { title: 'Particulars for an invoice', see: bothSides },
      'engagements/:ref/calendar.ics': { title: 'Its sessions for a calendar', see: bothSides },
      ledger: { title: 'The ledger of a service', see: only(holdersOf('enquiry.send'), { otherwise: 'no' }) },
      'ledger/download': { title: 'The ledger, to keep', see: only(holdersOf('enquiry.send'), { otherwise: 'no' }) },
      'ledger/time/:entry': {
        title: 'Their own time in a review',
        see: only(['ownManager']),
        send: { 'correct it': only(['ownManager']) },
      },
      'ledger/:year/exchange': { title: 'What the exchange gave', see: signedIn },
      'thanks/:entry': {
        title: 'A note of thanks',
        see: bothSides,
        send: { 'write it': only(['asker'], { no: provider }), 'withdraw it': only(['asker'], { no: provider }) },
      },
      'association/day-rate': {
        title: 'What a day is worth',
        see: keepsLedger,
        send: { 'publish a rate': keepsLedger },
      },
      'association/opening-figures': {
        title: 'Opening figures',
        see: keepsLedger,
        send: { 'import them': keepsLedger },
      },
    },
  },
]
