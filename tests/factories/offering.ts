import { randomUUID } from 'node:crypto'
import type { Basis, Delivery, OfferingKind, OfferingStatus } from '#prisma/generated/enums.ts'
import { themesByCode } from '#services/bank/themes.ts'
import type { Ctx } from '#services/core/context.ts'
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
