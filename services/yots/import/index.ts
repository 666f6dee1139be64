export type { Cell, SheetRow } from './cell.ts'
export { readHeldCsv } from './held-csv.ts'
export { type MemberSheet, readMemberSheet } from './member-sheet.ts'
export { applyPlan } from './people-index.ts'
export { planImport } from './plan-import.ts'
export type { MembershipFacts } from './read-membership.ts'
export type { PostStatus } from './read-status.ts'
export {
  type Action,
  type Change,
  type Held,
  type HeldMembership,
  type HeldPerson,
  type HeldPost,
  type ImportPlan,
  type PlannedPerson,
  type PlannedRecord,
  type PrintedRecord,
  printRecord,
} from './records.ts'
export { type WarningCode, warningTexts } from './warnings.ts'
