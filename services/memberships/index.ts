export {
  checkInvoicedOn,
  checkPaidOn,
  invoicedFields,
  invoiceeFields,
  invoiceeIn,
  paidFields,
  purchaseOrder,
} from './fees.ts'
export { hasMembership, membersAmong } from './has-membership.ts'
export { findParticulars, nameInvoicee, recordInvoice } from './invoice.ts'
export { askToJoin, decideMembership, withdrawRequest } from './join.ts'
export { leavingReasons, type MembershipEvent, membershipLife, statusWords } from './lifecycle.ts'
export {
  allMembers,
  findMember,
  listMembers,
  type MemberRow,
  memberFilterSchema,
  memberSorts,
} from './list-members.ts'
export { membershipOf } from './membership.ts'
export { decideJoinRequest, requestToJoin } from './newcomers.ts'
export { type MonthOfMembers, membersOverTime } from './over-time.ts'
export { recordPayment, recordPayments, unpaidMembers } from './payments.ts'
export { findReceipt, type OwnMembership, rulesOfMembership, yourMemberships } from './queries.ts'
export { askToRenew, endMembership } from './renew.ts'
export { room } from './room.ts'
export {
  askToJoinSchema,
  decideSchema,
  invoicedSchema,
  invoiceeSchema,
  joinRequestSchema,
  leaveSchema,
  paymentSchema,
  renewSchema,
  termsSchema,
  withdrawSchema,
} from './schema.ts'
export { publishTerms, termsToChange } from './set-terms.ts'
export { tables } from './tables.ts'
export { feeFor, statusByDates, type Terms, termsOn, yearFrom } from './terms.ts'
export { waitingRequests } from './waiting-requests.ts'
