import { randomUUID } from 'node:crypto'
import type { Basis, Delivery, EnquiryStatus, OfferingKind, OfferingStatus } from '#prisma/generated/enums.ts'
import { themesByCode } from '#services/bank/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { sealText } from '#services/core/life/sealed-text.ts'
import { startSilence } from '#services/core/life/silence.ts'
import { nextReference } from '#services/core/reference.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { type OfferParts, offerContent } from '#services/enquiries/index.ts'
import { wordingOf } from '#services/offerings/index.ts'
import { value } from './application.ts'

type OfferingTraits = {
  /** Whose it is: a service, with the contact there, an associate, or an outside provider for which somebody speaks. */
  by: { yotCode: string; contactId: string } | { personId: string; outsideId?: string }
  title?: string
  summary?: string
  description?: string
  kind?: OfferingKind
  basis?: Basis
  pricePence?: number
  priceUnit?: string
  delivery?: Delivery[]
  themes?: string[]
  status?: OfferingStatus
  /** Of an associate; a service's own otherwise. */
  region?: string
  /** ISO instant; now when left out. */
  publishedAt?: string
}

/** An offering, put straight into the tables as its use cases would. */
export const makeOffering = async (ctx: Ctx, traits: OfferingTraits): Promise<{ id: string; slug: string }> => {
  const { by, title = 'Resettlement day', status = 'published', themes = ['G1'], basis = 'free' } = traits
  const yot = 'yotCode' in by ? await ctx.db.yot.findUniqueOrThrow({ where: { code: by.yotCode } }) : null
  const id = randomUUID()
  const words = {
    title,
    summary: traits.summary ?? 'A day with our team.',
    description: traits.description ?? 'In your offices or in ours.',
  }
  const kind = traits.kind ?? 'training'
  const region = yot?.region ?? traits.region ?? 'London'
  const publishedAt = traits.publishedAt ? new Date(traits.publishedAt) : ctx.clock.now()
  return ctx.db.offering.create({
    data: {
      id,
      slug: `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${id.slice(0, 8)}`,
      ...words,
      kind,
      basis,
      delivery: traits.delivery ?? ['remote'],
      pricePence: traits.pricePence ?? null,
      priceUnit: traits.priceUnit ?? null,
      yotCode: 'yotCode' in by ? by.yotCode : null,
      personId: 'personId' in by ? by.personId : null,
      outsideId: 'outsideId' in by ? (by.outsideId ?? null) : null,
      contactId: 'contactId' in by ? by.contactId : by.personId,
      region,
      status,
      searchText: wordingOf({ ...words, kind, region, provider: yot?.name ?? '' }, themes, await themesByCode(ctx)),
      createdAt: publishedAt,
      publishedAt: status === 'draft' ? null : publishedAt,
      themes: { create: themes.map((themeCode) => ({ themeCode })) },
    },
    select: { id: true, slug: true },
  })
}

type EnquiryTraits = {
  offeringId: string
  /** Who asks, and for which service. */
  fromId: string
  yotCode: string
  status?: EnquiryStatus
  /** ISO day; ten working days from today when left out. */
  respondBy?: string
  /** The need that it is part of; one of its own when left out. */
  needId?: string
  /** What the offer asks in all; nothing when left out. */
  quotePence?: number
  /** What else the offer says. */
  offer?: Partial<OfferParts>
}

/** States in which something was offered. */
const offered: readonly EnquiryStatus[] = ['interested', 'chosen', 'not_chosen']

/** An enquiry about an offering, put straight into the tables as its use cases would: with its need, and its offer once there is one. */
export const makeEnquiry = async (ctx: Ctx, traits: EnquiryTraits): Promise<{ id: string; ref: string }> => {
  const { status = 'sent', respondBy = addWorkingDays(ctx.clock.today(), 10), offeringId, fromId, yotCode } = traits
  const isAnswered = status !== 'sent' && status !== 'expired' && status !== 'withdrawn'
  const now = ctx.clock.now()
  const need =
    traits.needId === undefined
      ? await ctx.db.need.create({
          data: {
            ref: await nextReference(ctx, 'EN'),
            yotCode,
            fromId,
            words: 'A day for our board before the summer.',
            themes: [],
            askedAt: now,
          },
        })
      : await ctx.db.need.findUniqueOrThrow({ where: { id: traits.needId } })
  const enquiry = await ctx.db.enquiry.create({
    data: {
      offeringId,
      fromId,
      yotCode,
      ref: need.ref,
      needId: need.id,
      status,
      sentAt: now,
      respondBy: dateFromIso(respondBy),
      respondedAt: isAnswered ? now : null,
      response: isAnswered ? 'Two days in July.' : null,
    },
    select: { id: true, ref: true, offering: { select: { title: true, contactId: true } } },
  })
  if (status === 'chosen') await ctx.db.need.update({ where: { id: need.id }, data: { chosenId: enquiry.id } })
  if (offered.includes(status)) {
    const { title, contactId } = enquiry.offering
    await sealFor(ctx, enquiry.id, contactId, {
      by: 'provider',
      lines:
        traits.quotePence === undefined
          ? []
          : [{ what: title, quantity: 100, unit: 'whole', pricePence: traits.quotePence, vat: 'outside-scope' }],
      ...traits.offer,
    })
  }
  if (status === 'sent' || status === 'undecided')
    await startSilence(ctx, { kind: 'enquiry', subjectId: enquiry.id, lastDay: respondBy })
  return { id: enquiry.id, ref: enquiry.ref }
}

/** The next version of an offer, accepted by whoever wrote it. */
export const sealFor = async (
  ctx: Ctx,
  enquiryId: string,
  personId: string,
  parts: Partial<OfferParts> & Pick<OfferParts, 'by'>,
): Promise<void> => {
  const content = offerContent(
    {
      lines: [],
      expenses: '',
      mode: null,
      dates: [],
      days: null,
      people: [],
      validUntil: null,
      note: 'Two days in July.',
      ...parts,
    },
    { title: 'What is offered', provider: 'The provider', host: 'The host' },
  )
  const sealed = value(await sealText(ctx, { kind: 'enquiry-offer', subjectId: enquiryId }, content))
  await ctx.db.textAcceptance.create({
    data: { textId: sealed.id, side: parts.by, hash: sealed.hash, personId, acceptedAt: ctx.clock.now() },
  })
}

/** How the newest version of an offer is chosen by somebody who has just read it. */
export const choosing = async (
  ctx: Ctx,
  { id }: { id: string },
): Promise<{ version: number; number: number; hash: string; reason: string }> => {
  const { version } = await ctx.db.enquiry.findUniqueOrThrow({ where: { id }, select: { version: true } })
  const newest = await ctx.db.sealedText.findFirst({
    where: { kind: 'enquiry-offer', subjectId: id },
    orderBy: { number: 'desc' },
  })
  return { version, number: newest?.number ?? 1, hash: newest?.hash ?? '', reason: 'They know boards like ours.' }
}
