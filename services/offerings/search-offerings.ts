import { Prisma } from '#prisma/generated/client.ts'
import type { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import { maySeeNames, themeCodesUnder, themesByCode } from '#services/bank/index.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { foldSearch } from '#services/core/fold.ts'
import { regionName } from '#services/yots/index.ts'
import type { CatalogueFilter } from './catalogue-filter.ts'
import { deliveryWords, kindWords, priceInWords } from './words.ts'

export const pageSize = 20

/**
 * Only this many are counted and ranked, the newest that match, so that a page costs the same in a catalogue of any size.
 */
export const mostMatches = 500

/** Who offers something. A person's name is null where the reader may not see it. */
export type Provider =
  | { kind: 'service'; code: string; name: string }
  | { kind: 'person'; id: string; name: string | null }

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
}

type Rating = { shown: number; count: number }

/** What ratings say of providers: by a service's code or a person's id, and where all others stand (ratings). */
export type RatedProviders = { figures: ReadonlyMap<string, Rating>; others: number }

/** Offering → when its next date with free places begins, in seconds (courses). */
export type SoonestDates = ReadonlyMap<string, number>

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

/** `column = value`, or any of several. One value is compared with `=`, which lets an index give the order too. */
const isOneOf = (column: Prisma.Sql, type: Prisma.Sql, values: readonly string[]): Prisma.Sql =>
  values.length === 1
    ? Prisma.sql`${column} = ${values[0]}::${type}`
    : Prisma.sql`${column} = any(${[...values]}::${type}[])`

/** The words as PostgreSQL reads them; with `isAny`, one of them is enough. */
const queryFor = (q: string, isAny: boolean): Prisma.Sql => {
  const typed = foldSearch(q)
  return isAny
    ? Prisma.sql`replace(websearch_to_tsquery('english', ${typed})::text, ' & ', ' | ')::tsquery`
    : Prisma.sql`websearch_to_tsquery('english', ${typed})`
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
  isNamePublic: boolean | null
  publishedAt: Date
  themes: string[]
}

/** Joins each offering's provider to how it was rated; nothing where the order does not ask for it. */
const ratedJoin = ({ figures }: RatedProviders): Prisma.Sql => {
  const keys = [...figures.keys()]
  const shown = [...figures.values()].map((figure) => figure.shown)
  return Prisma.sql`left join unnest(${keys}::text[], ${shown}::float8[]) as rated (provider, shown)
    on rated.provider = coalesce(o."yotCode", o."personId"::text)`
}

/** Each offering beside when its next date begins; nothing where the order does not ask for it. */
const soonestJoin = (soonest: SoonestDates): Prisma.Sql =>
  Prisma.sql`left join unnest(${[...soonest.keys()]}::uuid[], ${[...soonest.values()]}::float8[]) as soon (offering, at) on soon.offering = o.id`

