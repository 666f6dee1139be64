import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import { addWorkingDays } from '#services/core/working-days.ts'

/** By when a coordinator has checked a request: ten working days. */
export const checkBy = (submittedOn: string): string => addWorkingDays(submittedOn, 10)

/** By when an invitation is answered: ten working days (lifecycles.md: then it expires). */
export const answerBy = (invitedOn: string): string => addWorkingDays(invitedOn, 10)

/** The days that the defaults count from; null while they are not known. */
export type Anchors = {
  /** First and last day of the visit, once a team is chosen. */
  startsOn: string | null
  endsOn: string | null
  /** Day each state was reached, the last time it was. */
  reachedOn: Partial<Record<ReviewStatus, string>>
}

/**
 * What happens in a review and by when. The times are the association's defaults (mission.md, "How a real review runs"):
 * documents 3 weeks before, team call 1 to 2 weeks before, letter in 10 working days, draft report in 3 weeks, accuracy
 * comments in 2 more, action plan in 3 months, progress review at about 10 months.
 */
export type Stage = {
  /** The state that says it is done; null for steps inside a state, which are reminders and not recorded. */
  status: ReviewStatus | null
  title: string
  /** Whose turn it is, in words. */
  who: string
  /** ISO day by which it is due; null while that cannot be said. */
  dueOn: (anchors: Anchors) => string | null
}

const after = (from: string | null | undefined, add: (iso: string) => string): string | null =>
  from ? add(from) : null

/** The day of the feedback presentation, or the last day of the visit while that is to come. */
const presentedOn = ({ reachedOn, endsOn }: Anchors) => reachedOn.presented ?? endsOn

const undated = () => null

export const stages: readonly Stage[] = [
  { status: 'submitted', title: 'Request sent', who: 'The service', dueOn: undated },
  {
    status: 'coordinator_checked',
    title: 'Checked by the coordinator',
    who: 'The coordinator',
    dueOn: ({ reachedOn }) => after(reachedOn.submitted, checkBy),
  },
  {
    status: 'approved',
    title: 'Decided by the programme board',
    who: 'The programme board',
    dueOn: ({ reachedOn }) => after(reachedOn.coordinator_checked, (iso) => addWorkingDays(iso, 10)),
  },
  {
    status: 'scoping',
    title: 'Scoping call',
    who: 'The coordinator and the service',
    dueOn: ({ reachedOn }) => after(reachedOn.approved, (iso) => addWorkingDays(iso, 10)),
  },
  { status: 'team_proposed', title: 'Team proposed', who: 'The coordinator', dueOn: undated },
  { status: 'inviting', title: 'Team invited', who: 'The coordinator', dueOn: undated },
  {
    status: 'confirmed',
    title: 'Team confirmed',
    who: 'Everyone invited',
    dueOn: ({ reachedOn }) => after(reachedOn.inviting, answerBy),
  },
  {
    status: 'preparing',
    title: 'Terms of reference accepted',
    who: 'The service and a co-lead',
    dueOn: ({ startsOn }) => after(startsOn, (iso) => addDays(iso, -28)),
  },
  {
    status: null,
    title: 'Self-assessment and documents sent',
    who: 'The service',
    dueOn: ({ startsOn }) => after(startsOn, (iso) => addDays(iso, -21)),
  },
  {
    status: null,
    title: 'Team call',
    who: 'The team',
    dueOn: ({ startsOn }) => after(startsOn, (iso) => addDays(iso, -7)),
  },
  { status: 'on_site', title: 'Visit begins', who: 'The team', dueOn: ({ startsOn }) => startsOn },
  { status: 'presented', title: 'Feedback presentation', who: 'The team', dueOn: ({ endsOn }) => endsOn },
  {
    status: null,
    title: 'Letter with the main points',
    who: 'The co-leads',
    dueOn: (anchors) => after(presentedOn(anchors), (iso) => addWorkingDays(iso, 10)),
  },
  {
    status: 'draft_report',
    title: 'Draft report sent',
    who: 'The co-leads',
    dueOn: (anchors) => after(presentedOn(anchors), (iso) => addDays(iso, 21)),
  },
  {
    status: 'accuracy',
    title: 'Comments on factual accuracy',
    who: 'The service',
    dueOn: (anchors) =>
      after(anchors.reachedOn.draft_report ?? after(presentedOn(anchors), (iso) => addDays(iso, 21)), (iso) =>
        addDays(iso, 14),
      ),
  },
  {
    status: 'final',
    title: 'Report final',
    who: 'The co-leads',
    dueOn: ({ reachedOn }) => after(reachedOn.accuracy, (iso) => addDays(iso, 14)),
  },
  {
    status: 'action_plan',
    title: 'Action plan',
    who: 'The service',
    dueOn: ({ reachedOn }) => after(reachedOn.final, (iso) => addMonths(iso, 3)),
  },
  {
    status: 'progress_review',
    title: 'Progress review',
    who: 'The service and the team',
    dueOn: (anchors) => after(presentedOn(anchors), (iso) => addMonths(iso, 10)),
  },
  { status: 'closed', title: 'Review closed', who: 'The coordinator', dueOn: undated },
]
