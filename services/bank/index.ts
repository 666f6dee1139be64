export { addAbsence, addAbsences, paintWeeks, removeAbsence } from './absences.ts'
export { type Admission, admitToBank } from './admit-to-bank.ts'
export { bankNames } from './bank-names.ts'
export { type BankPicture, bankPicture } from './bank-picture.ts'
export { readCalendar } from './busy-days.ts'
export { type BankCandidate, bankCandidates, expertiseOf, type KnownElsewhere } from './candidates.ts'
export { changeProfile } from './change-profile.ts'
export { bankTasks } from './clocks.ts'
export { type ConditionSet, liftCondition, setCondition } from './conditions.ts'
export {
  type ConfirmInput,
  confirmCondition,
  confirmSchema,
  dbsSeenSchema,
  recordDbsSeen,
  takeBackConfirmation,
  takeBackSchema,
} from './confirm.ts'
export { bankDesk, type DeskCounts, type DeskRow, type DeskState, deskCounts, deskStateWords } from './desk.ts'
export { type ConditionLine, type DeskPerson, deskPerson } from './desk-person.ts'
export { type DeskFilter, type DeskSort, deskFilterSchema, deskSorts } from './desk-schema.ts'
export { type BankMemberPage, findBankMember } from './find-bank-member.ts'
export { allGrantsFor } from './grants.ts'
export { availableOn, inForceOn, suspendedToday, suspensionsToday } from './in-force.ts'
export { byPerson, refreshLastPractice } from './last-practice.ts'
export { leaveBank } from './leave.ts'
export { inBank } from './own-profile.ts'
export { maySeeNames } from './policy.ts'
export { type OwnProfile, readProfile } from './read-profile.ts'
export { previewReminders, type ReminderPreview, remindSchema, sendReminders } from './remind.ts'
export { room } from './room.ts'
export { removeExpertise, saveExpertise } from './save-expertise.ts'
export {
  absenceIdSchema,
  absenceSchema,
  bankFilterSchema,
  calendarSchema,
  expertiseSchema,
  profileSchema,
  spansSchema,
  weeksSchema,
} from './schema.ts'
export { type BankEntry, searchBank, themeCodesUnder } from './search-bank.ts'
export {
  dbsMonths,
  declarationMonths,
  type Mend,
  type No,
  type Purpose,
  type Standing,
  type StandingState,
  sayToOthers,
} from './standing.ts'
export type { Clock } from './standing-clocks.ts'
export { standingHistory } from './standing-history.ts'
export { mayDo, mayStayToday, notServingToday, settledRoles, standings } from './standings.ts'
export {
  liftSuspension,
  removeFromBank,
  suspend,
} from './suspend.ts'
export { themePage } from './theme-page.ts'
export { goldenThreads, type Theme, themesByCode, themeTree } from './themes.ts'
export { type Days, ownWeeks, type Week } from './weeks.ts'
export { ownLevelWords, roleWords } from './words.ts'
