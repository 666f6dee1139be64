import { type Actor, grantsOf, hasRole, may } from '#services/core/access.ts'
import { forbidden } from '#services/core/result.ts'
import { speaksFor } from '#services/yots/index.ts'

/** Who pays a membership. */
export type Payer = { yotCode: string | null; personId: string | null }

/** Whether the actor acts for the payer: the person, or who leads the service. */
export const actsForPayer = (actor: Actor, { yotCode, personId }: Payer): boolean =>
  yotCode === null ? personId !== null && actor.personId === personId : speaksFor(actor, yotCode)

export const mayManageMembers = (actor: Actor): boolean => may(actor, 'member.manage')

/** Whether the actor may see a membership with its references: the payer's side, and administrators. */
export const maySeeMembership = (actor: Actor, payer: Payer): boolean =>
  mayManageMembers(actor) || actsForPayer(actor, payer)

/** The regions whose members the actor may list; null for all of them, empty for none. */
export const regionsListed = (actor: Actor): string[] | null => {
  if (actor.kind === 'system' || hasRole(actor, 'administrator')) return null
  return grantsOf(actor, 'member.list').flatMap(({ region }) => region ?? [])
}

export const mayNotManage = () => forbidden('Memberships are kept by an administrator of the association.')

export const mayNotSpeak = () =>
  forbidden('A service’s membership is kept by its head. If the head’s post is vacant, ask the association.')
