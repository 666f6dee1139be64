import type { OfferingStatus } from '#prisma/generated/enums.ts'

/** On whose behalf an offering is moved: its provider, or the exchange itself. */
export type OfferingSide = 'provider' | 'system'

export type OfferingMove = {
  from: readonly OfferingStatus[]
  to: OfferingStatus
  by: readonly OfferingSide[]
  /** The button. */
  says: string
  /** What must be so besides the state; checked by `moveOffering`. */
  guard?: 'may-be-offered'
  /** What the button would do, in words. */
  follows: string
}

/** Every allowed move of an offering. One that is not here is refused with a sentence. */
export const offeringMoves = {
  published: {
    from: ['draft', 'paused'],
    to: 'published',
    by: ['provider'],
    says: 'Publish',
    guard: 'may-be-offered',
    follows: 'When you publish it, services can find it and send enquiries.',
  },
  paused: {
    from: ['published'],
    to: 'paused',
    by: ['provider', 'system'],
    says: 'Pause',
    follows: 'If you pause it, it leaves the catalogue until you publish it again.',
  },
  archived: {
    from: ['draft', 'published', 'paused'],
    to: 'archived',
    by: ['provider'],
    says: 'Archive',
    follows: 'If you archive it, it leaves the catalogue for good. Enquiries already sent go on.',
  },
} as const satisfies Record<string, OfferingMove>

export type OfferingEvent = keyof typeof offeringMoves

export const offeringEvents = Object.keys(offeringMoves).filter(
  (event): event is OfferingEvent => event in offeringMoves,
)

export const offeringMoveOf = (event: OfferingEvent): OfferingMove => offeringMoves[event]

/** The moves a side may make in a state, in the order of the table. */
export const offeringMovesOpenTo = (status: OfferingStatus, side: OfferingSide): OfferingEvent[] =>
  offeringEvents.filter((event) => {
    const { from, by } = offeringMoveOf(event)
    return from.includes(status) && by.includes(side)
  })

/** A state as people read it. */
export const offeringStatusWords: Record<OfferingStatus, string> = {
  draft: 'Draft',
  published: 'Published',
  paused: 'Paused',
  archived: 'Archived',
}

/** Why an event cannot happen in a state, as a sentence. */
export const whyOfferingNotOpen = (event: OfferingEvent, status: OfferingStatus): string =>
  status === 'archived'
    ? 'This offering is archived. Offer it anew if it is wanted again.'
    : `“${offeringMoveOf(event).says}” is not possible now: this offering is ${status === 'draft' ? 'a draft' : status}.`
