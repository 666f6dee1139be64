import { type Actor, grantsOf, hasRole, may } from '#services/core/access.ts'
import { forbidden } from '#services/core/result.ts'

/** Edits the briefing: an administrator of the association. */
export const mayEdit = (actor: Actor): boolean => may(actor, 'briefing.edit')

/** The regions that the actor may write for: null is all of them and for everybody, empty none. */
export const regionsWritten = (actor: Actor): readonly string[] | null => {
  if (mayEdit(actor)) return null
  return grantsOf(actor, 'briefing.write').flatMap(({ region }) => region ?? [])
}

/** Looks behind the briefing: the editor, and coordinators for their region. */
export const mayLookBehind = (actor: Actor): boolean => may(actor, 'briefing.write')

export const mayWriteFor = (actor: Actor, region: string): boolean =>
  regionsWritten(actor)?.includes(region) ?? mayLookBehind(actor)

export const notTheirs = () =>
  forbidden('The briefing is edited by the association: administrators, and coordinators for their region.')

/** Reads the whole of what members alone read. */
export const isMember = (actor: Actor): boolean =>
  (
    ['manager', 'service_lead', 'bank_member', 'coordinator', 'assessor', 'board_member', 'administrator'] as const
  ).some((role) => hasRole(actor, role))
