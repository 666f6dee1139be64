import { Prisma } from '#prisma/generated/client.ts'
import { themeCodesUnder } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { foldSearch } from '#services/core/fold.ts'
import type { CatalogueFilter } from './catalogue-filter.ts'
import { codesWithin, type Distances } from './near.ts'

export const pageSize = 20

/**
 * Only this many are counted and ordered, the newest that match, so that a page costs the same in a catalogue of any size. A
 * catalogue that is smaller than this is counted and ordered whole.
 */
export const mostMatches = 1000

type Rating = { shown: number; count: number }

/** What ratings say of providers: by a service's code, a person's or an outside provider's id, and where all others stand (ratings). */
type RatedProviders = { figures: ReadonlyMap<string, Rating>; others: number }

/** What dates and marks say of the offering `o`, as pieces of a statement (courses). */
export type DatedFacts = {
  /** When its next date with free places begins; null where it has none. */
  soonest: Prisma.Sql
  /** Ids of offerings with such a date, the soonest first; at most as many as the catalogue looks at. */
  dated: Prisma.Sql
  /** Ids of offerings whose mark is in force. */
  marked: Prisma.Sql
}

/** What other rooms know that the catalogue can be ordered and narrowed by. */
export type Known = {
  rated?: RatedProviders | null
  dated?: DatedFacts | null
  distances?: Distances | null
  /** What was published after that alone. */
  since?: Date
  /** Nothing is found for some of the words where nothing has all of them. */
  isStrict?: boolean
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

/** Conditions that no facet counts apart: published, words, theme, miles. */
export const groundSql = async (
  ctx: Ctx,
  filter: CatalogueFilter,
  isAny: boolean,
  { distances = null, since }: Known,
): Promise<Prisma.Sql[]> => {
  const conditions = [Prisma.sql`o.status = 'published'`]
  if (since !== undefined) conditions.push(Prisma.sql`o."publishedAt" > ${since}`)
  if (filter.theme !== null) {
    const codes = await themeCodesUnder(ctx, filter.theme)
    conditions.push(
      // What has the theme is read first: walking all of the catalogue for it would cost its size.
      Prisma.sql`o.id = any(array(select t."offeringId" from "OfferingTheme" t where t."themeCode" = any(${codes})))`,
    )
  }
  const near = codesWithin(filter, distances)
  if (near !== null) conditions.push(isOneOf(Prisma.sql`o."yotCode"`, Prisma.sql`text`, near))
  if (filter.q !== '') conditions.push(Prisma.sql`o.search @@ ${queryFor(filter.q, isAny)}`)
  return conditions
}

const provider = Prisma.sql`coalesce(o."yotCode", o."outsideId"::text, o."personId"::text)`

/** Who offers it: "service", "outside" or "person". */
export const offererSql = Prisma.sql`(case when o."yotCode" is not null then 'service' when o."outsideId" is not null then 'outside' else 'person' end)`

/**
 * A facet that stands in the index of words too: beside words it is looked for there, so that no more is read than has both; without
 * words by its column, whose index gives the order.
 */
const indexedFacet = (
  { q }: CatalogueFilter,
  name: 'region' | 'basis' | 'kind',
  type: Prisma.Sql,
  values: readonly string[],
): Record<string, Prisma.Sql> => {
  if (values.length === 0) return {}
  return {
    [name]:
      q === ''
        ? isOneOf(Prisma.raw(`o.${name}`), type, values)
        : Prisma.sql`o.facets && ${values.map((value) => `${name}:${value}`)}::text[]`,
  }
}

/** Conditions by facet; what does not narrow is left out. */
export const facetSql = (filter: CatalogueFilter, { dated = null }: Known): Record<string, Prisma.Sql> => {
  const { regions, bases, delivery, kinds, offerers, has, atMost } = filter
  return {
    ...indexedFacet(filter, 'region', Prisma.sql`text`, regions),
    ...indexedFacet(filter, 'basis', Prisma.sql`"Basis"`, bases),
    ...indexedFacet(filter, 'kind', Prisma.sql`"OfferingKind"`, kinds),
    ...(offerers.length > 0 && { from: isOneOf(offererSql, Prisma.sql`text`, offerers) }),
    ...(delivery.length > 0 && { delivery: Prisma.sql`o.delivery && ${delivery}::"Delivery"[]` }),
    ...(atMost !== null && { price: Prisma.sql`coalesce(o."pricePence", 0) <= ${atMost * 100}` }),
    ...(dated !== null && has.includes('places') && { places: Prisma.sql`o.id in (${dated.dated})` }),
    ...(dated !== null && has.includes('mark') && { mark: Prisma.sql`o.id in (${dated.marked})` }),
  }
}

/** The day's lot of a text, from 0 up to 1: nobody can foresee or choose theirs, and tomorrow's is another. */
const lot = (ctx: Ctx, of: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(('x' || substr(md5(${ctx.clock.today()}::text || ${of}), 1, 7))::bit(28)::int / 268435456.0::float8)`

const isByRelevance = ({ q, sort }: CatalogueFilter): boolean => q !== '' && sort === 'relevance'

/** What the order rests on besides the day of publishing: a joined table where it takes one, and the rank. */
const rankSql = (ctx: Ctx, filter: CatalogueFilter, isAny: boolean, known: Known) => {
  const { sort } = filter
  const { rated = null, dated = null, distances = null } = known
  if (sort === 'soonest' && dated !== null)
    // What has no date comes after what has.
    return {
      join: Prisma.empty,
      rank: Prisma.sql`coalesce(-extract(epoch from ${dated.soonest})::float8, -1e15::float8)`,
    }
  if (sort === 'rated' && rated !== null) {
    const shown = [...rated.figures.values()].map((figure) => figure.shown)
    return {
      join: Prisma.sql`left join unnest(${[...rated.figures.keys()]}::text[], ${shown}::float8[]) as rated (provider, shown) on rated.provider = ${provider}`,
      // Of two that stand alike the one that hosts have rated is first.
      rank: Prisma.sql`coalesce(rated.shown + 0.001, ${rated.others}::float8)`,
    }
  }
  if (sort === 'nearest' && distances !== null)
    return {
      join: Prisma.sql`left join unnest(${[...distances.keys()]}::text[], ${[...distances.values()]}::float8[]) as near (code, kilometres) on near.code = o."yotCode"`,
      // An associate has no place.
      rank: Prisma.sql`coalesce(-near.kilometres, -1e9::float8)`,
    }
  if (sort === 'drawn')
    // Providers by lot, one offering of each in turn, so that many offerings bring nobody to the front.
    return {
      join: Prisma.empty,
      rank: Prisma.sql`-(row_number() over (partition by ${provider} order by ${lot(ctx, Prisma.sql`o.id::text`)}, o.id) + ${lot(ctx, provider)})`,
    }
  return {
    join: Prisma.empty,
    rank: isByRelevance(filter) ? Prisma.sql`ts_rank(o.search, ${queryFor(filter.q, isAny)})` : Prisma.sql`0`,
  }
}

/** The newest that match, up to the limit; where the order is by date, whatever has one besides. Read once, with all that orders need. */
const newestSql = (where: Prisma.Sql, filter: CatalogueFilter, { dated = null }: Known): Prisma.Sql => {
  // How well the words fit is worked out afterwards, of what is left.
  const search = isByRelevance(filter) ? Prisma.sql`, o.search` : Prisma.empty
  const columns = Prisma.sql`o.id, o."publishedAt", o."yotCode", o."personId", o."outsideId"${search}`
  const newest = Prisma.sql`select ${columns} from "Offering" o where ${where} order by o."publishedAt" desc, o.id desc limit ${mostMatches + 1}`
  return filter.sort === 'soonest' && dated !== null
    ? Prisma.sql`(${newest}) union (select ${columns} from (${dated.dated}) dated (id) join "Offering" o on o.id = dated.id where ${where})`
    : newest
}

/** The catalogue's one statement: the newest matches up to the limit, ranked, one page of them with all that is shown. */
export const catalogueSql = async (
  ctx: Ctx,
  filter: CatalogueFilter,
  isAny: boolean,
  known: Known = {},
): Promise<Prisma.Sql> => {
  const conditions = [...(await groundSql(ctx, filter, isAny, known)), ...Object.values(facetSql(filter, known))]
  const { join, rank } = rankSql(ctx, filter, isAny, known)
  return Prisma.sql`
    with newest as materialized (${newestSql(Prisma.join(conditions, ' and '), filter, known)}),
    matches as materialized (
      select o.id, o."publishedAt", ${rank} as rank from newest o ${join}
    )
    select total.count, page.* from (select count(*)::int as count from matches) total
    left join lateral (
      select o.slug, o.title, o.summary, o.kind, o.basis, o."pricePence", o."priceUnit", o.delivery::text[] as delivery,
        o.region, o."yotCode", yot.name as "yotName", o."personId", person.name as "personName",
        o."outsideId", outside.ref as "outsideRef", outside.name as "outsideName",
        profile."isNamePublic", o."publishedAt",
        array(select t."themeCode" from "OfferingTheme" t where t."offeringId" = o.id order by t."themeCode") as themes
      from (
        select id, rank from matches order by rank desc, "publishedAt" desc, id desc
        limit ${pageSize} offset ${(filter.page - 1) * pageSize}
      ) found
      join "Offering" o on o.id = found.id
      left join "Yot" yot on yot.code = o."yotCode"
      left join "Person" person on person.id = o."personId"
      left join "OutsideProvider" outside on outside.id = o."outsideId"
      left join "Profile" profile on profile."personId" = o."personId"
      order by found.rank desc, o."publishedAt" desc, o.id desc
    ) page on true`
}
