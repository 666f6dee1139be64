import type { ReportStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * Whose part somebody stands in, once the conflict rules have let them know of the review:
 *
 * - `team`    writes: on the team, and not as an observer
 * - `co-lead` leads the team
 * - `host`    speaks for the service, or arranges the review there
 * - `system`  the exchange itself
 */
export type ReportSide = 'team' | 'co-lead' | 'host' | 'system'

/** Numbers of the rules (review-record.md, "Rules with numbers"; the accuracy check follows the form of the Care Quality Commission). */
export const limits = {
  characters: 60_000,
  /** A part that somebody else opened within this time is said to be open. */
  openMinutes: 20,
  /** The host's clock runs from when it first opens the report, at the latest from this many working days after sending. */
  startWorkingDays: 2,
  commentWorkingDays: 10,
  /** Warned on these many days before the last. */
  warnDays: [5, 1],
  comments: 200,
  reasonCharacters: 20,
}

/** The life of a report. */
export const reportLife = lifeOf({
  noun: 'report',
  states: {
    drafting: 'Being written',
    with_host: 'With the service for its facts',
    answering: 'Comments being answered',
    final: 'Final',
  } satisfies Record<ReportStatus, string>,
  marks: {
    /** The team may change its text. */
    written: ['drafting', 'answering'],
    /** A text of it has gone to the host. */
    sent: ['with_host', 'answering', 'final'],
  },
  whyNot: { final: 'The report is final.' },
  moves: {
    assembled: {
      from: [null],
      to: 'drafting',
      by: ['system'],
      says: 'Put the report together',
      title: 'Put together from the findings',
    },
    'sent-for-accuracy': {
      from: ['drafting'],
      to: 'with_host',
      by: ['co-lead'],
      says: 'Send it to the service to check its facts',
      title: 'Sent to the service to check its facts',
      guard: 'findings-complete, guarded, read-by-another',
      follows: 'The service comments on facts for ten working days from when it opens the report.',
    },
    'comments-given': {
      from: ['with_host'],
      to: 'answering',
      by: ['host'],
      says: 'Say that you are done',
      title: 'The service is done with its comments',
      follows: 'The team answers each comment.',
      otherwise: 'Comments are not being asked for now.',
    },
    'comments-ended': {
      from: ['with_host'],
      to: 'answering',
      by: ['system'],
      says: 'End the time for comments',
      title: 'The time for comments ended',
      follows: 'The team answers each comment.',
    },
    finalised: {
      from: ['answering'],
      to: 'final',
      by: ['co-lead'],
      says: 'Make the report final',
      title: 'Made final',
      guard: 'all-answered',
      follows: 'It is sealed, and the service decides what is shared and with whom.',
      otherwise: 'A report is made final once the service has checked its facts and every comment is answered.',
    },
  },
})

export type ReportEvent = (typeof reportLife.events)[number]
