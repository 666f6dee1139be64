import { suspendedToday } from '#services/bank/index.ts'
import { checkPeople, verdictOf } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { listed } from '#services/core/words.ts'
import { whyNotOffered } from '#services/offerings/index.ts'
import { outsidePeople } from '#services/outside/index.ts'
import { holdersToday } from '#services/yots/index.ts'
import type { LockedEngagement } from './move-engagement.ts'
import { type Deliverer, isPaid } from './terms.ts'

/** Who can deliver for the provider: everybody in a post of its service, the associate, or whom an outside provider sends. By name. */
export const possibleDeliverers = async (
  ctx: Ctx,
  of: Pick<LockedEngagement, 'providerYotCode' | 'providerPersonId' | 'providerPerson' | 'offering'>,
): Promise<Deliverer[]> => {
  if (of.offering.outsideId !== null) {
    const sent = await outsidePeople(ctx, of.offering.outsideId)
    const away = await suspendedToday(
      ctx,
      sent.map(({ personId }) => personId),
    )
    return sent.filter(({ personId }) => !away.has(personId))
  }
  if (of.providerYotCode === null)
    return of.providerPersonId === null || (await suspendedToday(ctx, [of.providerPersonId])).has(of.providerPersonId)
      ? []
      : [{ personId: of.providerPersonId, name: of.providerPerson?.name ?? '' }]
  const held = [...new Set((await holdersToday(ctx, of.providerYotCode)).map(({ personId }) => personId))]
  const suspended = await suspendedToday(ctx, held)
  const ids = held.filter((personId) => !suspended.has(personId))
  const people = await ctx.db.person.findMany({
    where: { id: { in: ids } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
  return people.map(({ id, name }) => ({ personId: id, name }))
}

/**
 * Checks each person who is to deliver: they belong to the provider, and where the work is paid the conflict rules run between
 * each of them and the service that it is for. A block is refused without its reason, which may be another's.
 *
 * @returns sentences, without anybody's facts, for what the terms have to say how it is managed
 */
export const checkDeliverers = async (
  ctx: Ctx,
  engagement: LockedEngagement,
  people: readonly Deliverer[],
  moment: 'terms' | 'change',
): Promise<Result<{ toManage: string[] }>> => {
  const possible = new Set((await possibleDeliverers(ctx, engagement)).map(({ personId }) => personId))
  const strangers = people.filter(({ personId }) => !possible.has(personId))
  if (strangers.length > 0)
    return refused(
      `${listed(strangers.map(({ name }) => name))} cannot deliver this for the provider at present. Name somebody else.`,
    )
  if (!isPaid(engagement.basis) || engagement.enquiryId === null) return ok({ toManage: [] })
  const found = await checkPeople(asSystem(ctx), {
    case: { kind: 'enquiry', id: engagement.enquiryId },
    activity: 'paid-delivery',
    personIds: people.map(({ personId }) => personId),
    moment,
  })
  const blocked = people.filter(({ personId }) => verdictOf(found.get(personId) ?? []) === 'blocked')
  if (blocked.length > 0)
    return refused(`${listed(blocked.map(({ name }) => name))} cannot deliver this. Name somebody else.`)
  const open = people.flatMap(({ personId }) => (found.get(personId) ?? []).filter(({ effect }) => effect === 'manage'))
  const stale = people.filter(({ personId }) => (found.get(personId) ?? []).some(({ ruleId }) => ruleId === 'STALE'))
  if (stale.length > 0)
    return refused(
      `The yearly declaration of interests of ${listed(stale.map(({ name }) => name))} is out of date. Once it is made anew, these terms can be agreed.`,
    )
  return ok({ toManage: [...new Set(open.map(({ safeSentence }) => safeSentence))] })
}

/**
 * Whether a paid associate may charge, or an outside provider offer, through the last day of the work: standing in force and insurance that lasts.
 * Refused with what would mend it.
 */
export const mayChargeUntil = async (
  ctx: Ctx,
  { basis, providerPersonId, offering }: Pick<LockedEngagement, 'basis' | 'providerPersonId' | 'offering'>,
  lastDay: string,
): Promise<Result<undefined>> => {
  for (const on of [ctx.clock.today(), lastDay]) {
    const { outsideId } = offering
    const why = await whyNotOffered(ctx, { basis, personId: providerPersonId, outsideId }, on)
    if (why !== null) return refused(why)
  }
  return ok(undefined)
}
