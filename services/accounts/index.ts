export {
  addAddress,
  changeName,
  choosePrimaryAddress,
  readAccount,
  removeAddress,
  revokeSession,
} from './account.ts'
export { actorOf } from './actor-of.ts'
export { isWithinLimit } from './attempts.ts'
export { becomePerson, listDemonstrationPeople } from './become-person.ts'
export { bringInPeople } from './bring-in-people.ts'
export { bringInPerson, vouchForAddress } from './bring-in-person.ts'

export { keepForm, takeKeptForm } from './kept-forms.ts'
export { leaveExchange } from './leave.ts'
export {
  chooseMissingPrimaries,
  endRecord,
  keepOnePrimary,
  lockRecords,
  recordsOf,
  reviveRecord,
} from './one-record.ts'
export { checkSignInLink, openSignInLink } from './open-sign-in-link.ts'
export { personIdsByAddress } from './person-ids-by-address.ts'
export { mailLines, postHandlers } from './post.ts'
export { primaryAddress, primaryAddresses } from './primary-address.ts'
export { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
export { requestSignInLink } from './request-sign-in-link.ts'
export {
  mayResetSecondStep,
  resetSecondStep,
  resetSecondStepSchema,
  waysToBeSure,
} from './reset-second-step.ts'
export { room } from './room.ts'
export {
  removeView,
  type SavedList,
  type SavedView,
  savedViews,
  saveView,
  toldOfView,
  type WatchedView,
  watchedViews,
} from './saved-views.ts'
export * from './schema.ts'
export { seal, unseal } from './seal.ts'
export * from './second-step.ts'
export { makeSignInMail } from './send-sign-in-link.ts'
export { readSession, sessionLimits, startAuditedSession } from './sessions.ts'
export { signOut } from './sign-out.ts'
export { fingerprint } from './token.ts'
