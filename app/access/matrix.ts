import { applicationMatrix } from './matrix-applications.ts'
import { briefingMatrix } from './matrix-briefing.ts'
import { courseMatrix } from './matrix-courses.ts'
import { decisionMatrix } from './matrix-decisions.ts'
import { engagementMatrix } from './matrix-engagements.ts'
import { fairnessMatrix } from './matrix-fairness.ts'
import { fieldworkMatrix } from './matrix-fieldwork.ts'
import { generalMatrix } from './matrix-general.ts'
import { insightMatrix } from './matrix-insight.ts'
import { meetingMatrix } from './matrix-meetings.ts'
import { memberMatrix } from './matrix-members.ts'
import { outsideMatrix } from './matrix-outside.ts'
import { reportMatrix } from './matrix-reports.ts'
import { reviewMatrix } from './matrix-reviews.ts'
import type { Area } from './page-access.ts'

/**
 * The access matrix: every page of `app/routes.ts` and everything it can be sent, with how each standpoint is answered.
 * Built from the permission table, the lifecycles and the sides of each room's policy; `tests/access` drives all of it over
 * HTTP and fails when a page is missing.
 */
export const accessMatrix: readonly Area[] = [
  ...generalMatrix,
  ...engagementMatrix,
  ...courseMatrix,
  ...meetingMatrix,
  ...briefingMatrix,
  ...memberMatrix,
  ...outsideMatrix,
  ...reviewMatrix,
  ...reportMatrix,
  ...fieldworkMatrix,
  ...applicationMatrix,
  ...fairnessMatrix,
  ...decisionMatrix,
  ...insightMatrix,
]
