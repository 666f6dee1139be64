import type { EnquiryStatus } from '#prisma/generated/enums.ts'

/**
 * Whose part somebody takes in an enquiry.
 *
 * - `host`      holds a post in the service that asked
 * - `provider`  is on the side of the offering
 * - `system`    the exchange itself, when time has run out
 */
export type EnquirySide = 'host' | 'provider' | 'system'

export type EnquiryMove = {
  from: readonly EnquiryStatus[]
  to: EnquiryStatus
  by: readonly EnquirySide[]
  /** The button. */
  says: string
  /** What must be so besides the state; checked by the use case of its event. */
  guard?: 'quote-where-priced' | 'time-is-up'
  /** What happens next, in words. */
  follows: string
}

/** States of an enquiry that has not come to an end. */
export const openStates = ['sent', 'undecided', 'interested'] as const satisfies readonly EnquiryStatus[]

const unanswered = ['sent', 'undecided'] as const

/** Every allowed move of an enquiry. One that is not here is refused with a sentence. */
export const enquiryMoves = {
  interested: {
    from: unanswered,
    to: 'interested',
    by: ['provider'],
    says: 'Yes, we can help',
    guard: 'quote-where-priced',
    follows: 'The service that asked reads your answer and chooses.',
  },
  undecided: {
    from: ['sent'],
    to: 'undecided',
    by: ['provider'],
    says: 'Not sure yet',
    follows: 'The service that asked is told. Say yes or no before time is up.',
  },
  declined: {
    from: openStates,
    to: 'declined',
    by: ['provider'],
    says: 'No, we cannot help',
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
  chosen: {
    from: ['interested'],
    to: 'chosen',
    by: ['host'],
    says: 'Choose this offer',
    follows: 'Choosing gives you each other’s addresses. It commits neither of you to the price.',
  },
  'not-chosen': {
    from: openStates,
    to: 'not_chosen',
    by: ['host'],
    says: 'Choose another',
    follows: 'They are told that you chose differently this time.',
  },
  withdrawn: {
    from: openStates,
    to: 'withdrawn',
    by: ['host'],
    says: 'Withdraw the enquiry',
    follows: 'They are told that no answer is needed any more.',
  },
} as const satisfies Record<string, EnquiryMove>

/** What a side reads at a move, where that is not what the table says. */
export const enquiryMoveWords = (
  event: EnquiryEvent,
  { status, isAssociate }: { status: EnquiryStatus; isAssociate: boolean },
): { says: string; follows: string } => {
  const { says, follows } = enquiryMoveOf(event)
  if (event === 'declined' && status === 'interested') return { says: 'Take the offer back', follows }
  return { says: isAssociate ? says.replace(', we ', ', I ') : says, follows }
}

export type EnquiryEvent = keyof typeof enquiryMoves

export const enquiryEvents = Object.keys(enquiryMoves).filter((event): event is EnquiryEvent => event in enquiryMoves)

export const enquiryMoveOf = (event: EnquiryEvent): EnquiryMove => enquiryMoves[event]

/** The moves that these sides may make in a state, in the order of the table. */
export const enquiryMovesOpenTo = (status: EnquiryStatus, sides: readonly EnquirySide[]): EnquiryEvent[] =>
  enquiryEvents.filter((event) => {
    const { from, by } = enquiryMoveOf(event)
    return from.includes(status) && by.some((side) => sides.includes(side))
  })

/** A state as people read it. */
export const enquiryStatusWords: Record<EnquiryStatus, string> = {
  sent: 'Waiting for an answer',
  interested: 'Can help',
  undecided: 'Not sure yet',
  declined: 'Cannot help',
  expired: 'No answer in time',
  chosen: 'Chosen',
  not_chosen: 'Not chosen',
  withdrawn: 'Withdrawn',
}

/** Why an event cannot happen in a state, as a sentence. */
export const whyEnquiryNotOpen = (event: EnquiryEvent, status: EnquiryStatus): string =>
  `“${enquiryMoveOf(event).says}” is not possible now: this enquiry stands at “${enquiryStatusWords[status].toLowerCase()}”.`
