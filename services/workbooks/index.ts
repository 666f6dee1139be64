export { room } from './room.ts'
export { type AnswerInput, answerSchema, confidenceWords, isAnswered, reaches, scale, scaleMeans } from './scale.ts'
export {
  addStatement,
  contributorBy,
  endContributor,
  inviteContributor,
  type OpenWorkbook,
  openWorkbook,
  otherViews,
  ownViews,
  type StatementView,
  saveAnswer,
  sendViews,
  versionsOf,
} from './workbook.ts'
