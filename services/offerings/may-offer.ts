import { mayDo, sayToOthers } from '#services/bank/index.ts'
import { type Actor, hasRole } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result, refused } from '#services/core/result.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { yotsOf } from '#services/yots/index.ts'
import { missingConsent } from './consents.ts'
import type { Owner } from './policy.ts'

/** In whose name the actor can offer something: the services where they hold a post; an associate in their own. */
export const ownersFor = (actor: Actor): Owner[] => {
  const services = yotsOf(actor)
  if (services.length > 0) return services.map((yotCode) => ({ yotCode, personId: null }))
  return actor.personId !== null && hasRole(actor, 'bank_member') ? [{ yotCode: null, personId: actor.personId }] : []
}

const isSame = (one: Owner, other: Owner) => one.yotCode === other.yotCode && one.personId === other.personId

/**
 * Whether the actor may offer something in this name today: for a service, who holds a post there while it is a member of
 * the association; in their own name, an associate whose place in the bank stands.
 */
export const mayOffer = async (ctx: Ctx, owner: Owner): Promise<Result<undefined>> => {
  const { actor } = ctx
  if (!ownersFor(actor).some((own) => isSame(own, owner))) {
    if (
      owner.yotCode === null &&
      owner.personId !== null &&
      owner.personId === actor.personId &&
      yotsOf(actor).length > 0
    ) {
      const service = await missingConsent(ctx, owner.personId)
      return service === null
        ? ok(undefined)
        : forbidden(
            `You hold a post in ${service}: what you offer in your own name needs its consent. Ask for it on the page “Offer in your own name”, or offer in the name of your service.`,
          )
    }
    const others = 'Offerings come from people who hold a post in a service, and from associates in the bank.'
    if (owner.personId === null || owner.personId !== actor.personId) return forbidden(others)
    const [first] = (await mayDo(ctx, owner.personId, 'train')).noes
    return forbidden(first ? `${others} ${first.say} What mends it: ${first.mend.text}.` : others)
  }
  if (
    owner.yotCode !== null &&
    !(await hasMembership(ctx, 'offering.write', { yotCode: owner.yotCode, personId: actor.personId }))
  )
    return forbidden(
      'Your service is not a member of the association at present. Renew its membership, then offer this.',
    )
  return ok(undefined)
}

/**
 * Why this person may not charge for work on a day, today when it is left out, with what would mend it; null when they may.
 */
export const whyNoCharge = async (
  ctx: Ctx,
  personId: string,
  on = ctx.clock.today(),
  { isConsentAsked = true } = {},
): Promise<string | null> => {
  const service = isConsentAsked ? await missingConsent(ctx, personId, { charges: true, on }) : null
  if (service !== null)
    return `${ctx.actor.personId === personId ? 'You hold' : 'They hold'} a post in ${service}, which has not agreed to work that is charged for in ${ctx.actor.personId === personId ? 'your' : 'their'} own name.`
  const { noes } = await mayDo(ctx, personId, 'charge', on)
  const [first] = noes
  if (!first) return null
  const needs = 'Charged work needs good standing in the bank, insurance in force and a declaration of the year.'
  // The exchange itself asks for a letter to them.
  return ctx.actor.kind === 'system' || ctx.actor.personId === personId
    ? `${needs} ${first.say} What mends it: ${first.mend.text}.`
    : `${needs} ${sayToOthers(first)}`
}

/** The same as a problem, for what is charged by an associate; ok for everything else. Free resources do not need it. */
export const mayCharge = async (
  ctx: Ctx,
  offering: { basis: string; personId: string | null },
): Promise<Result<undefined>> => {
  if (offering.basis !== 'charged' || offering.personId === null) return ok(undefined)
  const why = await whyNoCharge(ctx, offering.personId)
  return why === null ? ok(undefined) : refused(why)
}
