import type { RatingSide } from '#prisma/generated/enums.ts'
import type { Actor } from '#services/core/access.ts'
import { speaksFor } from '#services/yots/index.ts'

export type PairFacts = {
  hostYotCode: string
  /** People the host named to look after the work: its lead officer, who asked for it. */
  hostPersonIds: readonly string[]
  people: readonly { personId: string; role: string }[]
  /** The service that did the work, where one did. */
  providerYotCode?: string | null
}

/** Roles that answer for those who did the work: the co-leads of a team, or the one provider. */
const answeringRoles = ['co_lead', 'provider']

const isHost = (actor: Actor, facts: PairFacts) =>
  speaksFor(actor, facts.hostYotCode) || (actor.personId !== null && facts.hostPersonIds.includes(actor.personId))

const leadsProvider = (actor: Actor, { providerYotCode = null }: PairFacts) =>
  providerYotCode !== null && speaksFor(actor, providerYotCode)

const placeOf = (actor: Actor, facts: PairFacts) => facts.people.find(({ personId }) => personId === actor.personId)

/**
 * Which side of a finished piece of work the actor rates for, if any. A host is never rated by somebody who was not
 * there, nor a team by somebody it did not work for. Being on both sides is being on neither.
 */
export const sideOf = (actor: Actor, facts: PairFacts): RatingSide | null => {
  if (actor.personId === null) return null
  const forHost = isHost(actor, facts)
  if (forHost === (placeOf(actor, facts) !== undefined || leadsProvider(actor, facts))) return null
  return forHost ? 'host' : 'provider'
}

/** Whose rating it is: the host's as one, or the person's own. */
export const seatOf = (actor: Actor, facts: PairFacts): string | null => {
  const side = sideOf(actor, facts)
  if (side !== 'provider') return side
  return placeOf(actor, facts) === undefined ? null : actor.personId
}

/** Whether the actor answers for their side: replies, flags. Everybody for the host; for a team, those who lead it, and for a service's work whoever leads that. */
export const answersFor = (actor: Actor, facts: PairFacts): RatingSide | null => {
  const side = sideOf(actor, facts)
  if (side !== 'provider') return side
  return leadsProvider(actor, facts) || answeringRoles.includes(placeOf(actor, facts)?.role ?? '') ? side : null
}

/** Everyone who took part may read the pair once it is revealed. */
export const tookPart = (actor: Actor, facts: PairFacts): boolean =>
  isHost(actor, facts) || placeOf(actor, facts) !== undefined || leadsProvider(actor, facts)
