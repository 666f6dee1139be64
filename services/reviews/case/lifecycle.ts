import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * Whose part of the work somebody stands in. `policy.ts` says which people that is.
 * - `host`         speaks for the service that asked
 * - `lead-officer` arranges it there
 * - `coordinator`  looks after this case
 * - `case-holder`  looks after this case, or is an administrator
 * - `board`        the programme board
 * - `co-lead`      leads the team
 * - `system`       the exchange itself, when something else has made it so
 */
export type Side = 'host' | 'lead-officer' | 'coordinator' | 'case-holder' | 'board' | 'co-lead' | 'system'

const decisions = { from: ['coordinator_checked', 'deferred'], by: ['board'], asks: 'reasons' } as const

/** Where a review may still be called off or put off: before anybody is on site. */
const beforeOnSite = [
  'submitted',
  'coordinator_checked',
  'approved',
  'deferred',
  'scoping',
  'team_proposed',
  'inviting',
  'confirmed',
  'preparing',
] as const satisfies readonly ReviewStatus[]

const reported = ['final', 'action_plan', 'progress_review', 'closed'] as const satisfies readonly ReviewStatus[]
const drafted = ['draft_report', 'accuracy', ...reported] as const
/** Once the team has presented what it found: the work is delivered. */
const delivered = ['presented', ...drafted] as const

/** By the report and its plan (services/reports). */
const followed: readonly Side[] = ['system']

