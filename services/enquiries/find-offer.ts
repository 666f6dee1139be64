import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptedAt, changedParts, versionsOf } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { enquirySidesOf } from './enquiry-people.ts'
import { type EnquiryEvent, enquiryLife } from './lifecycle.ts'
import { findKnown, providerName, readEnquiry } from './move-enquiry.ts'
import { isOffered, offerIn, offerOf, offerPartCalled } from './offer.ts'
import { type OfferForm, offerForm } from './provider-need.ts'

/** An offer with its versions, as either side reads it. ISO days. */
export type OfferPage = {
  ref: string
  id: string
  version: number
  side: 'host' | 'provider'
  title: string
  hostName: string
  providerName: string
  status: string
  number: number
  hash: string
  text: string
  /** The version before, to show what differs; null for the first. */
  before: string | null
  changed: string[]
  /** The newest version is the host's, and the provider has not agreed to it. */
  isCountered: boolean
  versions: { number: number; by: string; on: string; note: string }[]
  moves: EnquiryEvent[]
  form: OfferForm
}

/** The offer of an enquiry of a need, for those on either side of it; not found for others, and while nothing is offered. */
export const findOffer = async (ctx: Ctx, ref: string, id: string): Promise<Result<OfferPage>> => {
  const known = await findKnown(ctx, id)
  const enquiry = known && (await readEnquiry(ctx, known.id))
  const [side] = known ? enquirySidesOf(ctx.actor, known) : []
  if (!enquiry || (side !== 'host' && side !== 'provider') || ![enquiry.ref, enquiry.need.ref].includes(ref))
    return notFound()
  const versions = await versionsOf(ctx, offerOf(enquiry.id))
  const newest = versions.at(-1)
  if (!newest) return notFound()
  const before = versions.at(-2) ?? null
  const names = { host: enquiry.yot.name, provider: providerName(enquiry) }
  const { offering } = enquiry
  return ok({
    ref,
    id: enquiry.id,
    version: enquiry.version,
    side,
    title: offering.title,
    hostName: names.host,
    providerName: names.provider,
    status: enquiryLife.states[enquiry.status],
    number: newest.number,
    hash: newest.hash,
    text: newest.text,
    before: before?.text ?? null,
    changed: before === null ? [] : changedParts(before, newest).filter(isOffered).map(offerPartCalled),
    isCountered: acceptedAt(newest, 'provider') === null,
    versions: versions.map((version) => {
      const { by, note } = offerIn(version)
      return { number: version.number, by: names[by], on: londonDate(version.sealedAt), note }
    }),
    moves: enquiryLife.openTo(enquiry.status, [side]),
    form: await offerForm(ctx, { offering, newest: offerIn(newest), days: enquiry.need.days }),
  })
}
