import type { ApplicationStatus, AssessmentView } from '#prisma/generated/enums.ts'
import type { Permission } from '#services/core/access.ts'
import { ok, type Result, refused } from '#services/core/result.ts'

export type ApplicationEvent =
  | 'submit'
  | 'references-in'
  | 'ask-for-more'
  | 'send-again'
  | 'open-panel'
  | 'approve'
  | 'approve-with-conditions'
  | 'return-to-applicant'
  | 'defer'
  | 'decline'
  | 'withdraw'
  | 'hear-anew'
  | 'approve-on-appeal'

export type ApplicationMove = {
  event: ApplicationEvent
  from: readonly ApplicationStatus[]
  to: ApplicationStatus
  /** The applicant, the exchange by itself, or whoever has the permission and is not conflicted with the case. */
  who: 'applicant' | 'exchange' | Permission
  /** What the button says; the exchange presses none. */
  says: string
  /** What must hold besides, in words. */
  guard: string
  /** Whether somebody must say why; what they say is kept. */
  needsReasons: boolean
  /** What the audit log calls it. */
  audit: `application.${string}`
}

const panelDecides = 'it is the view that the panel came to, and whoever confirms it was not on the panel'

/** Every allowed move of an application to the bank. It begins as a draft. */
export const applicationMoves: readonly ApplicationMove[] = [
  {
    event: 'submit',
    from: ['draft'],
    to: 'submitted',
    who: 'applicant',
    says: 'Send your application',
    guard: 'nothing is missing; both referees are then asked',
    needsReasons: false,
    audit: 'application.submitted',
  },
  {
    event: 'references-in',
    from: ['submitted'],
    to: 'checks',
    who: 'exchange',
    says: '',
    guard: 'both referees have answered',
    needsReasons: false,
    audit: 'application.referenced',
  },
  {
    event: 'ask-for-more',
    from: ['submitted', 'checks'],
    to: 'more_information',
    who: 'application.assign',
    says: 'Ask the applicant for more',
    guard: 'it says what is wanted',
    needsReasons: true,
    audit: 'application.returned',
  },
  {
    event: 'send-again',
    from: ['more_information'],
    to: 'submitted',
    who: 'applicant',
    says: 'Send your application again',
    guard: 'nothing is missing; with both references in it goes straight on',
    needsReasons: false,
    audit: 'application.resubmitted',
  },
  {
    event: 'open-panel',
    from: ['checks'],
    to: 'panel',
    who: 'application.assign',
    says: 'Send to the panel',
    guard: 'every check is done; two assessors, neither conflicted nor from the applicant’s region',
    needsReasons: false,
    audit: 'application.assigned',
  },
  {
    event: 'approve',
    from: ['panel'],
    to: 'approved',
    who: 'application.decide',
    says: 'Approve',
    guard: panelDecides,
    needsReasons: true,
    audit: 'application.approved',
  },
  {
    event: 'approve-with-conditions',
    from: ['panel'],
    to: 'approved_with_conditions',
    who: 'application.decide',
    says: 'Approve with conditions',
    guard: `${panelDecides}; each condition has a day by which it must be met`,
    needsReasons: true,
    audit: 'application.approved',
  },
  {
    event: 'return-to-applicant',
    from: ['panel'],
    to: 'more_information',
    who: 'application.decide',
    says: 'Ask the applicant for more',
    guard: panelDecides,
    needsReasons: true,
    audit: 'application.returned',
  },
  {
    event: 'defer',
    from: ['panel'],
    to: 'deferred',
    who: 'application.decide',
    says: 'Defer',
    guard: `${panelDecides}; it says from when they may apply again`,
    needsReasons: true,
    audit: 'application.deferred',
  },
  {
    event: 'decline',
    from: ['panel'],
    to: 'declined',
    who: 'application.decide',
    says: 'Decline',
    guard: panelDecides,
    needsReasons: true,
    audit: 'application.declined',
  },
  {
    event: 'withdraw',
    from: ['draft', 'submitted', 'checks', 'panel', 'more_information'],
    to: 'withdrawn',
    who: 'applicant',
    says: 'Withdraw your application',
    guard: 'it has not been decided',
    needsReasons: false,
    audit: 'application.withdrawn',
  },
  {
    event: 'hear-anew',
    from: ['declined', 'deferred'],
    to: 'checks',
    who: 'exchange',
    says: '',
    guard: 'an appeal was decided so; whoever had a part in the decision has none in the next',
    needsReasons: true,
    audit: 'application.heard-anew',
  },
  {
    event: 'approve-on-appeal',
    from: ['declined', 'deferred'],
    to: 'approved',
    who: 'exchange',
    says: '',
    guard: 'an appeal was decided so',
    needsReasons: true,
    audit: 'application.approved',
  },
]

/** What each state is called on pages. */
export const statusWords: Record<ApplicationStatus, string> = {
  draft: 'Draft',
  submitted: 'Waiting for references',
  checks: 'Being checked',
  panel: 'With the panel',
  approved: 'Approved',
  approved_with_conditions: 'Approved with conditions',
  more_information: 'More information wanted',
  deferred: 'Deferred',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}

/** States in which an application is somebody's to act on. A person has at most one such (the database sees to it). */
export const openStatuses: readonly ApplicationStatus[] = ['draft', 'submitted', 'checks', 'panel', 'more_information']

/** States in which the applicant may change their answers. */
export const editableStatuses: readonly ApplicationStatus[] = ['draft', 'more_information']

/** What an assessor can think, and the move that carries it out. */
export const eventOfView: Record<AssessmentView, ApplicationEvent> = {
  approve: 'approve',
  approve_with_conditions: 'approve-with-conditions',
  more_information: 'return-to-applicant',
  defer: 'defer',
  decline: 'decline',
}

export const viewWords: Record<AssessmentView, string> = {
  approve: 'Approve',
  approve_with_conditions: 'Approve with conditions',
  more_information: 'Ask for more information',
  defer: 'Defer',
  decline: 'Decline',
}

const nowIs: Record<ApplicationStatus, string> = {
  draft: 'is still a draft',
  submitted: 'is waiting for references',
  checks: 'is being checked',
  panel: 'is with the panel',
  approved: 'has been approved',
  approved_with_conditions: 'has been approved with conditions',
  more_information: 'is back with the applicant',
  deferred: 'has been deferred',
  declined: 'has been declined',
  withdrawn: 'has been withdrawn',
}

/** "This application has been withdrawn": how it stands, as the beginning of a refusal. */
export const howItStands = (status: ApplicationStatus) => `This application ${nowIs[status]}`

/** The moves that a state allows. */
export const movesFrom = (status: ApplicationStatus): ApplicationMove[] =>
  applicationMoves.filter((move) => move.from.includes(status))

/** The row of the table for an event in a state, or why there is none. */
export const moveFor = (event: ApplicationEvent, status: ApplicationStatus): Result<ApplicationMove> => {
  const move = applicationMoves.find((row) => row.event === event && row.from.includes(status))
  return move ? ok(move) : refused(`${howItStands(status)}, so that cannot be done now.`)
}
