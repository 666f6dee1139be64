export { applyImport, importTimeout, lockImports } from './apply-import.ts'
export { applyStoredImport, applyStoredSchema } from './apply-stored-import.ts'
export { readHeldCsv } from './held-csv.ts'
export { readHeldPeople } from './held-people.ts'
export {
  correctRow,
  correctRowSchema,
  findImport,
  findImportRow,
  type RowSeen,
} from './member-import.ts'
export { type MemberSheet, readMemberSheet } from './member-sheet.ts'
export { areNearNames } from './near-names.ts'
export { foldPersonName } from './people-index.ts'
export { planImport } from './plan-import.ts'
export {
  type Held,
  type ImportPlan,
  type PlannedRecord,
  printRecord,
} from './records.ts'
export { room } from './room.ts'
export { mayStartImport, startImport } from './start-import.ts'
export { warningTexts } from './warnings.ts'
export { writesOf } from './writes.ts'
