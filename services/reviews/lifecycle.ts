import type { ReviewStatus } from '#prisma/generated/enums.ts'

/**
 * Whose part of the work somebody stands in. `policy.ts` says which people that is.
 *
 * - `host`         speaks for the service that asked
 * - `lead-officer` arranges it there
 * - `coordinator`  looks after this case
 * - `case-holder`  looks after this case, or is an administrator
 * - `board`        the programme board
 * - `co-lead`      leads the team
 * - `system`       the exchange itself, when something else has made it so
 */
export type Side = 'host' | 'lead-officer' | 'coordinator' | 'case-holder' | 'board' | 'co-lead' | 'system'

/** What must be so besides the state; each is checked by the use case of its event. */
export type Guard =
  | 'request-complete'
  | 'team-proposal-chosen'
  | 'somebody-to-invite'
  | 'every-seat-accepted'
  | 'terms-accepted-by-both'
  | 'findings-complete'
  | 'dates-to-come'

/** What the person making the move says with it. */
type Asks = 'note' | 'comments' | 'reasons' | 'day' | 'dates' | 'nothing'

export type Move = {
  from: readonly ReviewStatus[]
  /** `same` comes back to where it stood; `where-it-stood` to where it was postponed from, or to scoping if a team was being built. */
  to: ReviewStatus | 'where-it-stood'
  by: readonly Side[]
  /** The button. */
  says: string
  asks: Asks
  guard?: Guard
  /** What happens next, in words. */
  follows: string
}

const decisions = { from: ['coordinator_checked', 'deferred'], by: ['board'], asks: 'reasons' } as const

