import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * Whose part somebody takes in an enquiry.
 *
 * - `host`      holds a post in the service that asked
 * - `provider`  is on the side of the offering
 * - `system`    the exchange itself, when time has run out
 */
export type EnquirySide = 'host' | 'provider' | 'system'

/** Working days that a provider has to answer. */
export const answerDays = 10

const open = ['sent', 'undecided', 'interested'] as const
const unanswered = ['sent', 'undecided'] as const

/** The life of an enquiry. */
export const enquiryLife = lifeOf({
  noun: 'enquiry',
  states: {
    sent: 'Waiting for an answer',
    interested: 'Can help',
    undecided: 'Not sure yet',
    declined: 'Cannot help',
    expired: 'No answer in time',
    chosen: 'Chosen',
    not_chosen: 'Not chosen',
    withdrawn: 'Withdrawn',
  } satisfies Record<EnquiryStatus, string>,
  marks: {
    /** Not come to an end. */
    open,
    unanswered,
  },
  moves: {
    sent: {
      from: [null],
      to: 'sent',
      by: ['host'],
      says: 'Send the enquiry',
      follows: 'Those you ask answer within ten working days.',
    },
    interested: {
      from: unanswered,
      to: 'interested',
      by: ['provider'],
      says: 'Yes, we can help',
      asks: 'answer',
      guard: 'quote-where-priced',
      follows: 'The service that asked reads your answer and chooses.',
      due: { workingDays: answerDays },
    },
    undecided: {
      from: ['sent'],
      to: 'undecided',
      by: ['provider'],
      says: 'Not sure yet',
      asks: 'answer',
      follows: 'The service that asked is told. Say yes or no before time is up.',
    },
    declined: {
      from: open,
      to: 'declined',
      by: ['provider'],
      says: 'No, we cannot help',
      asks: 'answer',
      follows: 'The service that asked is told why, and can ask elsewhere.',
    },
    expired: {
      from: unanswered,
      to: 'expired',
      by: ['system'],
      says: 'Close for want of an answer',
      guard: 'time-is-up',
      follows: 'Both sides are told. The service can ask again, or elsewhere.',
    },
    countered: {
      from: ['interested'],
      to: 'same',
      by: ['provider', 'host'],
      says: 'Send this version',
      title: 'Proposed another version',
      asks: 'offer',
      follows: 'The other side reads what differs. Only the newest version can be chosen.',
    },
    agreed: {
      from: ['interested'],
      to: 'same',
      by: ['provider'],
      says: 'Agree to this version',
      title: 'Agreed to the version that was proposed',
      guard: 'newest-is-theirs',
      follows: 'They are told, and can choose it.',
    },
    chosen: {
      from: ['interested'],
      to: 'chosen',
      by: ['host'],
      says: 'Choose this offer',
      asks: 'reason',
      guard: 'newest-version',
      follows: 'Choosing gives you each other’s addresses. It commits neither of you to the price.',
    },
    'not-chosen': {
      from: open,
      to: 'not_chosen',
      by: ['host'],
      says: 'Choose another',
      follows: 'They are told that you chose differently this time.',
    },
    withdrawn: {
      from: open,
      to: 'withdrawn',
      by: ['host'],
      says: 'Withdraw the enquiry',
      follows: 'They are told that no answer is needed any more.',
    },
  },
})

export type EnquiryEvent = (typeof enquiryLife.events)[number]

/** What a side reads at a move, where that is not what the table says. */
export const enquiryMoveWords = (
  event: EnquiryEvent,
  { status, isAssociate }: { status: EnquiryStatus; isAssociate: boolean },
): { says: string; follows: string } => {
  const { says, follows = '' } = enquiryLife.moveOf(event)
  if (event === 'declined' && status === 'interested') return { says: 'Take the offer back', follows }
  return { says: isAssociate ? says.replace(', we ', ', I ') : says, follows }
}
