import type { Prisma } from '#prisma/generated/client.ts'
import { type Actor, hasRole, may } from '#services/core/access.ts'
import { isProvider, type Owner, providedBy } from '#services/offerings/index.ts'
import { yotsOf } from '#services/yots/index.ts'

/** Whose a place is: a service's, or an associate's own. */
export type Holder = { yotCode: string | null; personId: string | null }

/** How a holder is known to the queue. */
export const holderKey = ({ yotCode, personId }: Holder): string =>
  yotCode === null ? `person:${personId}` : `yot:${yotCode}`

/** For whom the actor can book: the services where they hold a post; a member of the bank without a post for themselves. */
export const holdersFor = (actor: Actor): Holder[] => {
  if (!may(actor, 'course.book')) return []
  const services = yotsOf(actor)
  if (services.length > 0) return services.map((yotCode) => ({ yotCode, personId: null }))
  return actor.personId !== null && hasRole(actor, 'bank_member') ? [{ yotCode: null, personId: actor.personId }] : []
}

export const isHolder = (actor: Actor, holder: Holder): boolean =>
  actor.kind === 'system' || holdersFor(actor).some((own) => holderKey(own) === holderKey(holder))

/** Places that the actor's side holds, as a condition. */
export const heldBy = (actor: Actor): Prisma.PlaceWhereInput => {
  if (actor.kind === 'system') return {}
  return {
    OR: holdersFor(actor).map(({ yotCode, personId }) => (yotCode === null ? { personId } : { yotCode })),
  }
}

/** The sides the actor stands on towards a place. */
export const placeSidesOf = (
  actor: Actor,
  place: Holder & { attendeeId: string | null; date: { offering: Owner } },
): ('holder' | 'attendee' | 'provider')[] => [
  ...(isHolder(actor, place) ? (['holder'] as const) : []),
  ...(actor.personId !== null && place.attendeeId === actor.personId ? (['attendee'] as const) : []),
  ...(isProvider(actor, place.date.offering) ? (['provider'] as const) : []),
]

/** Dates that the actor may know of: what is not a draft, and their own side's. */
export const knownDates = (actor: Actor): Prisma.CourseDateWhereInput => ({
  OR: [{ status: { not: 'draft' } }, { offering: providedBy(actor) }],
})
