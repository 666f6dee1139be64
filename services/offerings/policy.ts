import type { Prisma } from '#prisma/generated/client.ts'
import { type Actor, may } from '#services/core/access.ts'
import { yotsOf } from '#services/yots/index.ts'

/** Whose an offering is: a service's or a person's. */
export type Owner = { yotCode: string | null; personId: string | null }

/** Whether the actor is on the provider's side of an offering: holds a post in its service, or is the associate. */
export const isProvider = (actor: Actor, { yotCode, personId }: Owner): boolean => {
  if (actor.kind === 'system') return true
  if (yotCode !== null) return may(actor, 'offering.write') && yotsOf(actor).includes(yotCode)
  return actor.personId !== null && actor.personId === personId
}

/** The offerings on whose provider's side the actor is, as a condition. */
export const providedBy = (actor: Actor): Prisma.OfferingWhereInput => {
  if (actor.kind === 'system') return {}
  const { personId } = actor
  return {
    OR: [
      { yotCode: { in: may(actor, 'offering.write') ? yotsOf(actor) : [] } },
      ...(personId === null ? [] : [{ yotCode: null, personId }]),
    ],
  }
}
