import type { OfferingStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** The life of an offering. It is moved on behalf of its provider, or by the exchange itself. */
export const offeringLife = lifeOf({
  noun: 'offering',
  states: {
    draft: 'Draft',
    published: 'Published',
    paused: 'Paused',
    archived: 'Archived',
  } satisfies Record<OfferingStatus, string>,
  marks: {
    /** Not yet gone for good. */
    kept: ['draft', 'published', 'paused'],
  },
  whyNot: { archived: 'This offering is archived. Offer it anew if it is wanted again.' },
  moves: {
    started: {
      from: [null],
      to: 'draft',
      by: ['provider'],
      says: 'Keep as a draft',
      guard: 'may-be-offered',
      follows: 'Only your side sees it until you publish it.',
    },
    changed: {
      from: ['draft', 'published', 'paused'],
      to: 'same',
      by: ['provider'],
      says: 'Save',
      follows: 'What is published changes at once.',
    },
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
    resumed: {
      from: ['paused'],
      to: 'published',
      by: ['system'],
      says: 'Put back',
      follows: 'It is in the catalogue again while the decision that paused it is appealed.',
    },
    archived: {
      from: ['draft', 'published', 'paused'],
      to: 'archived',
      by: ['provider', 'system'],
      says: 'Archive',
      follows: 'If you archive it, it leaves the catalogue for good. Enquiries already sent go on.',
    },
  },
})

/** What a button moves; a form changes the rest. */
export const offeringButtons = ['published', 'paused', 'archived'] as const
export type OfferingButton = (typeof offeringButtons)[number]

export type OfferingEvent = (typeof offeringLife.events)[number]
