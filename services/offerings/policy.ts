import type { Prisma } from '#prisma/generated/client.ts'
import { type Actor, may } from '#services/core/access.ts'
import { yotsOf } from '#services/yots/index.ts'

/** Whose an offering is: a service's or a person's. */
export type Owner = { yotCode: string | null; personId: string | null }

/** In whose name something is offered: a service's, a person's own, or that of an outside provider for which a person speaks. */
export type Offerer = Owner & { outsideId: string | null }

/** Whether one person delivers what is offered, and nobody else can: an associate, or somebody in post in their own name. */
export const isLone = ({ personId, outsideId }: Pick<Offerer, 'personId' | 'outsideId'>): boolean =>
  personId !== null && outsideId === null

/** An outside provider's name, so marked wherever it stands beside members. */
export const outsideName = (name: string): string => `${name} (outside provider)`

/** Who offers something, as mail and pages say it: the service, the outside provider so marked, or the person. */
export const offererName = (of: {
  yot: { name: string } | null
  outside: { name: string } | null
  contact: { name: string }
}): string => of.yot?.name ?? (of.outside ? outsideName(of.outside.name) : of.contact.name)

/** Whether the actor is on the provider's side of an offering: holds a post in its service, is the associate, or speaks for the outside provider. */
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
