import { checkPeople, previewEnquiry, verdictOf } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { afterwards } from '#services/core/transaction.ts'
import { listed } from '#services/core/words.ts'
import { isLone, type Offerer } from '#services/offerings/index.ts'
import { inForce } from '#services/yots/index.ts'

/** Bases on which a provider is paid, which is when the conflict rules run. */
export const paidBases: readonly string[] = ['charged', 'cost_recovery']

/** Who holds a post in each of these services today, by service. One statement. */
export const peopleOfServices = async (ctx: Ctx, codes: readonly string[]): Promise<Map<string, string[]>> => {
  if (codes.length === 0) return new Map()
  const rows = await ctx.db.holding.findMany({
    where: {
      yotCode: { in: [...codes] },
      post: { abolishedOn: null },
      person: { leftAt: null },
      ...inForce(ctx.clock.today()),
    },
    select: { yotCode: true, personId: true },
  })
  const people = new Map<string, string[]>()
  for (const { yotCode, personId } of rows) people.set(yotCode, [...(people.get(yotCode) ?? []), personId])
  return people
}

/**
 * Whether what the rules find of its people keeps a whole service from selling to the host: one of them has just reviewed it. What
 * keeps only one person away is no matter of the service: others can deliver.
 */
export const isCaught = (found: readonly { ruleId: string; effect: string }[]): boolean =>
  found.some(({ ruleId, effect }) => ruleId === 'SELL_AFTER_REVIEW' && effect === 'block')

/**
 * Notes that paid work was refused because it would have followed a review, to be counted each year. It says neither between whom nor who
 * asked: whoever reads the audit log may not know of that review.
 */
const noteRefusal = (ctx: Ctx): Promise<void> =>
  afterwards(ctx, (ctx) =>
    audit(asSystem(ctx), { event: 'paid-work.refused', subject: { kind: 'paid-work', id: 'after-review' } }),
  )

type Asked = { id: string; yotCode: string; offering: Offerer & { basis: string } }

/** Checks the people who would deliver, where they would be paid. A block is refused without its reason, which may be another's. */
export const checkNamed = async (
  ctx: Ctx,
  { id, offering }: Pick<Asked, 'id' | 'offering'>,
  moment: 'shortlist' | 'terms',
  named: readonly { personId: string; name: string }[],
): Promise<Result<{ toManage: string[] }>> => {
  // Whoever speaks for an outside provider is paid by what its people do.
  const speaker = offering.personId === null ? [] : [offering.personId]
  const personIds = isLone(offering) ? speaker : [...new Set([...speaker, ...named.map(({ personId }) => personId)])]
  if (personIds.length === 0 || !paidBases.includes(offering.basis)) return ok({ toManage: [] })
  const found = await checkPeople(asSystem(ctx), {
    case: { kind: 'enquiry', id },
    activity: 'paid-delivery',
    personIds,
    moment,
  })
  const blocked = personIds.filter((personId) => verdictOf(found.get(personId) ?? []) === 'blocked')
  if (blocked.some((personId) => isCaught(found.get(personId) ?? []))) await noteRefusal(ctx)
  if (offering.personId !== null && blocked.includes(offering.personId))
    return refused(
      isLone(offering)
        ? 'This associate is not available to your service.'
        : 'This outside provider is not available to your service.',
    )
  if (blocked.length > 0) {
    const names = named.filter(({ personId }) => blocked.includes(personId)).map(({ name }) => name)
    return refused(`${listed(names)} cannot deliver this. Somebody else has to be named.`)
  }
  const toManage = [...found.values()].flat().filter(({ effect, ruleId }) => effect === 'manage' && ruleId !== 'STALE')
  return ok({ toManage: [...new Set(toManage.map((conflict) => conflict.safeSentence))] })
}

/**
 * Runs the conflict rules between whoever would be paid and the service that asks, before they are written to and again when
 * they are chosen: an associate, or whoever speaks for an outside provider; of a service nobody may just have reviewed the host, and whoever is named to deliver is
 * checked like an associate. What has to be managed is returned by name: the two sides put into their terms how they
 * manage it (docs/decisions/0010).
 */
export const checkPaidDelivery = async (
  ctx: Ctx,
  asked: Asked,
  moment: 'shortlist' | 'terms',
  named: readonly { personId: string; name: string }[] = [],
): Promise<Result<{ toManage: string[] }>> => {
  const { yotCode, offering } = asked
  if (paidBases.includes(offering.basis) && offering.yotCode !== null) {
    const people = (await peopleOfServices(ctx, [offering.yotCode])).get(offering.yotCode) ?? []
    const foreseen = await previewEnquiry(ctx, { yotCode, personIds: people })
    if ([...foreseen.values()].some(isCaught)) {
      await noteRefusal(ctx)
      return refused('This service is not available to yours for paid work at present.')
    }
  }
  return checkNamed(ctx, asked, moment, named)
}

/**
 * Whether a service may pay for places with this provider and these trainers. They have no enquiry, so nothing is kept: a service is caught
 * as a whole, and whoever trains with it, by a review of the one that pays; an associate, and whoever speaks for an outside provider, by any
 * block. Words name no reason.
 *
 * @param ctx of whoever books for the service that pays
 */
export const checkPaidPlaces = async (
  ctx: Ctx,
  { yotCode, provider, trainerIds }: { yotCode: string; provider: Offerer; trainerIds: readonly string[] },
): Promise<Result<undefined>> => {
  const own =
    provider.yotCode === null ? [] : ((await peopleOfServices(ctx, [provider.yotCode])).get(provider.yotCode) ?? [])
  const payee = provider.personId === null ? [] : [provider.personId]
  const personIds = [...new Set([...own, ...payee, ...trainerIds])]
  const found = await previewEnquiry(ctx, { yotCode, personIds })
  const isAfterReview = [...found.values()].some(isCaught)
  if (isAfterReview) await noteRefusal(ctx)
  const isBlocked = payee.some((id) => found.get(id)?.some(({ effect }) => effect === 'block'))
  return isAfterReview || isBlocked
    ? refused('Paid places on this date are not available to your service at present.')
    : ok(undefined)
}
