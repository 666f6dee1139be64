import { primaryAddress } from '#services/accounts/primary-address.ts'
import { type Actor, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { mail } from '#services/notifications/mail.ts'
import { holdersToday } from '#services/yots/holders.ts'
import { yotsOf } from '#services/yots/speaks-for.ts'
import type { EnquirySide } from './enquiry-lifecycle.ts'
import { isProvider, type Owner } from './policy.ts'

/** What decides which sides of an enquiry somebody stands on. */
type Sides = { yotCode: string; offering: Owner }

/** The sides that the actor may act from: anyone who holds a post in a service stands in for their colleagues. */
export const enquirySidesOf = (actor: Actor, { yotCode, offering }: Sides): EnquirySide[] => {
  if (actor.kind === 'system') return ['system']
  const sides: EnquirySide[] = []
  if (may(actor, 'enquiry.send') && yotsOf(actor).includes(yotCode)) sides.push('host')
  if (isProvider(actor, offering)) sides.push('provider')
  return sides
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

type Letter = { subject: string; lines: string[]; action: { text: string; path: string } }

/** One letter about an enquiry to each of these people, once per occasion, in the caller's transaction. */
export const tellAbout = async (
  ctx: Ctx,
  enquiryId: string,
  occasion: string,
  personIds: readonly string[],
  letter: Letter,
): Promise<void> => {
  for (const personId of new Set(personIds)) {
    const to = await primaryAddress(ctx, personId)
    if (to !== null) await mail(ctx, { key: `enquiry:${enquiryId}:${occasion}:${personId}`, to, ...letter })
  }
}
