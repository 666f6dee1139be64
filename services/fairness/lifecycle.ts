import type { ConcernStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * - `bringer`        brought it; an applicant, a party to a rating, a member
 * - `other`          whom it is about
 * - `administrator`  looks after it, without a conflict, and decides nothing
 * - `decider`        drawn for it
 * - `system`         the exchange itself
 */
export type ConcernSideName = 'bringer' | 'other' | 'administrator' | 'decider' | 'system'

const open = ['opened', 'hearing'] as const

/** The life of a concern, whatever its kind. */
export const concernLife = lifeOf({
  noun: 'concern',
  states: {
    opened: 'Opened',
    hearing: 'Being heard',
    in_effect: 'Decided',
    under_appeal: 'Appealed',
    final: 'Final',
    not_for_here: 'Not for here',
    withdrawn: 'Withdrawn',
  } satisfies Record<ConcernStatus, string>,
  marks: {
    /** Nobody has decided yet. */
    open,
    /** Nothing more happens. */
    over: ['final', 'not_for_here', 'withdrawn'],
    /** What was decided holds. */
    holds: ['in_effect', 'final'],
  },
  whyNot: {
    in_effect: 'This concern has been decided.',
    final: 'This concern has been decided, and that is final.',
    withdrawn: 'This concern was withdrawn.',
    not_for_here: 'This concern was not for here, and is closed.',
  },
  moves: {
    opened: {
      from: [null],
      to: 'opened',
      by: ['bringer', 'system'],
      says: 'Send it',
      title: 'Brought to the association',
    },
    joined: {
      from: open,
      to: 'same',
      by: ['bringer', 'other'],
      says: 'Send it',
      title: 'The other side brought something about the same',
      guard: 'before-views',
    },
    measured: {
      from: [...open, 'in_effect', 'under_appeal'],
      to: 'same',
      by: ['administrator', 'system'],
      says: 'Put this in place for now',
      title: 'Something was put in place for now',
      asks: 'reason',
    },
    'measure-ended': {
      from: [...open, 'in_effect', 'under_appeal', 'final', 'withdrawn', 'not_for_here'],
      to: 'same',
      by: ['administrator', 'system'],
      says: 'End it now',
      title: 'What was in place for now ended',
    },
    'sent-elsewhere': {
      from: ['opened'],
      to: 'not_for_here',
      by: ['administrator'],
      says: 'Say that it is not for here',
      title: 'Not for here',
      asks: 'why',
    },
    drawn: {
      from: ['opened'],
      to: 'hearing',
      by: ['system', 'administrator'],
      says: 'Draw who decides',
      title: 'Somebody without a stake was drawn',
      follows: 'Both sides are asked how they see it.',
    },
    redrawn: {
      from: ['hearing'],
      to: 'same',
      by: ['system'],
      says: 'Draw again',
      title: 'Somebody else was drawn',
    },
    shown: {
      from: ['hearing'],
      to: 'same',
      by: ['system', 'bringer', 'other'],
      says: 'Show the statements',
      title: 'The statements can be read by both sides',
    },
    asked: {
      from: ['hearing'],
      to: 'same',
      by: ['decider'],
      says: 'Ask one question',
      title: 'A question was asked',
      guard: 'rounds-left',
    },
    answered: {
      from: ['hearing'],
      to: 'same',
      by: ['bringer', 'other'],
      says: 'Answer',
      title: 'A question was answered',
    },
    'view-recorded': {
      from: ['hearing'],
      to: ['in_effect', 'final'],
      by: ['decider'],
      says: 'Record your view',
      title: 'Decided, and both sides were told',
      guard: 'statements-in',
      follows: 'Once every view is in and they agree, both sides are told at the same moment.',
    },
    withdrawn: {
      from: open,
      to: 'withdrawn',
      by: ['bringer', 'system'],
      says: 'Withdraw it',
      title: 'Withdrawn',
      guard: 'only-theirs',
    },
    appealed: {
      from: ['in_effect'],
      to: 'under_appeal',
      by: ['bringer', 'other'],
      says: 'Appeal',
      title: 'Appealed',
      guard: 'once-in-time',
      follows: 'What was decided waits. Others decide the appeal.',
    },
    'appeal-decided': {
      from: ['under_appeal'],
      to: ['final', 'opened'],
      by: ['system'],
      says: 'Carry out the appeal',
      title: 'The appeal was decided',
    },
    'appeal-ended': {
      from: ['under_appeal'],
      to: 'in_effect',
      by: ['system'],
      says: 'Go on without the appeal',
      title: 'The appeal ended without a decision',
    },
    closed: {
      from: ['in_effect'],
      to: 'final',
      by: ['system'],
      says: 'Make it final',
      title: 'Final',
      guard: 'time-is-up',
    },
  },
})

export type ConcernEvent = (typeof concernLife.events)[number]
