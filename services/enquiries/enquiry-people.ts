import type { Prisma } from '#prisma/generated/client.ts'
import { type Actor, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { type LetterKind, tell } from '#services/notifications/index.ts'
import { isProvider, type Owner, providedBy } from '#services/offerings/index.ts'
import { holdersToday, yotsOf } from '#services/yots/index.ts'
import type { EnquirySide } from './lifecycle.ts'

/** Whose the offerings are that a need was asked about. */
export const needOwners = {
  enquiries: { select: { offering: { select: { yotCode: true, personId: true } } } },
} as const satisfies Prisma.NeedSelect

/** What decides which sides of an enquiry somebody stands on. */
type Sides = { yotCode: string; offering: Owner; need: { enquiries: readonly { offering: Owner }[] } }

/** Whether somebody asks in the name of a service: they hold a post there. */
export const asksFor = (actor: Actor, yotCode: string): boolean =>
  may(actor, 'enquiry.send') && yotsOf(actor).includes(yotCode)

/**
 * The sides that the actor may act from: anyone who holds a post in a service stands in for their colleagues. Whoever belongs to
 * one of the providers asked is never the host, whose page shows what the others offer.
 */
export const enquirySidesOf = (actor: Actor, { yotCode, offering, need }: Sides): EnquirySide[] => {
  if (actor.kind === 'system') return ['system']
  if (isProvider(actor, offering)) return ['provider']
  if (need.enquiries.some((one) => isProvider(actor, one.offering))) return []
  return asksFor(actor, yotCode) ? ['host'] : []
}

/** The enquiries on a side of which the actor stands, as a condition: any other costs what a reference costs that was never given. */
export const knownEnquiries = (actor: Actor): Prisma.EnquiryWhereInput => {
  if (actor.kind === 'system') return {}
  return { OR: [{ yotCode: { in: may(actor, 'enquiry.send') ? yotsOf(actor) : [] } }, { offering: providedBy(actor) }] }
}

/** The same for needs. */
export const knownNeeds = (actor: Actor): Prisma.NeedWhereInput => ({
  OR: [
    { yotCode: { in: may(actor, 'enquiry.send') ? yotsOf(actor) : [] } },
    { enquiries: { some: { offering: providedBy(actor) } } },
  ],
})

/** Which of the two sides of a need the actor reads it from. */
export const needSideOf = (
  actor: Actor,
  { yotCode, enquiries }: { yotCode: string; enquiries: readonly { offering: Owner }[] },
): 'host' | 'provider' | null => {
  if (enquiries.some(({ offering }) => isProvider(actor, offering))) return 'provider'
  return asksFor(actor, yotCode) ? 'host' : null
}

/** This person while they hold a post in the service, everybody who does once they have left it. */
const standingIn = async (ctx: Ctx, yotCode: string, personId: string): Promise<string[]> => {
  const holders = (await holdersToday(ctx, yotCode)).map((holder) => holder.personId)
  return holders.includes(personId) ? [personId] : holders
}

/** Who answers for the host: whoever asked, or their colleagues once they have left. */
export const hostPeople = (ctx: Ctx, enquiry: { yotCode: string; fromId: string }): Promise<string[]> =>
  standingIn(ctx, enquiry.yotCode, enquiry.fromId)

/** Who answers for an offering: its contact, or their colleagues once they have left; an associate themselves. */
export const providerPeople = async (ctx: Ctx, offering: Owner & { contactId: string }): Promise<string[]> =>
  offering.yotCode === null
    ? [offering.personId ?? offering.contactId]
    : standingIn(ctx, offering.yotCode, offering.contactId)

export type Letter = { subject: string; lines: string[]; action: { text: string; path: string } }

/** One letter about an enquiry to each of these people, once per occasion, in the caller's transaction. */
export const tellAbout = async (
  ctx: Ctx,
  enquiryId: string,
  occasion: string,
  personIds: readonly string[],
  letter: Letter,
  kind: LetterKind<'enquiry'> = 'decision',
): Promise<void> => {
  await tell(ctx, { people: personIds, about: { kind: 'enquiry', id: enquiryId }, occasion, kind, letter })
}
