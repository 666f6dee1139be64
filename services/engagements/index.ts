/** The front door of engagements: agreed work from a chosen offer to settled, and the ledger. */

export { quantityWords, sumOfLine, vatWords } from '#services/core/price-lines.ts'
export { acceptTerms, stepBack } from './accept-terms.ts'
export { beginEngagement } from './begin-engagement.ts'
export { cancelEngagement } from './cancel.ts'

export { askToPutRight, confirmDelivered, sayDelivered } from './deliver.ts'
export { endUnresolved, openDisputeOn, stateOtherSide } from './dispute.ts'
export { disputeWords, findDispute } from './dispute-page.ts'
export { type EngagementPage, findEngagement, sessionsOf } from './engagement-page.ts'
export { takeBackCoordination, writeCoordination } from './ledger/coordination.ts'
export { correctTime, correctTimeSchema, findOwnTime } from './ledger/correct-time.ts'
export { writeCourse, writeReuse } from './ledger/course-time.ts'
export { dayRateSchema, listDayRates, publishDayRate } from './ledger/day-rate.ts'
export { readExchange } from './ledger/exchange-year.ts'
export {
  checkOpening,
  findOpening,
  importOpening,
  type OpeningRow,
  openingColumns,
  openingSchema,
} from './ledger/opening.ts'
export { writePastWork } from './ledger/past-work.ts'
export { dayMinutes, hoursWords } from './ledger/shares.ts'
export { readStatement } from './ledger/statement.ts'
export type { StatementRow } from './ledger/statement-rows.ts'
export { findThanks, thanksSchema, withdrawThanks, writeThanks } from './ledger/thanks.ts'
export { type YotYear, yotYears } from './ledger/yot-years.ts'
export { type EngagementEvent, engagementLife } from './lifecycle.ts'
export { boxes, type EngagementEntry, listEngagements } from './list-engagements.ts'
export {
  type DisputeToMediate,
  disputeOf,
  disputesToMediate,
  recommendResolution,
} from './mediate.ts'
export { writeMessage } from './message.ts'
export { checkDaysGiven } from './own-name-days.ts'
export {
  callOffPlaces,
  deliverPlaces,
  type GivenTo,
  placeTerms,
  settlePlaces,
} from './paid-places.ts'
export { recordIr35 } from './record-ir35.ts'
export { acceptResolution, proposeResolution } from './resolution.ts'
export { room } from './room.ts'
export {
  acceptTermsSchema,
  cancelSchema,
  confirmSchema,
  deliverSchema,
  disputeSchema,
  ir35Schema,
  markSessionSchema,
  messageSchema,
  putRightSchema,
  resolutionSchema,
  saveTermsSchema,
  sendTermsSchema,
  settlementSchema,
  statementSchema,
  stepBackSchema,
} from './schema.ts'
export { sendTerms } from './send-terms.ts'
export { markSession } from './sessions.ts'
export { recordMoney } from './settle.ts'
export { type TermsParts, termsContent } from './terms.ts'
export { saveTerms } from './terms-draft.ts'
export { readTermsForm, readTermsVersion, type TermsForm } from './terms-page.ts'
