import type { RatingSide } from '#prisma/generated/enums.ts'
import type { Actor } from '#services/core/access.ts'
import { speaksFor } from '#services/yots/speaks-for.ts'

export type PairFacts = {
  hostYotCode: string
  /** People the host named to look after the work: its lead officer, who asked for it. */
  hostPersonIds: readonly string[]
  people: readonly { personId: string; role: string }[]
}

/** Roles that speak for those who did the work: the co-leads of a team, or the one provider. */
const speakingRoles = ['co_lead', 'provider']

/**
 * Which side of a finished piece of work the actor rates for, if any. A host is never rated by somebody who was not
 * there, nor a team by somebody it did not work for. Being on both sides is being on neither.
 */
export const sideOf = (actor: Actor, facts: PairFacts): RatingSide | null => {
  const { personId } = actor
  if (personId === null) return null
  const isHost = speaksFor(actor, facts.hostYotCode) || facts.hostPersonIds.includes(personId)
  const isProvider = facts.people.some((rated) => rated.personId === personId && speakingRoles.includes(rated.role))
  if (isHost === isProvider) return null
  return isHost ? 'host' : 'provider'
}

/** Everyone who took part may read the pair once it is revealed, raters or not. */
export const tookPart = (actor: Actor, facts: PairFacts): boolean =>
  sideOf(actor, facts) !== null || facts.people.some((rated) => rated.personId === actor.personId)
