import type { OfferingStatus } from '#prisma/generated/enums.ts'
import { themeTree } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { typedPounds } from '#services/core/words.ts'
import { outsidePlaces } from '#services/outside/index.ts'
import { findYot, holdersToday, type PostHolder } from '#services/yots/index.ts'
import { mayOffer, ownersFor, whyNoCharge } from './may-offer.ts'
import { isLone, isProvider, type Offerer, outsideName } from './policy.ts'
import { tables } from './tables.ts'
import { basisHints, basisWords, choicesOf, deliveryWords, kindWords } from './words.ts'

/** What the form about an offering offers to choose from. */
export type OfferingChoices = {
  /** The service it is from, the associate, or the outside provider. */
  ownerName: string
  isAssociate: boolean
  /** Who sees the name of the associate it is from, as a sentence; null for others. */
  whoSeesName: string | null
  kinds: { value: string; label: string }[]
  bases: { value: string; label: string; hint: string }[]
  delivery: { value: string; label: string }[]
  themes: { code: string; name: string; skills: { value: string; label: string; hint: string }[] }[]
  /** Who may answer for it; empty for an associate, who answers themselves. */
  contacts: PostHolder[]
  /** Why an associate may not charge today; null when they may, or for a service. */
  noCharge: string | null
}

const ownerName = async (ctx: Ctx, { yotCode, outsideId }: Offerer): Promise<string> => {
  if (outsideId !== null) return outsideName((await outsidePlaces(ctx, [outsideId])).get(outsideId)?.name ?? '')
  if (yotCode === null) return ctx.actor.name
  const yot = await findYot(ctx, yotCode)
  return yot.ok ? yot.value.name : yotCode
}

const whoSeesName = async (ctx: Ctx, personId: string): Promise<string> => {
  const person = await ctx.db.person.findUnique({
    where: { id: personId },
    select: { profile: { select: { isNamePublic: true } } },
  })
  return person?.profile?.isNamePublic
    ? 'Everyone sees your name on it, because your page in the bank is public.'
    : 'People of services, the bank and the association see your name on it; to others it is from “an associate in the bank”.'
}

const choicesFor = async (ctx: Ctx, owner: Offerer): Promise<OfferingChoices> => {
  const { yotCode, personId } = owner
  return {
    ownerName: await ownerName(ctx, owner),
    isAssociate: yotCode === null,
    whoSeesName: personId === null || !isLone(owner) ? null : await whoSeesName(ctx, personId),
    kinds: choicesOf(kindWords),
    bases: choicesOf(basisWords).map((choice) => ({ ...choice, hint: basisHints[choice.value] })),
    delivery: choicesOf(deliveryWords),
    themes: (await themeTree(ctx)).map(({ code, name, children }) => ({
      code,
      name,
      skills: children.map((skill) => ({ value: skill.code, label: skill.name, hint: skill.description })),
    })),
    contacts: yotCode === null ? [] : await holdersToday(ctx, yotCode),
    noCharge: personId === null || !isLone(owner) ? null : await whyNoCharge(ctx, personId),
  }
}

/** An owner as a URL says it: a service's code, an outside provider's id, or "me". */
const keyOf = ({ yotCode, outsideId }: Offerer) => yotCode ?? outsideId ?? 'me'

/** In whose name the actor can offer something, by name. */
export const ownerChoices = async (ctx: Ctx): Promise<{ value: string; label: string }[]> =>
  Promise.all(
    (await ownersFor(ctx)).map(async (owner) => ({ value: keyOf(owner), label: await ownerName(ctx, owner) })),
  )

/** Whom a URL names as the owner of a new offering: the only one the actor may speak for when it names none. */
export const ownerFromKey = async (ctx: Ctx, key: string | null): Promise<Offerer | null> => {
  const owners = await ownersFor(ctx)
  const { personId } = ctx.actor
  if (key === 'me' && personId !== null) return { yotCode: null, personId, outsideId: null }
  if (key !== null) return owners.find((owner) => keyOf(owner) === key) ?? null
  return owners.length === 1 ? (owners[0] ?? null) : null
}

/** The form for a new offering in this name; forbidden where the actor may not offer in it. */
export const newOfferingForm = async (ctx: Ctx, owner: Offerer): Promise<Result<OfferingChoices>> => {
  const allowed = await mayOffer(ctx, owner)
  return allowed.ok ? ok(await choicesFor(ctx, owner)) : allowed
}

/** An offering as its form shows it: prices in pounds, as people type them. */
export type OfferingForm = {
  choices: OfferingChoices
  status: OfferingStatus
  version: number
  values: Record<string, string | string[] | null>
}

/** The form that changes an offering; not found for others than its provider, refused once it is archived. */
export const editOfferingForm = async (ctx: Ctx, slug: string): Promise<Result<OfferingForm>> => {
  const row = await tables(ctx).offering.findUnique({
    where: { slug },
    include: { themes: { select: { themeCode: true }, orderBy: { themeCode: 'asc' } } },
  })
  if (!row || !isProvider(ctx.actor, row)) return notFound()
  if (row.status === 'archived') return refused('This offering is archived. Offer it anew if it is wanted again.')
  const { title, kind, summary, description, basis, pricePence, priceUnit, delivery, contactId } = row
  return ok({
    choices: await choicesFor(ctx, row),
    status: row.status,
    version: row.version,
    values: {
      title,
      kind,
      summary,
      description,
      themes: row.themes.map(({ themeCode }) => themeCode),
      basis,
      price: pricePence === null ? null : typedPounds(pricePence),
      priceUnit,
      delivery,
      contactId,
    },
  })
}