/** Where a review may still be called off or put off: before anybody is on site. */
export const beforeOnSite = [
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

/** Every allowed move of a review request. One that is not here is refused with a sentence. */
export const moves = {
  submitted: {
    from: ['draft'],
    to: 'submitted',
    by: ['host'],
    says: 'Send the request',
    asks: 'nothing',
    guard: 'request-complete',
    follows: 'A coordinator without a conflict gets the case and checks it.',
  },
  returned: {
    from: ['submitted'],
    to: 'draft',
    by: ['coordinator'],
    says: 'Ask the service for more',
    asks: 'note',
    follows: 'The service sees what is missing, mends it and sends it again.',
  },
  checked: {
    from: ['submitted'],
    to: 'coordinator_checked',
    by: ['coordinator'],
    says: 'Pass to the programme board',
    asks: 'note',
    follows: 'The programme board decides.',
  },
  approved: {
    ...decisions,
    to: 'approved',
    says: 'Approve',
    follows: 'The coordinator arranges a scoping call.',
  },
  deferred: {
    ...decisions,
    from: ['coordinator_checked'],
    to: 'deferred',
    says: 'Defer',
    follows: 'The board decides later.',
  },
  redirected: {
    ...decisions,
    to: 'redirected',
    says: 'Point to lighter support',
    follows: 'The service is told what would help sooner.',
  },
  declined: {
    ...decisions,
    to: 'declined',
    says: 'Decline',
    follows: 'The service is told why.',
  },
  'scoping-started': {
    from: ['approved'],
    to: 'scoping',
    by: ['case-holder'],
    says: 'Record the scoping call',
    asks: 'day',
    follows: 'A team can be proposed.',
  },
  'team-proposed': {
    from: ['scoping', 'team_proposed'],
    to: 'team_proposed',
    by: ['case-holder'],
    says: 'Propose teams',
    asks: 'nothing',
    guard: 'dates-to-come',
    follows: 'Up to three teams, each with reasons; nobody is written to.',
  },
  invited: {
    from: ['team_proposed'],
    to: 'inviting',
    by: ['case-holder'],
    says: 'Invite this team',
    asks: 'nothing',
    guard: 'team-proposal-chosen',
    follows: 'Everyone is checked for conflicts once more, and then written to.',
  },
  confirmed: {
    from: ['inviting'],
    to: 'confirmed',
    by: ['system'],
    says: 'Confirm the team',
    asks: 'nothing',
    guard: 'every-seat-accepted',
    follows: 'Terms of reference are written and accepted by both sides.',
  },
  reopened: {
    from: ['confirmed', 'preparing'],
    to: 'inviting',
    by: ['system'],
    says: 'Look for somebody else',
    asks: 'nothing',
    follows: 'The next alternate is invited; everyone else stays. Terms are accepted afresh.',
  },
  'dates-moved': {
    from: ['inviting', 'confirmed', 'preparing'],
    to: 'inviting',
    by: ['case-holder'],
    says: 'Move the dates',
    asks: 'dates',
    follows: 'Everyone who can still come is asked again for the new dates; whoever cannot is replaced.',
  },
  prepared: {
    from: ['confirmed'],
    to: 'preparing',
    by: ['system'],
    says: 'Start preparing',
    asks: 'nothing',
    guard: 'terms-accepted-by-both',
    follows: 'The service writes its self-assessment and sends documents.',
  },
  arrived: {
    from: ['preparing'],
    to: 'on_site',
    by: ['co-lead', 'case-holder'],
    says: 'Record that the visit has begun',
    asks: 'day',
    follows: 'The team works for the agreed days.',
  },
  presented: {
    from: ['on_site'],
    to: 'presented',
    by: ['co-lead', 'case-holder'],
    says: 'Record the feedback presentation',
    asks: 'day',
    follows: 'Both sides can rate; the letter and the draft report follow.',
  },
  'draft-sent': {
    from: ['presented'],
    to: 'draft_report',
    by: ['co-lead', 'case-holder'],
    says: 'Record that the draft report is sent',
    asks: 'day',
    guard: 'findings-complete',
    follows: 'The service checks it for factual accuracy.',
  },
  'accuracy-given': {
    from: ['draft_report'],
    to: 'accuracy',
    by: ['host', 'lead-officer', 'case-holder'],
    says: 'Send comments on factual accuracy',
    asks: 'comments',
    follows: 'The co-leads answer each comment and finish the report.',
  },
  finalised: {
    from: ['accuracy'],
    to: 'final',
    by: ['co-lead', 'case-holder'],
    says: 'Make the report final',
    asks: 'day',
    guard: 'findings-complete',
    follows: 'The service writes its action plan.',
  },
  'action-plan-agreed': {
    from: ['final'],
    to: 'action_plan',
    by: ['host', 'lead-officer', 'case-holder'],
    says: 'Record the action plan',
    asks: 'day',
    follows: 'Progress is reviewed about ten months after the visit.',
  },
  'progress-reviewed': {
    from: ['action_plan'],
    to: 'progress_review',
    by: ['host', 'lead-officer', 'co-lead', 'case-holder'],
    says: 'Record the progress review',
    asks: 'day',
    follows: 'The case can be closed.',
  },
  closed: {
    from: ['final', 'action_plan', 'progress_review'],
    to: 'closed',
    by: ['case-holder'],
    says: 'Close the review',
    asks: 'day',
    follows: 'Nothing more is asked of anybody.',
  },
  withdrawn: {
    from: ['draft', ...beforeOnSite, 'postponed'],
    to: 'withdrawn',
    by: ['host', 'case-holder'],
    says: 'Withdraw the request',
    asks: 'reasons',
    follows: 'Everyone who was asked is told that it will not happen.',
  },
  postponed: {
    from: beforeOnSite,
    to: 'postponed',
    by: ['host', 'case-holder'],
    says: 'Put the review off',
    asks: 'reasons',
    follows: 'Everyone who was asked is released from the dates.',
  },
  resumed: {
    from: ['postponed'],
    to: 'where-it-stood',
    by: ['host', 'case-holder'],
    says: 'Take it up again',
    asks: 'dates',
    guard: 'dates-to-come',
    follows: 'It goes on where it stood; a team is proposed afresh for the new dates.',
  },
} as const satisfies Record<string, Move>

export type ReviewEvent = keyof typeof moves

export const reviewEvents = Object.keys(moves).filter((event): event is ReviewEvent => event in moves)

export const moveOf = (event: ReviewEvent): Move => moves[event]

/** Reached once a team is being built for particular dates: after a pause that has to start again. */
const teamStates: readonly ReviewStatus[] = ['team_proposed', 'inviting', 'confirmed', 'preparing']

/** Where a postponed review comes back to. */
export const resumesAt = (postponedFrom: ReviewStatus | null): ReviewStatus =>
  postponedFrom === null || teamStates.includes(postponedFrom) ? 'scoping' : postponedFrom

/** The events that a side may bring about in a state, in the order of the table. */
export const movesOpenTo = (status: ReviewStatus, sides: readonly Side[]): ReviewEvent[] =>
  reviewEvents.filter((event) => {
    const { from, by } = moveOf(event)
    return from.includes(status) && by.some((side) => sides.includes(side))
  })

/** A state as people read it. */
export const statusWords: Record<ReviewStatus, string> = {
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
}

const reasonNotOpen: Partial<Record<ReviewStatus, string>> = {
  withdrawn: 'This request was withdrawn.',
  declined: 'This request was declined.',
  redirected: 'This request was pointed to lighter support.',
  closed: 'This review is closed.',
  postponed: 'This review is postponed. Take it up again first.',
}

/** Why an event cannot happen in a state, as a sentence. */
export const whyNotOpen = (event: ReviewEvent, status: ReviewStatus): string =>
  reasonNotOpen[status] ??
  `“${moveOf(event).says}” is not possible now: this review is at “${statusWords[status].toLowerCase()}”.`
