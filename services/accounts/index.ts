export {
  addAddress,
  changeName,
  choosePrimaryAddress,
  readAccount,
  removeAddress,
  revokeSession,
} from './account.ts'
export { becomePerson, listDemonstrationPeople } from './become-person.ts'
export { accountJobs } from './jobs.ts'
export { keepForm, takeKeptForm } from './kept-forms.ts'
export { leaveExchange } from './leave.ts'
export { checkSignInLink, openSignInLink } from './open-sign-in-link.ts'
export { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
export { requestSignInLink } from './request-sign-in-link.ts'
export {
  mayResetSecondStep,
  resetSecondStep,
  resetSecondStepSchema,
  waysToBeSure,
} from './reset-second-step.ts'
export * from './schema.ts'
export * from './second-step.ts'
export { makeSignInMail } from './send-sign-in-link.ts'
export { readSession, sessionLimits } from './sessions.ts'
export { signOut } from './sign-out.ts'
