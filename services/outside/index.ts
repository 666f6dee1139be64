export { aboutOutside, askToOffer } from './ask.ts'
export { decideOnProvider } from './decide.ts'
export { countOutsideDue, type OutsideLine, outsideCasePage, outsideDesk } from './desk.ts'
export { nameOutsideInvoicee, recordFees, recordOutsideInvoice, recordOutsidePayment } from './fee.ts'
export {
  findOutsideParticulars,
  findOutsideReceipt,
  type OutsideFee,
  outsideFees,
  unpaidFees,
} from './fee-pages.ts'
export { type OutsideEvent, outsideLife } from './lifecycle.ts'
export { keepChecks, recordOutsideView } from './look-at.ts'
export { numberKinds } from './numbers.ts'
export {
  findOutside,
  isOutsideEnded,
  manageOutsidePage,
  outsideInForce,
  outsideOf,
  outsidePlaces,
  outsideStands,
  whyNotOutside,
} from './page.ts'
export { addOutsidePerson, changeContact, endOutsidePerson, outsidePeople } from './people.ts'
export { room } from './room.ts'
export {
  askSchema,
  checkSchema,
  decideSchema,
  feesSchema,
  invoicedSchema,
  invoiceeSchema,
  paidSchema,
  personLeavesSchema,
  personSchema,
  reasonsSchema,
  renewalSchema,
  versionSchema,
  viewSchema,
} from './schema.ts'
export { endProvider, reinstateProvider, suspendProvider } from './suspend.ts'
export { askRenewal, renewProvider } from './year.ts'
