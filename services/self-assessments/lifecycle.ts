import type { SelfAssessmentStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * The life of a service's view of itself against a set of statements.
 *
 * - `member`  holds a post in the service
 * - `lead`    speaks for it
 */
export const selfAssessmentLife = lifeOf({
  noun: 'self-assessment',
  states: { open: 'Being filled in', finished: 'Finished' } satisfies Record<SelfAssessmentStatus, string>,
  marks: {},
  moves: {
    begun: {
      from: [null],
      to: 'open',
      by: ['member'],
      says: 'Begin',
      follows: 'Everybody in your service can fill it in; nobody else sees it.',
    },
    finished: {
      from: ['open'],
      to: 'finished',
      by: ['lead'],
      says: 'Finish it',
      guard: 'all-marked',
      follows: 'It stands as it is from then on, to be set beside the next.',
    },
    shown: {
      from: ['finished'],
      to: 'same',
      by: ['lead'],
      says: 'Say who reads it',
      title: 'Changed who reads it',
      asks: 'shownTo',
    },
  },
})
export type SelfAssessmentEvent = (typeof selfAssessmentLife.events)[number]