/** The catalogue's one statement: newest matches up to the limit, ranked if asked, one page of them with all that is shown. */
export const catalogueSql = async (
  ctx: Ctx,
  filter: CatalogueFilter,
  isAny: boolean,
  rated: RatedProviders | null = null,
  soonest: SoonestDates | null = null,
): Promise<Prisma.Sql> => {
  const { q, theme, regions, bases, delivery, kinds, sort, page } = filter
  const words = q === '' ? null : queryFor(q, isAny)
  const conditions = [Prisma.sql`o.status = 'published'`]
  if (regions.length > 0) conditions.push(isOneOf(Prisma.sql`o.region`, Prisma.sql`text`, regions))
  if (bases.length > 0) conditions.push(isOneOf(Prisma.sql`o.basis`, Prisma.sql`"Basis"`, bases))
  if (kinds.length > 0) conditions.push(isOneOf(Prisma.sql`o.kind`, Prisma.sql`"OfferingKind"`, kinds))
  if (delivery.length > 0) conditions.push(Prisma.sql`o.delivery && ${delivery}::"Delivery"[]`)
  if (theme !== null) {
    const codes = await themeCodesUnder(ctx, theme)
    conditions.push(
      Prisma.sql`exists (select 1 from "OfferingTheme" t where t."offeringId" = o.id and t."themeCode" = any(${codes}))`,
    )
  }
  if (words) conditions.push(Prisma.sql`o.search @@ ${words}`)
  const byRating = sort === 'rated' ? rated : null
  const bySoonest = sort === 'soonest' ? soonest : null
  const rank = bySoonest
    ? // What has no date comes after what has.
      Prisma.sql`coalesce(-soon.at, -1e15::float8)`
    : byRating
      ? // Of two that stand alike the one that hosts have rated is first.
        Prisma.sql`coalesce(rated.shown + 0.001, ${byRating.others}::float8)`
      : words && sort === 'relevance'
        ? Prisma.sql`ts_rank(o.search, ${words})`
        : Prisma.sql`0`
  return Prisma.sql`
    with matches as materialized (
      select o.id, o."publishedAt", ${rank} as rank from "Offering" o ${bySoonest ? soonestJoin(bySoonest) : byRating ? ratedJoin(byRating) : Prisma.empty}
      where ${Prisma.join(conditions, ' and ')}
      order by o."publishedAt" desc, o.id desc limit ${mostMatches + 1}
    )
    select total.count, page.* from (select count(*)::int as count from matches) total
    left join lateral (
      select o.slug, o.title, o.summary, o.kind, o.basis, o."pricePence", o."priceUnit", o.delivery::text[] as delivery,
        o.region, o."yotCode", yot.name as "yotName", o."personId", person.name as "personName",
        profile."isNamePublic", o."publishedAt",
        array(select t."themeCode" from "OfferingTheme" t where t."offeringId" = o.id order by t."themeCode") as themes
      from (
        select id, rank from matches order by rank desc, "publishedAt" desc, id desc
        limit ${pageSize} offset ${(page - 1) * pageSize}
      ) found
      join "Offering" o on o.id = found.id
      left join "Yot" yot on yot.code = o."yotCode"
      left join "Person" person on person.id = o."personId"
      left join "Profile" profile on profile."personId" = o."personId"
      order by found.rank desc, o."publishedAt" desc, o.id desc
    ) page on true`
}

const read = async (
  ctx: Ctx,
  filter: CatalogueFilter,
  isAny: boolean,
  { rated = null, soonest = null }: Orders,
): Promise<Row[]> => ctx.db.$queryRaw<Row[]>(await catalogueSql(ctx, filter, isAny, rated, soonest))

/** What other rooms know that the catalogue can be ordered by. */
type Orders = { rated?: RatedProviders | null; soonest?: SoonestDates | null }

/** Joined by "any of", -without would match nearly everything and "quoted words" no longer what was meant. */
const canLoosen = (q: string) => /\s/.test(q) && !/"|(^|\s)-/.test(q)

/**
 * The public catalogue, twenty a page: what is published and fits the filter, by relevance, the newest first, or by how hosts rated
 * the provider, where `rated` says it: those without a figure stand where nothing is known of them; or by their next date. One
 * statement; a second when nothing has all the words searched for, which then looks for some of them.
 */
export const searchOfferings = async (ctx: Ctx, filter: CatalogueFilter, orders: Orders = {}): Promise<Catalogue> => {
  const { rated = null } = orders
  let rows = await read(ctx, filter, false, orders)
  let isSomeWords = false
  if (rows[0]?.count === 0 && canLoosen(filter.q)) {
    rows = await read(ctx, filter, true, orders)
    isSomeWords = rows[0]?.count !== 0
  }
  const counted = rows[0]?.count ?? 0
  const count = Math.min(counted, mostMatches)
  const themes = await themesByCode(ctx)
  const seesNames = maySeeNames(ctx.actor)
  const entries = rows.flatMap((row): OfferingEntry[] => {
    const { slug, title, summary, yotCode, yotName, personId, personName } = row
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
        provider:
          yotCode === null
            ? { kind: 'person', id: personId ?? '', name: seesNames || row.isNamePublic ? personName : null }
            : { kind: 'service', code: yotCode, name: yotName ?? '' },
        themes: row.themes.map((code) => ({ code, name: themes.get(code)?.name ?? code })),
        publishedOn: londonDate(row.publishedAt),
        rating: (filter.sort === 'rated' && rated?.figures.get(yotCode ?? personId ?? '')) || null,
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
