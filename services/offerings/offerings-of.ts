import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'
import { kindWords, priceInWords } from './words.ts'

/** An offering in a word or two, for its provider's own page. */
export type OfferingLine = { slug: string; title: string; kind: string; price: string }

/** More than a page of somebody's should list; the catalogue has the rest. */
const mostLines = 20

/** What a service, a person in the bank, or an outside provider offers at present: the newest first, at most twenty. */
export const offeringsOf = async (
  ctx: Ctx,
  provider: { yotCode: string } | { personId: string } | { outsideId: string },
): Promise<OfferingLine[]> => {
  const rows = await tables(ctx).offering.findMany({
    // What somebody offers as an outside provider's speaker is not their own.
    where: { ...('personId' in provider ? { outsideId: null } : {}), ...provider, status: 'published' },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: mostLines,
    select: { slug: true, title: true, kind: true, basis: true, pricePence: true, priceUnit: true },
  })
  return rows.map(({ slug, title, kind, ...terms }) => ({
    slug,
    title,
    kind: kindWords[kind],
    price: priceInWords(terms),
  }))
}
