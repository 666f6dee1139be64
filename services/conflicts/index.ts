export { blockedAnywhere, blockedIn } from './blocked-in.ts'
export { checkPeople, type FoundConflict, needsApproval, verdictOf } from './check-people.ts'
export { type ConflictPage, findConflict } from './conflict-page.ts'
export { activityOfConflict, decideConflict, manageConflict, markConflictFalse } from './decide.ts'
export {
  confirmDeclaration,
  declareForCase,
  declareInterest,
  declareYearly,
  placeDeclaredNames,
  unplacedNames,
  withdrawInterest,
} from './declare.ts'
export { declaredTies } from './declared-ties.ts'
export { evaluate } from './evaluate.ts'
export { describeRules, effectMeanings } from './explain-rules.ts'
export { type CaseFacts, interestKinds, noCaseFacts, noPersonFacts, type PersonFacts } from './facts.ts'
export { describeYot } from './facts-register.ts'
export { findRuleForm, findRules } from './find-rules.ts'
export { gatherPeople, groupBy, servedStatuses } from './gather-people.ts'
export { gatherRegister } from './gather-register.ts'
export { allHiddenCaseIds, casesBlockedFor } from './hidden-cases.ts'
export {
  approversFor,
  type InTheWay,
  mayApprove,
  type OfficerConflict,
  type OwnStanding,
  officerConflicts,
  ownStanding,
} from './own-standing.ts'
export { previewEnquiry } from './preview-enquiry.ts'
export { previewRules } from './preview-rules.ts'
export { publishRules, withRuleChanged, withSettingsChanged } from './publish-rules.ts'
export { ruleChangeSchema, settingsChangeSchema } from './publish-schema.ts'
export { findDeclarations } from './queries.ts'
export { conflictFoundSchema, recheckPerson } from './recheck-person.ts'
export {
  centralRegister,
  type OfficerReturn,
  officersReturns,
  type PublicEntry,
  publicRegister,
  registerDigest,
  registerPageSize,
} from './register-of-interests.ts'
export { room } from './room.ts'
export { ruleIds } from './rule-set.ts'
export { firstRuleSet } from './rule-set-first.ts'
export { type PublishedVersion, ruleSetHistory, ruleSetInForce } from './rule-sets.ts'
export {
  type ConflictDecision,
  conflictDecisionSchema,
  falseAlarmSchema,
  type InterestInput,
  interestWords,
  managementSchema,
  typedInterestSchema,
} from './schema.ts'
export { type StoredConflict, storedConflicts } from './stored-conflicts.ts'
export { sweep } from './sweep.ts'
export { checkOfficers, checkOfficersFor, examplesOf, hiddenCaseIds, mayOpenCase } from './visibility.ts'