/** The life of a review. */
export const reviewLife = lifeOf({
  noun: 'review',
  states: {
    draft: 'Draft',
    submitted: 'Sent, with the coordinator',
    coordinator_checked: 'With the programme board',
    approved: 'Approved',
    deferred: 'Deferred',
    redirected: 'Pointed to lighter support',
    declined: 'Declined',
    scoping: 'Scoping',
    team_proposed: 'Team proposed',
    inviting: 'Inviting the team',
    confirmed: 'Team confirmed',
    preparing: 'Preparing',
    on_site: 'Visit under way',
    presented: 'Feedback presented',
    draft_report: 'Draft report sent',
    accuracy: 'Accuracy comments in',
    final: 'Report final',
    action_plan: 'Action plan agreed',
    progress_review: 'Progress reviewed',
    closed: 'Closed',
    withdrawn: 'Withdrawn',
    postponed: 'Postponed',
  } satisfies Record<ReviewStatus, string>,
  marks: {
    /** Come to an end, one way or the other. */
    over: ['closed', 'withdrawn', 'declined', 'redirected'],
    /** Refused, called off or put off: nobody works for it. */
    off: ['withdrawn', 'declined', 'redirected', 'postponed'],
    beforeOnSite,
    /** Sent, and not decided. */
    toDecide: ['submitted', 'coordinator_checked', 'deferred'],
    teamSought: ['approved', 'scoping', 'team_proposed', 'inviting', 'confirmed'],
    /** Both sides have accepted the terms: there is a team, and it works. */
    worked: ['preparing', 'on_site', ...delivered],
    /** Everybody is on the team and has said yes. */
    teamComplete: ['confirmed', 'preparing', 'on_site', ...delivered],
    delivered,
    /** The draft report is with the host, or further. */
    drafted,
    /** The report is final, or further. */
    reported,
  },
  whyNot: {
    withdrawn: 'This request was withdrawn.',
    declined: 'This request was declined.',
    redirected: 'This request was pointed to lighter support.',
    closed: 'This review is closed.',
    postponed: 'This review is postponed. Take it up again first.',
  },
  moves: {
    requested: {
      from: [null],
      to: 'draft',
      by: ['host'],
      says: 'Ask for a peer review',
      title: 'Request begun',
      asks: 'nothing',
      follows: 'You write it in parts and send it when it is whole.',
    },
    submitted: {
      from: ['draft'],
      to: 'submitted',
      by: ['host'],
      says: 'Send the request',
      title: 'Request sent',
      asks: 'nothing',
      guard: 'request-complete',
      follows: 'A coordinator without a conflict gets the case and checks it.',
    },
    returned: {
      from: ['submitted'],
      to: 'draft',
      by: ['coordinator'],
      says: 'Ask the service for more',
      title: 'Sent back to the service for more',
      asks: 'note',
      follows: 'The service sees what is missing, mends it and sends it again.',
    },
    checked: {
      from: ['submitted'],
      to: 'coordinator_checked',
      by: ['coordinator'],
      says: 'Pass to the programme board',
      title: 'Checked by the coordinator',
      asks: 'note',
      follows: 'The programme board decides.',
    },
    approved: {
      ...decisions,
      to: 'approved',
      says: 'Approve',
      title: 'Approved by the programme board',
      follows: 'The coordinator arranges a scoping call.',
    },
    'support-approved': {
      ...decisions,
      to: 'approved',
      says: 'Approve lighter peer support',
      title: 'Pointed to lighter peer support, arranged here',
      follows: 'The coordinator arranges a call, and a peer or two are found.',
    },
    deferred: {
      ...decisions,
      from: ['coordinator_checked'],
      to: 'deferred',
      says: 'Defer',
      title: 'Deferred by the programme board',
      follows: 'The board decides later.',
    },
    redirected: {
      ...decisions,
      to: 'redirected',
      says: 'Point to lighter support',
      title: 'Pointed to lighter support',
      follows: 'The service is told what would help sooner.',
    },
    declined: {
      ...decisions,
      to: 'declined',
      says: 'Decline',
      title: 'Declined by the programme board',
      follows: 'The service is told why.',
    },
    'scoping-started': {
      from: ['approved'],
      to: 'scoping',
      by: ['case-holder'],
      says: 'Record the scoping call',
      title: 'Scoping call',
      asks: 'day',
      follows: 'A team can be proposed.',
    },
    'team-proposed': {
      from: ['scoping', 'team_proposed'],
      to: 'team_proposed',
      by: ['case-holder'],
      says: 'Propose teams',
      title: 'Teams proposed',
      asks: 'nothing',
      guard: 'dates-to-come',
      follows: 'Up to three teams, each with reasons; nobody is written to.',
    },
    invited: {
      from: ['team_proposed'],
      to: 'inviting',
      by: ['case-holder'],
      says: 'Invite this team',
      title: 'Team invited',
      asks: 'nothing',
      guard: 'team-proposal-chosen',
      follows: 'Everyone is checked for conflicts once more, and then written to.',
    },
    confirmed: {
      from: ['inviting'],
      to: 'confirmed',
      by: ['system'],
      says: 'Confirm the team',
      title: 'Team confirmed',
      asks: 'nothing',
      guard: 'every-seat-accepted',
      follows: 'Terms of reference are written and accepted by both sides.',
    },
    reopened: {
      from: ['confirmed', 'preparing'],
      to: 'inviting',
      by: ['system'],
      says: 'Look for somebody else',
      title: 'A place in the team came free',
      asks: 'nothing',
      follows: 'The next alternate is invited; everyone else stays. Terms are accepted afresh.',
    },
    'dates-moved': {
      from: ['inviting', 'confirmed', 'preparing'],
      to: 'inviting',
      by: ['case-holder'],
      says: 'Move the dates',
      title: 'Dates moved, and the team asked again',
      asks: 'dates',
      follows: 'Everyone who can still come is asked again for the new dates; whoever cannot is replaced.',
    },
    prepared: {
      from: ['confirmed'],
      to: 'preparing',
      by: ['system'],
      says: 'Start preparing',
      title: 'Terms of reference accepted by both sides',
      asks: 'nothing',
      guard: 'terms-accepted-by-both',
      follows: 'The service writes its self-assessment and sends documents.',
    },
    arrived: {
      from: ['preparing'],
      to: 'on_site',
      by: ['co-lead', 'case-holder'],
      says: 'Record that the visit has begun',
      title: 'Visit began',
      asks: 'day',
      follows: 'The team works for the agreed days.',
    },
    presented: {
      from: ['on_site'],
      to: 'presented',
      by: ['co-lead', 'case-holder'],
      says: 'Record the feedback presentation',
      title: 'Feedback presented',
      asks: 'day',
      follows: 'Both sides can rate; the letter and the draft report follow.',
    },
    'draft-sent': {
      from: ['presented'],
      to: 'draft_report',
      by: followed,
      says: 'Send the draft report',
      title: 'Draft report sent',
      asks: 'nothing',
      guard: 'findings-complete',
      follows: 'The service checks it for factual accuracy.',
    },
    'accuracy-given': {
      from: ['draft_report'],
      to: 'accuracy',
      by: followed,
      says: 'Send comments on factual accuracy',
      title: 'Comments on factual accuracy',
      asks: 'nothing',
      follows: 'Somebody who did not write the part answers each comment, and a co-lead finishes the report.',
    },
    finalised: {
      from: ['accuracy'],
      to: 'final',
      by: followed,
      says: 'Make the report final',
      title: 'Report final',
      asks: 'nothing',
      guard: 'every-comment-answered',
      follows: 'The service writes its action plan.',
    },
    'action-plan-agreed': {
      from: ['final'],
      to: 'action_plan',
      by: followed,
      says: 'Agree the action plan',
      title: 'Action plan agreed',
      asks: 'nothing',
      guard: 'every-area-answered',
      follows: 'Progress is reviewed about ten months after the visit.',
    },
    'progress-reviewed': {
      from: ['action_plan'],
      to: 'progress_review',
      by: followed,
      says: 'Record the progress review',
      title: 'Progress reviewed',
      asks: 'nothing',
      follows: 'The service says what has changed for children, and the review closes.',
    },
    closed: {
      from: ['presented', 'final', 'action_plan', 'progress_review'],
      to: 'closed',
      by: ['case-holder'],
      says: 'Close the review',
      title: 'Review closed',
      asks: 'day',
      follows: 'Nothing more is asked of anybody.',
    },
    withdrawn: {
      from: ['draft', ...beforeOnSite, 'postponed'],
      to: 'withdrawn',
      by: ['host', 'case-holder'],
      says: 'Withdraw the request',
      title: 'Withdrawn',
      asks: 'reasons',
      follows: 'Everyone who was asked is told that it will not happen.',
    },
    postponed: {
      from: beforeOnSite,
      to: 'postponed',
      by: ['host', 'case-holder'],
      says: 'Put the review off',
      title: 'Postponed',
      asks: 'reasons',
      follows: 'Everyone who was asked is released from the dates.',
    },
    resumed: {
      from: ['postponed'],
      to: ['submitted', 'coordinator_checked', 'approved', 'deferred', 'scoping'],
      by: ['host', 'case-holder'],
      says: 'Take it up again',
      title: 'Taken up again',
      asks: 'dates',
      guard: 'dates-to-come',
      follows: 'It goes on where it stood; a team is proposed afresh for the new dates.',
    },
    'case-passed': {
      from: ['draft', ...beforeOnSite, 'on_site', ...delivered.filter((state) => state !== 'closed'), 'postponed'],
      to: 'same',
      by: ['system'],
      says: 'Give the case to another officer',
      title: 'The case passed to another officer',
      asks: 'nothing',
      follows: 'Whoever has it now looks after it from today.',
    },
  },
})

export type ReviewEvent = (typeof reviewLife.events)[number]
