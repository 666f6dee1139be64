import { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from './context.ts'
import { coreHeld } from './core-held.ts'
import type { Held } from './held.ts'

/** A column that names a person. */
export type Place = {
  table: string
  column: string
  /** Where it names one only in some rows: the condition, as SQL. */
  only?: string
}

/** Rows in which one record was put in place of another, by their keys. */
export type Carried = Place & { keys: string[]; rows: string[][] }

/** Rows that were taken out, since the one has such a row: whole, so that they can be put back. */
export type PutAside = { table: string; row: Record<string, unknown> }

type Announced = readonly { held?: Held }[]

const heldOf = (rooms: Announced): Held[] => [...rooms.flatMap(({ held }) => held ?? []), coreHeld]

const placeFrom = (name: string): Place => {
  const [table = '', column = ''] = name.split('.')
  return { table, column }
}

/** Why columns stay as they are when two records are joined, by "Table.column". */
export const stayingPlaces = (rooms: Announced): Record<string, string> =>
  Object.assign({}, ...heldOf(rooms).map(({ staying }) => staying))

/** Every column that names a person, as the rooms announce them. */
export const personPlaces = (rooms: Announced): Place[] =>
  heldOf(rooms).flatMap(({ shown = [], unshown = {}, alsoNames = [] }) => [
    ...shown.flatMap(({ table, by }) => (table === 'Person' ? [] : by.map((column) => ({ table, column })))),
    ...Object.keys(unshown).map(placeFrom),
    ...alsoNames,
  ])

/** Those of them that follow when two records are joined. */
export const carriedPlaces = (rooms: Announced): Place[] => {
  const staying = stayingPlaces(rooms)
  return personPlaces(rooms).filter(({ table, column }) => !(`${table}.${column}` in staying))
}

/** Tables of which each person has one row: the one keeps theirs. */
export const putAsideTables = (rooms: Announced): Set<string> =>
  new Set(heldOf(rooms).flatMap(({ putAside }) => putAside ?? []))

const quoted = (name: string) => Prisma.raw(`"${name}"`)

type Unique = { table: string; isKey: boolean; columns: string[]; only: string | null }

/** Every unique index: which columns, and under which condition. */
const uniqueIndexes = (ctx: Ctx): Promise<Unique[]> => ctx.db.$queryRaw<Unique[]>`
  select t.relname::text as "table", i.indisprimary as "isKey",
    array_agg(a.attname::text order by k.at) as columns, pg_get_expr(i.indpred, i.indrelid) as only
  from pg_index i
  join pg_class t on t.oid = i.indrelid and t.relnamespace = current_schema()::regnamespace
  cross join lateral unnest(i.indkey::int[]) with ordinality as k(number, at)
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
  where i.indisunique
  group by t.relname, i.indexrelid, i.indisprimary, i.indpred, i.indrelid`

/** The row as it would be is there already: it stays with the record it is of, as that record's. */
const isThere = (table: string, column: string, into: Prisma.Sql, { columns, only }: Unique): Prisma.Sql => {
  const same = columns.map((one) =>
    one === column
      ? Prisma.sql`o.${quoted(one)} = ${into}`
      : Prisma.sql`o.${quoted(one)} = "${Prisma.raw(table)}".${quoted(one)}`,
  )
  const counts = Prisma.raw(only ?? 'true')
  return Prisma.sql`(exists (select from ${quoted(table)} o where ${Prisma.join(same, ' and ')}
      and o.ctid in (select ctid from ${quoted(table)} where ${quoted(column)} = ${into} and (${counts})))
    and ctid in (select ctid from ${quoted(table)} where ${counts}))`
}

/** Columns that hold an id as text. */
const textColumns = async (ctx: Ctx): Promise<Set<string>> => {
  const rows = await ctx.db.$queryRaw<{ place: string }[]>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = current_schema() and data_type = 'text'`
  return new Set(rows.map(({ place }) => place))
}

/**
 * Puts one record in the place of another in all of these columns, except where the same row would then be there twice (a unique
 * index): that row stays with the record it is of. Call in the transaction that has locked both.
 * @returns what was changed, so that `carryBack` undoes just that
 */
export const carryOver = async (
  ctx: Ctx,
  places: readonly Place[],
  { from, into }: { from: string; into: string },
): Promise<Carried[]> => {
  const [indexes, texts] = [await uniqueIndexes(ctx), await textColumns(ctx)]
  const carried: Carried[] = []
  for (const place of places) {
    const { table, column, only = 'true' } = place
    const id = (value: string) => (texts.has(`${table}.${column}`) ? Prisma.sql`${value}` : Prisma.sql`${value}::uuid`)
    const own = indexes.filter((index) => index.table === table)
    const keys = own.find(({ isKey }) => isKey)?.columns ?? []
    const taken = own
      .filter(({ columns }) => columns.includes(column))
      .map((index) => Prisma.sql` and not ${isThere(table, column, id(into), index)}`)
    const rows = await ctx.db.$queryRaw<{ key: string[] }[]>`
      update ${quoted(table)} set ${quoted(column)} = ${id(into)}
      where ${quoted(column)} = ${id(from)} and (${Prisma.raw(only)}) ${taken.length ? Prisma.join(taken, '') : Prisma.empty}
      returning array[${Prisma.join(keys.map((key) => Prisma.sql`${quoted(key)}::text`))}] as key`
    if (rows.length > 0) carried.push({ ...place, keys, rows: rows.map(({ key }) => key) })
  }
  return carried
}

/** Gives back what `carryOver` took, where it is still there and still the one's. */
export const carryBack = async (
  ctx: Ctx,
  carried: readonly Carried[],
  { from, into }: { from: string; into: string },
): Promise<void> => {
  const texts = await textColumns(ctx)
  for (const { table, column, keys, rows } of carried.toReversed()) {
    const id = (value: string) => (texts.has(`${table}.${column}`) ? Prisma.sql`${value}` : Prisma.sql`${value}::uuid`)
    const isIt = keys.map((key, at) => Prisma.sql`${quoted(key)}::text = (line->>${at}::int)`)
    await ctx.db.$executeRaw`
      update ${quoted(table)} set ${quoted(column)} = ${id(from)}
      from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as line
      where ${quoted(column)} = ${id(into)} and ${Prisma.join(isIt, ' and ')}`
  }
}

/** Takes out what is left of a record in tables of which each person has one row. */
export const putAside = async (
  ctx: Ctx,
  places: readonly Place[],
  tables: ReadonlySet<string>,
  from: string,
): Promise<PutAside[]> => {
  const aside: PutAside[] = []
  for (const { table, column } of places.filter((place) => tables.has(place.table))) {
    const rows = await ctx.db.$queryRaw<{ row: Record<string, unknown> }[]>`
      delete from ${quoted(table)} as t where ${quoted(column)} = ${from}::uuid returning to_jsonb(t.*) as row`
    aside.push(...rows.map(({ row }) => ({ table, row })))
  }
  return aside
}

/** Puts them back as they were. */
export const putBack = async (ctx: Ctx, aside: readonly PutAside[]): Promise<void> => {
  for (const { table, row } of aside) {
    await ctx.db.$executeRaw`
      insert into ${quoted(table)} select * from jsonb_populate_record(null::${quoted(table)}, ${JSON.stringify(row)}::text::jsonb)
      on conflict do nothing`
  }
}
