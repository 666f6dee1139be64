export { giveComments } from './accuracy-clock.ts'
export { type AccuracyPage, accuracyPage, commentPage } from './accuracy-page.ts'
export { answerComment } from './answer-comment.ts'
export { addAction, changeAction, dropAction, reopenAction, sayNotTakenUp } from './change-action.ts'
export { makeComment, withdrawComment } from './comment.ts'
export { closePlan, completePlan, recordProgress } from './complete-plan.ts'
export { finaliseReport } from './finalise-report.ts'
export { reportLife } from './lifecycle.ts'
export { actionLife, planLife } from './plan-lifecycle.ts'
export { actionPage, planPage, progressPage } from './plan-page.ts'
export {
  actionSchema,
  closePlanSchema,
  dropActionSchema,
  movePlanSchema,
  notTakenUpSchema,
  outcomeWords,
  progressSchema,
  ragWords,
  shareSchema,
  updateActionSchema,
  withdrawShareSchema,
} from './plan-schema.ts'
export { questionLibrary } from './question-library.ts'
export { reportDocument } from './report-document.ts'
export { printedReport, type ReportPage, reportPage } from './report-page.ts'
export { room } from './room.ts'
export { keepAside, saveSection } from './save-section.ts'
export {
  answerSchema,
  answerWords,
  commentSchema,
  kindWords,
  moveReportSchema,
  readThroughSchema,
  saveSectionSchema,
  withdrawCommentSchema,
} from './schema.ts'
export { sectionPage } from './section-page.ts'
export { readThrough, sendForAccuracy } from './send-for-accuracy.ts'
export { share, withdrawShare } from './share.ts'
export { sharedBy, sharedItem, sharingPage } from './shared-page.ts'
export { actionByLink, updateAction, updateByLink } from './update-action.ts'
