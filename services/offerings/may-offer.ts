import { eligibilityToday } from '#services/bank/eligibility-today.ts'
import { type Actor, hasRole } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result, refused } from '#services/core/result.ts'
import { hasMembership } from '#services/yots/has-membership.ts'
import { yotsOf } from '#services/yots/speaks-for.ts'
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
    if (owner.yotCode === null && yotsOf(actor).length > 0)
      return forbidden('You hold a post in a service, so what you offer is offered in its name.')
    return forbidden('Offerings come from people who hold a post in a service, and from associates in the bank.')
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
 * Why this person may not charge for work today, as a sentence; null when they may. Charged work needs good standing in
 * the bank and insurance in force.
 */
export const whyNoCharge = async (ctx: Ctx, personId: string): Promise<string | null> => {
  const eligibility = (await eligibilityToday(ctx, [personId])).get(personId)
  if (!eligibility || eligibility.mayCharge) return null
  const bars = eligibility.mayTrain ? ['insurance'] : ['standing', 'recency']
  const no = eligibility.noes.find(({ bar }) => bars.includes(bar))
  return `Charged work needs good standing in the bank and insurance in force. ${no?.say ?? ''}`.trim()
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
