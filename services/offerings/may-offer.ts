import { mayDo, sayToOthers } from '#services/bank/index.ts'
import { type Actor, hasRole } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result, refused } from '#services/core/result.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { outsideOf, whyNotOutside } from '#services/outside/index.ts'
import { yotsOf } from '#services/yots/index.ts'
import { missingConsent } from './consents.ts'
import type { Offerer } from './policy.ts'

const ownNames = (actor: Actor): Offerer[] => {
  const services = yotsOf(actor)
  if (services.length > 0) return services.map((yotCode) => ({ yotCode, personId: null, outsideId: null }))
  return actor.personId !== null && hasRole(actor, 'bank_member')
    ? [{ yotCode: null, personId: actor.personId, outsideId: null }]
    : []
}

/**
 * In whose name the actor can offer something: the services where they hold a post, an associate in their own; and the outside
 * providers that they speak for.
 */
export const ownersFor = async (ctx: Ctx): Promise<Offerer[]> => {
  const outside = await outsideOf(ctx)
  return [
    ...ownNames(ctx.actor),
    ...outside.map(({ id }) => ({ yotCode: null, personId: ctx.actor.personId, outsideId: id })),
  ]
}

const isSame = (one: Offerer, other: Offerer) =>
  one.yotCode === other.yotCode && one.personId === other.personId && one.outsideId === other.outsideId

/**
 * Whether the actor may offer something in this name today: for a service, who holds a post there while it is a member of
 * the association; in their own name, an associate whose place in the bank stands; for an outside provider, whoever speaks for it.
 */
export const mayOffer = async (ctx: Ctx, owner: Offerer): Promise<Result<undefined>> => {
  const { actor } = ctx
  if (!(await ownersFor(ctx)).some((own) => isSame(own, owner))) {
    if (owner.outsideId !== null) return forbidden('Only whoever speaks for an outside provider offers in its name.')
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
    const others =
      'Offerings come from people who hold a post in a service, from associates in the bank, and from outside providers that the association has approved.'
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

/**
 * Why something may not be offered on a day, today when it is left out, whoever speaks for it: an outside provider needs its approval,
 * fee and insurance for whatever it offers, an associate standing for what is charged. Null when it may.
 */
export const whyNotOffered = async (
  ctx: Ctx,
  { basis, personId, outsideId }: { basis: string } & Pick<Offerer, 'personId' | 'outsideId'>,
  on = ctx.clock.today(),
): Promise<string | null> => {
  if (outsideId !== null) return (await whyNotOutside(ctx, [outsideId], on)).get(outsideId) ?? null
  return basis === 'charged' && personId !== null ? whyNoCharge(ctx, personId, on) : null
}

/** The same as a problem; ok where nothing is in the way. */
export const mayBeOffered = async (
  ctx: Ctx,
  offering: Parameters<typeof whyNotOffered>[1],
): Promise<Result<undefined>> => {
  const why = await whyNotOffered(ctx, offering)
  return why === null ? ok(undefined) : refused(why)
}
