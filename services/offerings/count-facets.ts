import { Prisma } from '#prisma/generated/client.ts'
import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { type CatalogueFilter, priceCaps } from './catalogue-filter.ts'
import { facetSql, groundSql, type Known, mostMatches, offererSql } from './catalogue-sql.ts'

/** How many would be found with each value of a facet, and everything else of the filter as it is. */
export type Facets = {
  /** "basis=free" → number; what is missing is none. */
  counts: Readonly<Record<string, number>>
  /** More match than are looked at: the numbers are so many or more. */
  isAtLeast: boolean
}

const names = ['from', 'region', 'basis', 'kind', 'delivery', 'price', 'places', 'mark'] as const
type Name = (typeof names)[number]

/** A column of booleans a facet, so that each is counted with all the others in force. */
const flags = (narrowed: Record<string, Prisma.Sql>): Prisma.Sql =>
  Prisma.join(names.map((name) => Prisma.sql`${narrowed[name] ?? Prisma.sql`true`} as ${Prisma.raw(`"fits-${name}"`)}`))

const fits = (left: Name | null): Prisma.Sql =>
  Prisma.join(
    names.filter((name) => name !== left).map((name) => Prisma.raw(`"fits-${name}"`)),
    ' and ',
  )

const countBy = (name: Name, value: Prisma.Sql, from: Prisma.Sql = Prisma.empty, also: Prisma.Sql = Prisma.empty) =>
  Prisma.sql`select ${name} as name, ${value} as value, count(*)::int as count from looked ${from} where ${fits(name)} ${also} group by 2`

/**
 * Whatever misses two of the facets that narrow is counted nowhere. Where words are typed it is not read either; without words the newest are read in
 * their order, which this would make longer.
 */
const countedSomewhere = ({ q }: CatalogueFilter, narrowed: Record<string, Prisma.Sql>): Prisma.Sql[] => {
  const all = Object.entries(narrowed)
  if (q === '' || all.length < 2) return []
  const butOne = all.map(
    ([left]) =>
      Prisma.sql`(${Prisma.join(
        all.flatMap(([name, condition]) => (name === left ? [] : [condition])),
        ' and ',
      )})`,
  )
  return [Prisma.sql`(${Prisma.join(butOne, ' or ')})`]
}

/** The one statement: what is looked at once, then counted by each facet. */
export const facetCountSql = async (
  ctx: Ctx,
  filter: CatalogueFilter,
  isSomeWords: boolean,
  known: Known,
): Promise<Prisma.Sql> => {
  const { dated = null } = known
  const narrowed = facetSql(filter, known)
  const ground = [...(await groundSql(ctx, filter, isSomeWords, known)), ...countedSomewhere(filter, narrowed)]
  const themes = filter.theme === null ? [...(await themesByCode(ctx)).values()] : []
  const above = themes.map(({ code, parentCode }) => parentCode ?? code)
  const byTheme = Prisma.sql`
    union all select 'theme', x.code, count(distinct looked.id)::int from looked
      join "OfferingTheme" t on t."offeringId" = looked.id
      join (select * from unnest(${themes.map(({ code }) => code)}::text[], ${above}::text[]) as own (code, above)) own on own.code = t."themeCode"
      cross join lateral (values (own.code), (own.above)) x (code) where ${fits(null)} group by 2`
  return Prisma.sql`
    with looked as materialized (
      select o.id, ${offererSql} as offerer, o.region, o.basis::text as basis, o.kind::text as kind, o.delivery::text[] as delivery,
        coalesce(o."pricePence", 0) as price,
        ${dated === null ? Prisma.sql`false` : Prisma.sql`${dated.soonest} is not null`} as "hasPlaces",
        ${dated === null ? Prisma.sql`false` : Prisma.sql`o.id in (${dated.marked})`} as "hasMark",
        ${flags(narrowed)}
      from "Offering" o where ${Prisma.join(ground, ' and ')}
      order by o."publishedAt" desc, o.id desc limit ${mostMatches + 1}
    )
    select 'all' as name, '' as value, count(*)::int as count from looked
    union all ${countBy('from', Prisma.sql`offerer`)}
    union all ${countBy('region', Prisma.sql`region`)}
    union all ${countBy('basis', Prisma.sql`basis`)}
    union all ${countBy('kind', Prisma.sql`kind`)}
    union all ${countBy('delivery', Prisma.sql`way`, Prisma.sql`cross join lateral unnest(delivery) way`)}
    union all ${countBy('price', Prisma.sql`cap::text`, Prisma.sql`cross join unnest(${[...priceCaps]}::int[]) cap`, Prisma.sql`and price <= cap * 100`)}
    union all ${countBy('places', Prisma.sql`'yes'`, Prisma.empty, Prisma.sql`and "hasPlaces"`)}
    union all ${countBy('mark', Prisma.sql`'yes'`, Prisma.empty, Prisma.sql`and "hasMark"`)}
    ${filter.theme === null ? byTheme : Prisma.empty}`
}

/**
 * How many would be found with each value of each facet. Exact while no more than `mostMatches` fit the words, the theme and the
 * miles; beyond, counted among the newest, and said to be so many or more. Themes are counted while none is chosen. One statement.
 */
export const countFacets = async (
  ctx: Ctx,
  filter: CatalogueFilter,
  isSomeWords: boolean,
  known: Known = {},
): Promise<Facets> => {
  type Row = { name: string; value: string; count: number }
  const rows = await ctx.db.$queryRaw<Row[]>(await facetCountSql(ctx, filter, isSomeWords, known))
  const keyOf = ({ name, value }: Row) => (name === 'places' || name === 'mark' ? `has=${name}` : `${name}=${value}`)
  return {
    counts: Object.fromEntries(rows.filter(({ name }) => name !== 'all').map((row) => [keyOf(row), row.count])),
    isAtLeast: rows.some(({ name, count }) => name === 'all' && count > mostMatches),
  }
}
