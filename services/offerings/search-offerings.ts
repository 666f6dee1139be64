import type { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import { maySeeNames, themesByCode } from '#services/bank/index.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName } from '#services/yots/index.ts'
import type { CatalogueFilter } from './catalogue-filter.ts'
import { catalogueSql, type Known, mostMatches, pageSize } from './catalogue-sql.ts'
import { awayFrom } from './near.ts'
import { deliveryWords, kindWords, priceInWords } from './words.ts'

/** Who offers something. A person's name is null where the reader may not see it. */
export type Provider =
  | { kind: 'service'; code: string; name: string }
  | { kind: 'person'; id: string; name: string | null }
  | { kind: 'outside'; id: string; ref: string; name: string }

type Of = {
  yotCode: string | null
  yotName: string | null
  personId: string | null
  personName: string | null
  outsideId: string | null
  outsideRef: string | null
  outsideName: string | null
}

/** Who offers something, with a person's name where it may be shown. */
export const providerSeen = (of: Of, mayName: boolean): Provider => {
  if (of.yotCode !== null) return { kind: 'service', code: of.yotCode, name: of.yotName ?? '' }
  if (of.outsideId !== null)
    return { kind: 'outside', id: of.outsideId, ref: of.outsideRef ?? '', name: of.outsideName ?? '' }
  return { kind: 'person', id: of.personId ?? '', name: mayName ? of.personName : null }
}

/** Whose ratings are a provider's: a service's code, a person's or an outside provider's id. */
export const ratedAsOf = (of: { yotCode: string | null; personId: string | null; outsideId: string | null }): string =>
  of.yotCode ?? of.outsideId ?? of.personId ?? ''

/** An offering as the catalogue lists it, in words. */
export type OfferingEntry = {
  slug: string
  title: string
  summary: string
  kind: string
  /** "Free", "Cost recovery: £45 a place". */
  price: string
  delivery: string[]
  region: string
  provider: Provider
  themes: { code: string; name: string }[]
  publishedOn: string
  /** How hosts rated its provider, where that is what the catalogue is ordered by and there is a figure. */
  rating: Rating | null
  /** "34 miles" from where the catalogue is measured; null where it is not, for that service's own, and for an associate. */
  away: string | null
}

type Rating = { shown: number; count: number }

export type Catalogue = {
  offerings: OfferingEntry[]
  /** At most `mostMatches`. */
  count: number
  /** There are more than were counted. */
  isMore: boolean
  page: number
  pageCount: number
  /** Nothing has all the words that were searched for; these have some of them. */
  isSomeWords: boolean
}

type Row = {
  count: number
  slug: string | null
  title: string
  summary: string
  kind: OfferingKind
  basis: Basis
  pricePence: number | null
  priceUnit: string | null
  delivery: Delivery[]
  region: string
  yotCode: string | null
  yotName: string | null
  personId: string | null
  personName: string | null
  outsideId: string | null
  outsideRef: string | null
  outsideName: string | null
  isNamePublic: boolean | null
  publishedAt: Date
  themes: string[]
}

const read = async (ctx: Ctx, filter: CatalogueFilter, isAny: boolean, known: Known): Promise<Row[]> =>
  ctx.db.$queryRaw<Row[]>(await catalogueSql(ctx, filter, isAny, known))

/** Joined by "any of", -without would match nearly everything and "quoted words" no longer what was meant. */
const canLoosen = (q: string) => /\s/.test(q) && !/"|(^|\s)-/.test(q)

/**
 * The public catalogue, twenty a page: what is published and fits the filter, by relevance, the newest first, or by how hosts rated
 * the provider: those without a figure stand where nothing is known of them; by their next date, by miles, or by the day's lot, in
 * which no provider is before another twice before all have been shown once. What other rooms know comes as `known`. One statement; a second when nothing has all the words searched for, which then looks for some of them.
 */
export const searchOfferings = async (ctx: Ctx, filter: CatalogueFilter, known: Known = {}): Promise<Catalogue> => {
  const { rated = null, distances = null } = known
  let rows = await read(ctx, filter, false, known)
  let isSomeWords = false
  if (rows[0]?.count === 0 && known.isStrict !== true && canLoosen(filter.q)) {
    rows = await read(ctx, filter, true, known)
    isSomeWords = rows[0]?.count !== 0
  }
  const counted = rows[0]?.count ?? 0
  const count = Math.min(counted, mostMatches)
  const themes = await themesByCode(ctx)
  const seesNames = maySeeNames(ctx.actor)
  const entries = rows.flatMap((row): OfferingEntry[] => {
    const { slug, title, summary, yotCode } = row
    if (slug === null) return []
    return [
      {
        slug,
        title,
        summary,
        kind: kindWords[row.kind],
        price: priceInWords(row),
        delivery: row.delivery.map((way) => deliveryWords[way]),
        region: regionName(row.region),
        provider: providerSeen(row, seesNames || row.isNamePublic === true),
        themes: row.themes.map((code) => ({ code, name: themes.get(code)?.name ?? code })),
        publishedOn: londonDate(row.publishedAt),
        away: awayFrom(filter, distances, yotCode),
        rating: (filter.sort === 'rated' && rated?.figures.get(ratedAsOf(row))) || null,
      },
    ]
  })
  return {
    offerings: entries,
    count,
    isMore: counted > mostMatches,
    page: filter.page,
    pageCount: Math.ceil(count / pageSize),
    isSomeWords,
  }
}
