import { type Actor, grantsOf, may } from '#services/core/access.ts'
import { forbidden } from '#services/core/result.ts'

/** Whether the actor may change a service's posts: its own lead, and an administrator for any service. */
export const mayManagePosts = (actor: Actor, yotCode: string): boolean =>
  actor.kind === 'system' ||
  grantsOf(actor, 'post.manage').some((grant) => grant.role === 'administrator' || grant.yotCode === yotCode)

export const mayNotManagePosts = () =>
  forbidden('Posts are kept by the head of the service. If the head’s post is vacant, ask the association.')

/** Who keeps what ties services to each other and to organisations. */
export const mayKeepRegister = (actor: Actor): boolean => may(actor, 'register.keep')

export const mayNotKeepRegister = () => forbidden('Administrators of the association keep the register.')
