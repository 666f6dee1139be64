import type { DecisionStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * The life of one decision of the log.
 *
 * - `keeper`  keeps the log: an administrator
 * - `body`    is of the body that decided
 */
export const decisionLife = lifeOf({
  noun: 'decision',
  states: {
    draft: 'Draft',
    published: 'In force',
    replaced: 'Replaced by a later decision',
    dropped: 'Not published',
  } satisfies Record<DecisionStatus, string>,
  marks: {
    /** In the log that everybody reads. */
    shown: ['published', 'replaced'],
  },
  moves: {
    drafted: {
      from: [null],
      to: 'draft',
      by: ['keeper', 'system'],
      says: 'Save the draft',
      title: 'Drafted',
      follows: 'Nobody outside the association sees it until it is published.',
    },
    rewritten: {
      from: ['draft'],
      to: 'same',
      by: ['keeper'],
      says: 'Save the draft',
      title: 'Draft changed',
    },
    published: {
      from: ['draft'],
      to: 'published',
      by: ['keeper', 'system'],
      says: 'Publish it',
      title: 'Published',
      guard: 'complete',
      follows: 'Everybody can read it, and every later correction beside it.',
    },
    dropped: {
      from: ['draft'],
      to: 'dropped',
      by: ['keeper'],
      says: 'Do not publish it',
      title: 'Not published',
      asks: 'reason',
    },
    corrected: {
      from: ['published', 'replaced'],
      to: 'same',
      by: ['keeper'],
      says: 'Publish the correction',
      title: 'Corrected',
      asks: 'reason',
      guard: 'complete',
      follows: 'What it said before stays beside it, with your reason.',
    },
    kept: {
      from: ['published'],
      to: 'same',
      by: ['body', 'keeper'],
      says: 'Keep it as it is',
      title: 'Reviewed and kept',
      asks: 'reason',
      guard: 'review-day',
      follows: 'The log says that it was reviewed, and when it will be again.',
    },
    replaced: {
      from: ['published'],
      to: 'replaced',
      by: ['body', 'keeper'],
      says: 'Replace it by a later decision',
      title: 'Reviewed and replaced',
      asks: 'later-decision',
      guard: 'later-is-published',
      follows: 'It stays in the log and leads to the later one.',
    },
  },
})
export type DecisionEvent = (typeof decisionLife.events)[number]
