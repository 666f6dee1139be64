export type { Answers, PostAnswer, ReferenceAnswer, ThemeAnswer } from './answers.ts'
export { applicationToAppeal, decideAppealOfApplication } from './appeal.ts'
export {
  type ApplicationCase,
  applicationCase,
  decisionPage,
  placePage,
  type ReferenceRead,
} from './application-case.ts'
export { nudgeReferee, replaceReferee, resendReference } from './change-referees.ts'
export type { Check } from './checks.ts'
export { askForMore, decideApplication } from './decide-application.ts'
export { declareInterests, declareSchema } from './declare-interests.ts'
export { giveReference, type ReferenceAsked, referenceAsked } from './give-reference.ts'
export type { Happening } from './history.ts'
export { type LadderStep, ownLadder, type WordSaid } from './ladder.ts'

export { statusWords } from './lifecycle.ts'
export { applyPage, type MyApplication, myApplication } from './my-application.ts'
export { askForApproval, conflictPageOn, decideConflictOn, standDown } from './officer-conflicts.ts'
export { openPanel, proposePanel } from './open-panel.ts'
export { ownApplicationIds } from './own-applications.ts'
export type { AssessorSeen } from './panel.ts'
export type { PanelSeen, PlaceSeen } from './panel-view.ts'
export { visibleApplications } from './policy.ts'
export { applicationQueue, type QueueRow, queueStates, queueStateWords, queueWaits } from './queue.ts'
export { type Part, themeLimits } from './readiness.ts'
export { recordTraining, unrecordTraining } from './record-training.ts'
export { recordView } from './record-view.ts'
export { replaceAssessor } from './replace-assessor.ts'
export { room } from './room.ts'
export { rungs } from './rungs.ts'
export { confirmPosts, saveAbout, saveConduct, saveDbs, saveRole, saveTime } from './save-answers.ts'
export { saveReferees } from './save-referees.ts'
export { removeTheme, saveTheme } from './save-themes.ts'
export {
  aboutSchema,
  assessSchema,
  conductSchema,
  confirmPostsSchema,
  dbsLevels,
  dbsSchema,
  dbsWords,
  decisionSchema,
  levels,
  levelWords,
  panelSchema,
  pressSchema,
  reasonsSchema,
  refereesSchema,
  referenceSchema,
  removeThemeSchema,
  replaceAssessorSchema,
  replaceRefereeSchema,
  roleSchema,
  startSchema,
  themeSchema,
  timeSchema,
  views,
} from './schema.ts'
export { startApplication } from './start-application.ts'
export { submitApplication } from './submit-application.ts'

export { applicationUnderWay } from './under-way.ts'
export { waitsOnWords } from './where-it-stands.ts'
export { withdrawApplication } from './withdraw-application.ts'
