import { randomUUID } from 'node:crypto'
import type { Basis, Delivery, EnquiryStatus, OfferingKind, OfferingStatus } from '#prisma/generated/enums.ts'
import { themesByCode } from '#services/bank/themes.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { wordingOf } from '#services/offerings/search-text.ts'

type OfferingTraits = {
  /** Whose it is: a service, with the contact there, or an associate. */
  by: { yotCode: string; contactId: string } | { personId: string }
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
}

/** An enquiry about an offering, put straight into the table. */
export const makeEnquiry = async (ctx: Ctx, traits: EnquiryTraits): Promise<{ id: string; ref: string }> => {
  const { status = 'sent', respondBy = addWorkingDays(ctx.clock.today(), 10), ...who } = traits
  const isAnswered = status !== 'sent' && status !== 'expired' && status !== 'withdrawn'
  return ctx.db.enquiry.create({
    data: {
      ...who,
      ref: await nextReference(ctx, 'EN'),
      need: 'A day for our board before the summer.',
      status,
      sentAt: ctx.clock.now(),
      respondBy: dateFromIso(respondBy),
      respondedAt: isAnswered ? ctx.clock.now() : null,
      response: isAnswered ? 'Two days in July.' : null,
    },
    select: { id: true, ref: true },
  })
}
