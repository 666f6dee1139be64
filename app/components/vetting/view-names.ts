import type { AssessmentView } from '#prisma/generated/enums.ts'

/** What an assessor's view is called on a page. */
export const viewNames: Record<AssessmentView, string> = {
  approve: 'Approve',
  approve_with_conditions: 'Approve with conditions',
  more_information: 'Ask for more information',
  defer: 'Defer',
  decline: 'Decline',
}

/** What each view means, beside its radio. */
export const viewHints: Record<AssessmentView, string> = {
  approve: 'They are ready for this role now.',
  approve_with_conditions: 'They are ready, once something is done. Say in your reasons what, and by which day.',
  more_information: 'You cannot tell yet. Say in your reasons what is missing.',
  defer: 'Not now; they should apply again later.',
  decline: 'They are not right for this role.',
}
