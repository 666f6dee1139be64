import type { ReviewKind, ReviewStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import { addWorkingDays, workingDayFrom, workingDayUpTo } from '#services/core/working-days.ts'
import type { Side } from './lifecycle.ts'

/** The parts of a review, in order. */
const phases = ['Request', 'Team', 'Visit', 'Support', 'Report', 'Afterwards'] as const
export type Phase = (typeof phases)[number]

/** By when a coordinator has checked a request: ten working days. */
export const checkBy = (submittedOn: string): string => addWorkingDays(submittedOn, 10)

/** By when an invitation is answered: ten working days (lifecycles.md: then it expires). */
export const answerBy = (invitedOn: string): string => addWorkingDays(invitedOn, 10)

/** By when documents are with the team: three weeks before the visit. */
export const documentsBy = (startsOn: string): string => workingDayUpTo(addDays(startsOn, -21))

/** By when the draft report is sent: three weeks after the feedback. */
export const draftBy = (presentedOn: string): string => workingDayFrom(addDays(presentedOn, 21))

/** By when a draft's facts are commented on, and comments are answered: two weeks. */
const commentsBy = (sentOn: string): string => workingDayFrom(addDays(sentOn, 14))

/** By when there is an action plan: three months after the report is final. */
const planBy = (finalOn: string): string => workingDayFrom(addMonths(finalOn, 3))

/** The days that the defaults count from; null while they are not known. */
export type Anchors = {
  /** First and last day of the visit, once a team is chosen. */
  startsOn: string | null
  endsOn: string | null
  /** Day each state was reached, the last time it was. */
  reachedOn: Partial<Record<ReviewStatus, string>>
  /** The day to which the board deferred it. */
  deferredUntil?: string | null
  /** The last day for comments on a draft that was sent, as its report says. */
  commentsBy?: string | null
}

/** Steps that have no state of their own. */
export const stepKeys = ['self-assessment', 'documents', 'programme', 'team-call', 'letter'] as const
export type StepKey = (typeof stepKeys)[number]

/**
 * What happens in a review and by when. The times are the association's defaults (mission.md, "How a real review runs"):
 * documents 3 weeks before, team call 1 to 2 weeks before, letter in 10 working days, draft report in 3 weeks, accuracy
 * comments in 2 more, action plan in 3 months, progress review at about 10 months.
 */
export type Stage = {
  /** The state that says it is done; null for steps inside a state, which whoever owes them ticks off. */
  status: ReviewStatus | null
  /** What a step inside a state is called in tables and URLs, and the sides that owe it. */
  step?: StepKey
  owedBy?: readonly Side[]
  title: string
  phase: Phase
  /** Whose turn it is, in words. */
  who: string
  /** ISO day by which it is due; null while that cannot be said. */
  dueOn: (anchors: Anchors) => string | null
  /** That lighter peer support has it too, with what is said of it there; left out where it does without. */
  support?: Partial<Pick<Stage, 'title' | 'phase' | 'who'>>
}

const after = (from: string | null | undefined, add: (iso: string) => string): string | null =>
  from ? add(from) : null

/** The day of the feedback presentation, or the last day of the visit while that is to come. */
const presentedOn = ({ reachedOn, endsOn }: Anchors) => reachedOn.presented ?? endsOn

const undated = () => null

const stages: readonly Stage[] = [
  { status: 'submitted', title: 'Request sent', phase: 'Request', who: 'The service', dueOn: undated, support: {} },
  {
    status: 'coordinator_checked',
    title: 'Checked by the coordinator',
    phase: 'Request',
    who: 'The coordinator',
    dueOn: ({ reachedOn }) => after(reachedOn.submitted, checkBy),
    support: {},
  },
  {
    status: 'approved',
    title: 'Decided by the programme board',
    phase: 'Request',
    who: 'The programme board',
    dueOn: ({ reachedOn, deferredUntil }) =>
      deferredUntil ?? after(reachedOn.coordinator_checked, (iso) => addWorkingDays(iso, 10)),
    support: {},
  },
  {
    status: 'scoping',
    title: 'Scoping call',
    phase: 'Team',
    who: 'The coordinator and the service',
    dueOn: ({ reachedOn }) => after(reachedOn.approved, (iso) => addWorkingDays(iso, 10)),
    support: { title: 'Call about what would help' },
  },
  {
    status: 'team_proposed',
    title: 'Team proposed',
    phase: 'Team',
    who: 'The coordinator',
    dueOn: undated,
    support: {},
  },
  { status: 'inviting', title: 'Team invited', phase: 'Team', who: 'The coordinator', dueOn: undated, support: {} },
  {
    status: 'confirmed',
    title: 'Team confirmed',
    phase: 'Team',
    who: 'Everyone invited',
    dueOn: ({ reachedOn }) => after(reachedOn.inviting, answerBy),
    support: {},
  },
  {
    status: 'preparing',
    title: 'Terms of reference accepted',
    phase: 'Visit',
    who: 'The service and a co-lead',
    dueOn: ({ startsOn }) => after(startsOn, (iso) => workingDayUpTo(addDays(iso, -28))),
    support: { title: 'Terms accepted', phase: 'Support' },
  },
  {
    status: null,
    step: 'self-assessment',
    owedBy: ['host', 'lead-officer'],
    title: 'Self-assessment sent',
    phase: 'Visit',
    who: 'The service',
    dueOn: ({ startsOn }) => after(startsOn, documentsBy),
  },
  {
    status: null,
    step: 'documents',
    owedBy: ['host', 'lead-officer'],
    title: 'Documents sent',
    phase: 'Visit',
    who: 'The service',
    dueOn: ({ startsOn }) => after(startsOn, documentsBy),
  },
  {
    status: null,
    step: 'programme',
    owedBy: ['host', 'lead-officer', 'co-lead'],
    title: 'Programme of the visit agreed',
    phase: 'Visit',
    who: 'The service and a co-lead',
    dueOn: ({ startsOn }) => after(startsOn, (iso) => workingDayUpTo(addDays(iso, -10))),
  },
  {
    status: null,
    step: 'team-call',
    owedBy: ['co-lead'],
    title: 'Team call',
    phase: 'Visit',
    who: 'The team',
    dueOn: ({ startsOn }) => after(startsOn, (iso) => workingDayUpTo(addDays(iso, -7))),
  },
  {
    status: 'on_site',
    title: 'Visit begins',
    phase: 'Visit',
    who: 'The team',
    dueOn: ({ startsOn }) => startsOn,
    support: { title: 'Support begins', phase: 'Support' },
  },
  {
    status: 'presented',
    title: 'Feedback presentation',
    phase: 'Visit',
    who: 'The team',
    dueOn: ({ endsOn }) => endsOn,
    support: { title: 'Support given', phase: 'Support' },
  },
  {
    status: null,
    step: 'letter',
    owedBy: ['co-lead'],
    title: 'Letter with the main points',
    phase: 'Report',
    who: 'The co-leads',
    dueOn: (anchors) => after(presentedOn(anchors), (iso) => addWorkingDays(iso, 10)),
    support: { title: 'Note with the main points', phase: 'Support', who: 'Whoever leads it' },
  },
  {
    status: 'draft_report',
    title: 'Draft report sent',
    phase: 'Report',
    who: 'The co-leads',
    dueOn: (anchors) => after(presentedOn(anchors), draftBy),
  },
  {
    status: 'accuracy',
    title: 'Comments on factual accuracy',
    phase: 'Report',
    who: 'The service',
    dueOn: (anchors) =>
      anchors.commentsBy ?? after(anchors.reachedOn.draft_report ?? after(presentedOn(anchors), draftBy), commentsBy),
  },
  {
    status: 'final',
    title: 'Report final',
    phase: 'Report',
    who: 'The co-leads',
    dueOn: ({ reachedOn }) => after(reachedOn.accuracy, commentsBy),
  },
  {
    status: 'action_plan',
    title: 'Action plan',
    phase: 'Afterwards',
    who: 'The service',
    dueOn: ({ reachedOn }) => after(reachedOn.final, planBy),
  },
  {
    status: 'progress_review',
    title: 'Progress review',
    phase: 'Afterwards',
    who: 'The service and the team',
    dueOn: (anchors) => after(presentedOn(anchors), (iso) => workingDayFrom(addMonths(iso, 10))),
  },
  {
    status: 'closed',
    title: 'Review closed',
    phase: 'Afterwards',
    who: 'The service',
    dueOn: undated,
    support: { title: 'Support closed', phase: 'Support', who: 'Whoever looks after it' },
  },
]

/** The steps of lighter peer support: those of a review that it has too, as it says them. */
const lighter = stages.flatMap(({ support, ...stage }) => (support ? { ...stage, ...support } : []))

/** What happens in a kind of review, in order. */
export const stagesOf = (kind: ReviewKind): readonly Stage[] => (kind === 'support' ? lighter : stages)
