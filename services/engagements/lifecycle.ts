import type { EngagementStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * Whose part somebody takes in an engagement.
 *
 * - `host`      holds a post in the service that the work is for
 * - `provider`  is on the side that delivers it
 * - `mediator`  drawn for a dispute; only recommends
 * - `system`    the exchange itself, when a day has come or something else has made it so
 */
export type EngagementSide = 'host' | 'provider' | 'mediator' | 'system'

/** Days in which something happens, or else happens by itself. Settings of the exchange. */
export const clocks = {
  /** Terms proposed and not moved. */
  lapseDays: 30,
  /** A change of terms that was asked for, in working days. */
  changeWorkingDays: 5,
  /** Delivered, and no word from the host; after a second delivery. */
  silenceDays: 14,
  secondSilenceDays: 7,
  /** To put right what was missing, in working days. */
  putRightWorkingDays: 10,
  putRightRounds: 2,
  /** After work was confirmed or cancelled it can be disputed for this long. */
  disputeDays: 30,
  statementWorkingDays: 10,
  mediateAfterDays: 14,
} as const

const both = ['host', 'provider'] as const
const running = ['agreed', 'delivered', 'to_put_right'] as const

/** The life of an engagement, from terms to closed (engagements: a session to come reads "scheduled"; it is no state). */
export const engagementLife = lifeOf({
  noun: 'engagement',
  states: {
    terms_proposed: 'Terms to agree',
    agreed: 'Agreed',
    delivered: 'Delivered, to be confirmed',
    to_put_right: 'Something to put right',
    confirmed: 'Confirmed',
    disputed: 'In dispute',
    settled: 'Settled',
    closed: 'Closed',
    cancelled: 'Cancelled',
    withdrawn: 'Not agreed',
  } satisfies Record<EngagementStatus, string>,
  marks: {
    /** Nothing more will be done. */
    over: ['closed', 'cancelled', 'withdrawn'],
    /** Both sides are bound by terms, and the work is not confirmed. */
    running,
    /** The work was done. */
    done: ['confirmed', 'settled', 'closed'],
    /** Terms are in force. */
    bound: [...running, 'confirmed', 'disputed', 'settled'],
  },
  whyNot: {
    closed: 'This engagement is closed. Its page stays to be read.',
    cancelled: 'This engagement was cancelled.',
    withdrawn: 'No terms were agreed, so there is no engagement.',
  },
  moves: {
    begun: {
      from: [null],
      to: 'terms_proposed',
      by: ['host'],
      says: 'Choose this offer',
      title: 'Offer chosen',
      follows: 'The provider completes the terms and sends them; both sides accept the same text.',
    },
    booked: {
      from: [null],
      to: 'agreed',
      by: ['host'],
      says: 'Book',
      title: 'Paid places booked, on the terms of the date',
      follows: 'What is owed follows the places, until the course is held.',
    },
    recounted: {
      from: ['agreed'],
      to: 'same',
      by: ['system'],
      says: 'Count the places again',
      title: 'The places changed, and with them what is owed',
    },
    proposed: {
      from: ['terms_proposed'],
      to: 'same',
      by: both,
      says: 'Send these terms',
      title: 'Terms sent',
      guard: 'terms-complete',
      follows: 'The other side reads what changed, and accepts or sends its own.',
    },
    accepted: {
      from: ['terms_proposed', 'agreed'],
      to: ['same', 'agreed'],
      by: both,
      says: 'Accept these terms',
      title: 'Terms accepted',
      guard: 'newest-terms',
      follows: 'Once both sides have accepted the same text, it is agreed.',
    },
    'stepped-back': {
      from: ['terms_proposed'],
      to: 'withdrawn',
      by: both,
      says: 'Step back',
      title: 'Stepped back before terms were agreed',
      asks: 'reason',
      follows: 'The other side is told. Nobody owes anything.',
    },
    lapsed: {
      from: ['terms_proposed'],
      to: 'withdrawn',
      by: ['system'],
      says: 'Close for want of terms',
      title: 'Lapsed: no terms were agreed',
      guard: 'time-is-up',
      due: { days: clocks.lapseDays },
      follows: 'Both sides are told.',
    },
    'change-asked': {
      from: ['agreed'],
      to: 'same',
      by: both,
      says: 'Ask for a change of terms',
      title: 'Change of terms asked for',
      guard: 'no-open-change',
      follows: 'The old terms hold until the other side accepts.',
    },
    'change-agreed': {
      from: ['agreed'],
      to: 'same',
      by: ['system'],
      says: 'Put the change in force',
      title: 'Change of terms agreed',
      guard: 'accepted-by-both',
      follows: 'The new terms are in force.',
    },
    'change-lapsed': {
      from: ['agreed'],
      to: 'same',
      by: ['system'],
      says: 'Let the change lapse',
      title: 'The change lapsed: the terms hold as they were',
      guard: 'time-is-up',
    },
    'session-marked': {
      from: ['agreed', 'to_put_right'],
      to: 'same',
      by: both,
      says: 'Say that a session was not held',
      title: 'Said whether a session was held',
      asks: 'session',
      follows: 'A session that was not held keeps nobody from saying that the work is delivered.',
    },
    delivered: {
      from: ['agreed', 'to_put_right'],
      to: 'delivered',
      by: ['provider', 'system'],
      says: 'Say that it is delivered',
      title: 'Delivered',
      asks: 'time',
      guard: 'last-session-begun',
      follows: 'The host confirms, or asks for something to be put right. Fourteen days of silence confirm it.',
    },
    confirmed: {
      from: ['agreed', 'delivered'],
      to: 'confirmed',
      by: ['host'],
      says: 'Confirm that it was delivered',
      title: 'Confirmed',
      follows: 'Both sides can rate. What was given is written to the ledger.',
    },
    'confirmed-by-silence': {
      from: ['delivered'],
      to: 'confirmed',
      by: ['system'],
      says: 'Count silence as confirmed',
      title: 'Confirmed by silence',
      guard: 'time-is-up',
      due: { days: clocks.silenceDays },
      follows: 'Both sides can rate. What was given is written to the ledger.',
    },
    'asked-to-put-right': {
      from: ['delivered'],
      to: 'to_put_right',
      by: ['host'],
      says: 'Ask for something to be put right',
      title: 'Asked to put something right',
      asks: 'missing',
      guard: 'rounds-left',
      follows: 'The provider has ten working days.',
    },
    disputed: {
      from: [...running, 'confirmed', 'cancelled'],
      to: 'disputed',
      by: both,
      says: 'Open a dispute',
      title: 'Dispute opened',
      asks: 'statement',
      guard: 'in-time',
      follows: 'Every clock stops. The other side makes its statement; both look for what they can both accept.',
    },
    'statement-made': {
      from: ['disputed'],
      to: 'same',
      by: both,
      says: 'Say how you see it',
      title: 'The other side said how it sees it',
      asks: 'statement',
      guard: 'other-side-once',
    },
    'resolution-proposed': {
      from: ['disputed'],
      to: 'same',
      by: both,
      says: 'Propose what you both do',
      title: 'A resolution was proposed',
      asks: 'resolution',
      guard: 'within-terms',
      follows: 'Once both sides have accepted the same text, the dispute is over.',
    },
    'resolution-accepted': {
      from: ['disputed'],
      to: 'same',
      by: both,
      says: 'Accept this resolution',
      title: 'Resolution accepted by one side',
      guard: 'newest-resolution',
    },
    'dispute-settled': {
      from: ['disputed'],
      to: ['agreed', 'delivered', 'confirmed', 'cancelled'],
      by: ['system'],
      says: 'Put the resolution into effect',
      title: 'Settled between the two sides',
      guard: 'accepted-by-both',
      follows: 'The work goes on where the resolution says.',
    },
    recommended: {
      from: ['disputed'],
      to: 'same',
      by: ['mediator'],
      says: 'Recommend',
      title: 'A mediator recommended',
      asks: 'recommendation',
      follows: 'Each side accepts it or not within ten working days.',
    },
    'left-unresolved': {
      from: ['disputed'],
      to: ['confirmed', 'cancelled'],
      by: ['host', 'provider', 'system'],
      says: 'End it unresolved',
      title: 'The dispute ended without agreement',
      guard: 'recommendation-refused',
      follows: 'No blame is shown anywhere. Your councils can take it further.',
    },
    'money-recorded': {
      // Of cancelled work: what the terms or a resolution say is owed for it.
      from: ['confirmed', 'cancelled'],
      to: ['same', 'settled'],
      by: both,
      says: 'Record',
      title: 'Invoice, order or payment recorded',
      asks: 'settlement',
      guard: 'something-owed',
    },
    settled: {
      from: ['confirmed'],
      to: 'settled',
      by: ['system'],
      says: 'Settle what costs nothing',
      title: 'Settled: nothing is owed',
      guard: 'nothing-owed',
    },
    closed: {
      from: ['settled'],
      to: 'closed',
      by: ['system'],
      says: 'Close',
      title: 'Closed',
      guard: 'rated-or-late',
    },
    cancelled: {
      from: ['agreed'],
      to: 'cancelled',
      by: ['host', 'provider', 'system'],
      says: 'Cancel',
      title: 'Cancelled',
      asks: 'reason',
      guard: 'charge-seen',
      follows: 'The other side is told, with what the terms say is owed.',
    },
    'person-unavailable': {
      from: ['terms_proposed', 'agreed'],
      to: 'same',
      by: ['system'],
      says: 'Say that somebody cannot come',
      title: 'Somebody who was to deliver is not available',
      follows: 'A change of terms names another.',
    },
  },
})

export type EngagementEvent = (typeof engagementLife.events)[number]
