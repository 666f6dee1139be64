import type { Prisma } from '#prisma/generated/client.ts'
import type { OfferingStatus } from '#prisma/generated/enums.ts'
import { maySeeNames } from '#services/bank/index.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { type Block, readMarkdown } from '#services/documents/index.ts'
import { regionName } from '#services/yots/index.ts'
import { type OfferingButton, offeringButtons, offeringLife } from './lifecycle.ts'
import { isProvider, providedBy } from './policy.ts'
import { type Provider, providerSeen } from './search-offerings.ts'
import { tables } from './tables.ts'
import { deliveryWords, kindWords, priceInWords } from './words.ts'

/** An offering as its page shows it. */
export type OfferingPage = {
  id: string
  slug: string
  title: string
  summary: string
  /** As it is drawn, from a little Markdown. */
  description: Block[]
  status: OfferingStatus
  kind: string
  price: string
  delivery: string[]
  region: string
  provider: Provider
  /** Who answers for it; null where the reader may not see names. */
  contact: string | null
  themes: { code: string; name: string }[]
  /** ISO day; null before it is published. */
  publishedOn: string | null
  /** The reader is on the provider's side. */
  isOwn: boolean
  version: number
  /** What the reader may do with it: none for others than its provider. */
  moves: { event: OfferingButton; says: string; follows: string }[]
}

const select = {
  id: true,
  slug: true,
  title: true,
  summary: true,
  description: true,
  status: true,
  kind: true,
  basis: true,
  pricePence: true,
  priceUnit: true,
  delivery: true,
  region: true,
  yotCode: true,
  yot: { select: { name: true } },
  personId: true,
  person: { select: { name: true, profile: { select: { isNamePublic: true } } } },
  outsideId: true,
  outside: { select: { ref: true, name: true } },
  contact: { select: { name: true } },
  publishedAt: true,
  version: true,
  themes: { select: { themeCode: true, theme: { select: { name: true } } }, orderBy: { themeCode: 'asc' } },
} satisfies Prisma.OfferingSelect

/** States in which anyone may read an offering: one that is paused is still there for those who have its address. */
const isPublic = (status: OfferingStatus) => status === 'published' || status === 'paused'

/** An offering by its slug. Drafts and what is archived are there for the provider's side only. */
export const findOffering = async (ctx: Ctx, slug: string): Promise<Result<OfferingPage>> => {
  const row = await tables(ctx).offering.findFirst({
    where: { slug, OR: [{ status: { in: ['published', 'paused'] } }, providedBy(ctx.actor)] },
    select,
  })
  if (!row) return notFound()
  const isOwn = isProvider(ctx.actor, row)
  if (!isPublic(row.status) && !isOwn) return notFound()
  const seesNames = maySeeNames(ctx.actor)
  const { yotCode, yot, personId, person, outsideId, outside } = row
  return ok({
    id: row.id,
    slug,
    title: row.title,
    summary: row.summary,
    description: readMarkdown(row.description),
    status: row.status,
    kind: kindWords[row.kind],
    price: priceInWords(row),
    delivery: row.delivery.map((way) => deliveryWords[way]),
    region: regionName(row.region),
    provider: providerSeen(
      {
        ...{ yotCode, yotName: yot?.name ?? null, personId, personName: person?.name ?? null },
        ...{ outsideId, outsideRef: outside?.ref ?? null, outsideName: outside?.name ?? null },
      },
      seesNames || isOwn || person?.profile?.isNamePublic === true,
    ),
    contact: seesNames ? row.contact.name : null,
    themes: row.themes.map(({ themeCode, theme }) => ({ code: themeCode, name: theme.name })),
    publishedOn: row.publishedAt && londonDate(row.publishedAt),
    isOwn,
    version: row.version,
    moves: isOwn
      ? offeringButtons
          .filter((event) => offeringLife.openTo(row.status, ['provider']).includes(event))
          .map((event) => {
            const { says, follows = '' } = offeringLife.moveOf(event)
            return { event, says, follows }
          })
      : [],
  })
}
