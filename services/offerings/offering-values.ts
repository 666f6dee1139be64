import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import { outsidePlaces } from '#services/outside/index.ts'
import { findYot, holdersToday, lastPostOf, postsHeldBy } from '#services/yots/index.ts'
import { whyNoCharge } from './may-offer.ts'
import { isLone, type Offerer } from './policy.ts'
import type { OfferingInput } from './schema.ts'
import { wordingOf } from './search-text.ts'
import { slugFrom } from './slug.ts'
import { tables } from './tables.ts'
import { pricedBases } from './words.ts'

/** Where a provider is, and the name it is found by: an associate is not found by theirs, which may not be public. */
const placeOf = async (
  ctx: Ctx,
  { yotCode, personId, outsideId }: Offerer,
): Promise<{ provider: string; region: string }> => {
  if (outsideId !== null) {
    const outside = (await outsidePlaces(ctx, [outsideId])).get(outsideId)
    return { provider: outside?.name ?? '', region: outside?.region ?? '' }
  }
  if (yotCode !== null) {
    const yot = await findYot(ctx, yotCode)
    return yot.ok ? { provider: yot.value.name, region: yot.value.region } : { provider: '', region: '' }
  }
  const posts = await postsHeldBy(ctx, { id: personId ?? '' })
  return { provider: '', region: lastPostOf(posts, ctx.clock.today())?.yot.region ?? '' }
}

/** Who answers: for a service somebody who holds a post there, for an associate themselves, for an outside provider whoever speaks for it. */
const contactFor = async (
  ctx: Ctx,
  { yotCode, personId }: Offerer,
  contactId: string | undefined,
): Promise<string | null> => {
  if (yotCode === null) return personId
  const holders = await holdersToday(ctx, yotCode)
  return holders.find((holder) => holder.personId === contactId)?.personId ?? null
}

/** What an offering's row says, and its themes, from what was typed; or what is wrong with it that the form alone cannot tell. */
export const offeringValues = async (ctx: Ctx, owner: Offerer, input: OfferingInput) => {
  const { title, kind, summary, description, themes, basis, price, priceUnit, delivery } = input
  const known = await themesByCode(ctx)
  if (!themes.every((code) => known.has(code))) return invalid({ themes: 'Choose themes from the list' })
  const contactId = await contactFor(ctx, owner, input.contactId)
  if (contactId === null) return invalid({ contactId: 'Choose somebody who holds a post in the service' })
  if (basis === 'charged' && isLone(owner) && owner.personId !== null) {
    const why = await whyNoCharge(ctx, owner.personId)
    if (why !== null) return invalid({ basis: why })
  }
  const { provider, region } = await placeOf(ctx, owner)
  const isPriced = pricedBases.includes(basis)
  return ok({
    row: {
      title,
      kind,
      basis,
      delivery,
      pricePence: isPriced ? (price ?? null) : null,
      priceUnit: isPriced ? (priceUnit ?? null) : null,
      summary,
      description,
      contactId,
      region,
      searchText: wordingOf({ title, summary, description, kind, provider, region }, themes, known),
    },
    themes: [...new Set(themes)],
  })
}

/** A slug that no other offering has. Holds back others who look for one until this transaction ends. */
export const freeSlug = async (ctx: Ctx, title: string, ownId: string | null): Promise<string> => {
  await ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('offering slugs'))`
  const base = slugFrom(title)
  const rows = await tables(ctx).offering.findMany({
    where: { slug: { startsWith: base }, ...(ownId === null ? {} : { id: { not: ownId } }) },
    select: { slug: true },
  })
  const taken = new Set(rows.map(({ slug }) => slug))
  let slug = base
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`
  return slug
}
