import type { ActionStatus, PlanStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * - `head`    speaks for the service
 * - `host`    of the service: its head or who arranges the review
 * - `co-lead` leads the team
 * - `owner`   holds the link of an action, without an account
 * - `system`  the exchange itself
 */
export type PlanSide = 'head' | 'host' | 'co-lead' | 'owner' | 'system'

/** Times of a plan (mission.md, "How a real review runs"). */
export const planTimes = {
  /** Months after the final report. */
  dueMonths: 3,
  latestMonths: 5,
  /** Months after the feedback was presented. */
  progressMonths: 10,
  /** Days before the progress review on which it is proposed. */
  proposeDays: 30,
  remindBeforeDays: 10,
  remindAfterDays: 1,
  reminders: 3,
  areas: 60,
  actions: 60,
}

/** The life of an action plan. */
export const planLife = lifeOf({
  noun: 'plan',
  called: 'this action plan',
  states: {
    open: 'Being written',
    sent: 'Agreed, and under way',
    reviewed: 'Progress reviewed',
    closed: 'Closed',
  } satisfies Record<PlanStatus, string>,
  marks: {
    /** The host may add and change actions. */
    written: ['open', 'sent'],
    /** The team reads it. */
    known: ['sent', 'reviewed', 'closed'],
  },
  whyNot: { closed: 'The review is closed, and its plan stays as it is.' },
  moves: {
    opened: { from: [null], to: 'open', by: ['system'], says: 'Open the plan', title: 'Opened with the final report' },
    completed: {
      from: ['open'],
      to: 'sent',
      by: ['head'],
      says: 'Agree the action plan',
      title: 'Action plan agreed',
      guard: 'every-area-answered',
      follows: 'The team reads it. Progress is reviewed about ten months after the visit.',
      otherwise: 'The plan is agreed already.',
    },
    'progress-recorded': {
      from: ['sent'],
      to: 'reviewed',
      by: ['co-lead'],
      says: 'Record the progress review',
      title: 'Progress reviewed',
      guard: 'every-action-has-an-outcome',
      follows: 'The service says what has changed for children, and the review closes.',
    },
    closed: {
      from: ['reviewed'],
      to: 'closed',
      by: ['host'],
      says: 'Say what has changed, and close the review',
      title: 'Review closed',
      asks: 'what changed for children',
      follows: 'Nothing more is asked of anybody.',
    },
  },
})

/** The life of one action. */
export const actionLife = lifeOf({
  noun: 'action',
  states: { open: 'Under way', done: 'Done', dropped: 'Dropped' } satisfies Record<ActionStatus, string>,
  marks: { over: ['done', 'dropped'] },
  whyNot: {},
  moves: {
    added: { from: [null], to: 'open', by: ['host'], says: 'Add an action', title: 'Added' },
    changed: { from: ['open'], to: 'same', by: ['host'], says: 'Change it', title: 'Changed' },
    updated: {
      from: ['open'],
      to: ['same', 'done'],
      by: ['owner', 'host'],
      says: 'Say how it stands',
      title: 'Updated',
    },
    dropped: { from: ['open'], to: 'dropped', by: ['host'], says: 'Drop it', title: 'Dropped', asks: 'reason' },
    reopened: {
      from: ['done', 'dropped'],
      to: 'open',
      by: ['host'],
      says: 'Take it up again',
      title: 'Taken up again',
    },
  },
})
