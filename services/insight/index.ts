export { findAssociationHome } from './association-home.ts'
export { type AuditFilter, auditFilterSchema, findAuditPage } from './audit-log.ts'
export { type Balance, balanceLine, balanceOfRegions } from './balance/balance.ts'
export { balanceOfRegion, type PublishedRegion, publishedBalance } from './balance/published.ts'
export { assumptionKinds } from './business-case/assumption-keys.ts'
export {
  type Assumed,
  assumptionSchema,
  businessCase,
  findAssumption,
  pastCase,
  setAssumption,
} from './business-case/keep-case.ts'
export type { CaseLine, CaseResult } from './business-case/model.ts'
export { publicCase } from './business-case/public-case.ts'
export { caseWorkbook } from './business-case/workbook.ts'
export { type DeliveryRow, findDeliveries } from './deliveries.ts'
export { exchangeInNumbers } from './exchange-in-numbers.ts'
export { exchangeMap, type MappedYot } from './exchange-map.ts'
export { gapsOfRegion, type PublishedGaps, publishedGaps } from './gap-register/published.ts'
export { gapRegister, gapSheet, type ThemeGaps } from './gap-register/register.ts'
export { perPage } from './hidden.ts'
export { myDataPage } from './my-data/page.ts'
export { myData } from './my-data/read.ts'
export { room } from './room.ts'
export type { Measure } from './snapshot/content.ts'
export { countContent, takeSnapshot } from './snapshot/take-snapshot.ts'
