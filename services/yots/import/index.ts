export { readHeldCsv } from './held-csv.ts'
export { type MemberSheet, readMemberSheet } from './member-sheet.ts'
export { planImport } from './plan-import.ts'
export {
  type Change,
  type Held,
  type HeldMembership,
  type HeldPerson,
  type HeldPost,
  type ImportPlan,
  type PlannedRecord,
  printRecord,
} from './records.ts'
export { warningTexts } from './warnings.ts'
