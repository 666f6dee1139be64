import { addMonths } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { SealedContent } from '#services/core/life/sealed-text.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { isLone, isProvider, pricedBases } from '#services/offerings/index.ts'
import { outsidePeople } from '#services/outside/index.ts'
import { holdersToday } from '#services/yots/index.ts'
import { doubtOf } from './doubt-sums.ts'
import { type LockedEnquiry, providerName } from './move-enquiry.ts'
import { type OfferingPerson, type OfferParts, offerContent } from './offer.ts'
import type { OfferInput } from './schema.ts'

type Offering = Pick<LockedEnquiry['offering'], 'yotCode' | 'personId' | 'outsideId' | 'contact'>

/** Who can deliver for a provider: everybody in a post of its service, the associate, or whom an outside provider sends. By name. */
export const whoCanDeliver = async (
  ctx: Ctx,
  { yotCode, personId, outsideId, contact }: Offering,
): Promise<OfferingPerson[]> => {
  if (outsideId !== null) return outsidePeople(ctx, outsideId)
  return yotCode === null
    ? [{ personId: personId ?? '', name: contact.name }]
    : (await holdersToday(ctx, yotCode)).map(({ personId, name }) => ({ personId, name }))
}

/**
 * An offer as a side has typed it, ready to be sealed. Invalid with what is lacking or cannot be; figures that do not fit together
 * are asked about once, under "sure".
 */
export const offerFrom = async (
  ctx: Ctx,
  enquiry: LockedEnquiry,
  {
    by,
    input,
    note,
    people: kept,
  }: { by: OfferParts['by']; input: OfferInput; note: string; people?: OfferingPerson[] },
): Promise<Result<{ parts: OfferParts; content: SealedContent }>> => {
  const { offering, need } = enquiry
  const isPriced = pricedBases.includes(offering.basis)
  const lines = isPriced ? (input.lines ?? []).map(({ price, ...line }) => ({ ...line, pricePence: price })) : []
  if (isPriced && lines.length === 0)
    return invalid({ 'lines[0].what': 'Say what it costs: at least one line with a price' })
  const today = ctx.clock.today()
  const { validUntil, days = null, dates = [], expenses = '', mode = null } = input
  if (validUntil !== undefined && validUntil < today) return invalid({ validUntil: 'The day must be today or later' })
  if (validUntil !== undefined && validUntil > addMonths(today, 12))
    return invalid({ validUntil: 'The day must be within a year' })
  const past = dates.findIndex(({ on }) => on <= today)
  if (past >= 0) return invalid({ [`dates[${past}].on`]: 'The day must be in the future' })
  const possible = await whoCanDeliver(ctx, offering)
  const wanted = input.people ?? []
  // Whoever asks does not say who comes: they keep those whom the provider named.
  const people = kept ?? (isLone(offering) ? possible : possible.filter(({ personId }) => wanted.includes(personId)))
  if (kept === undefined && offering.yotCode !== null && people.length < new Set(wanted).size)
    return invalid({ people: 'Somebody you chose holds no post in your service at present. Choose again' })
  const parts: OfferParts = {
    by,
    lines,
    expenses,
    mode,
    dates: [...dates].sort((a, b) => `${a.on} ${a.from}`.localeCompare(`${b.on} ${b.from}`)),
    days,
    people,
    validUntil: validUntil ?? null,
    note,
  }
  const doubt = isPriced ? doubtOf(parts, { offering, needDays: need.days }) : null
  if (doubt !== null && input.sure !== doubt) return invalid({ sure: doubt })
  const content = offerContent(parts, {
    title: offering.title,
    provider: providerName(enquiry),
    host: enquiry.yot.name,
  })
  return ok({ parts, content })
}

/** The side from which the actor writes an offer. */
export const writingSide = (ctx: Ctx, { offering }: Pick<LockedEnquiry, 'offering'>): OfferParts['by'] =>
  isProvider(ctx.actor, offering) ? 'provider' : 'host'
