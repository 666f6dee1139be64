export { hasMembership } from './has-membership.ts'
export { askToJoin, decideMembership, withdrawRequest } from './join.ts'
export { leavingReasons, statusWords } from './lifecycle.ts'
export {
  allMembers,
  findMember,
  listMembers,
  type MemberRow,
  memberFilterSchema,
  memberSorts,
  waitingRequests,
} from './list-members.ts'
export { membershipOf } from './membership.ts'
export { decideJoinRequest, requestToJoin } from './newcomers.ts'
export { findReceipt, membershipTasks, type OwnMembership, rulesOfMembership, yourMemberships } from './queries.ts'
export { askToRenew, endMembership, recordPayment } from './renew.ts'
export { room } from './room.ts'
export {
  askToJoinSchema,
  decideSchema,
  joinRequestSchema,
  leaveSchema,
  paymentSchema,
  renewSchema,
  termsSchema,
} from './schema.ts'
export { publishTerms, termsToChange } from './set-terms.ts'
export { tables } from './tables.ts'
export { feeFor, statusByDates, type Terms, termsOn, yearFrom } from './terms.ts'
