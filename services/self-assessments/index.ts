/** The front door of self-assessments: a service marks itself against a set of statements, and says who reads it. */

export {
  beginSelfAssessment,
  finishSelfAssessment,
  markStatement,
  showSelfAssessment,
} from './keep-self-assessment.ts'
export { type SelfAssessmentEvent, selfAssessmentLife } from './lifecycle.ts'
export { ownSelfAssessments, ownStatementPage, selfAssessmentPage, shownSelfAssessments } from './pages.ts'
export { room } from './room.ts'
export { beginSchema, finishSchema, shownToWords, showSchema } from './schema.ts'
