import type { Db } from './db.ts'

/** A table as the database describes it; columns that the database fills in by itself are left out. */
export type Table = { name: string; columns: string[]; types: string[]; key: string[] }

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Every table of the exchange, in the order of their names. */
export const tablesOf = (db: Db): Promise<Table[]> => db.$queryRaw<Table[]>`
  select c.relname::text as name,
    array_agg(a.attname::text order by a.attnum) as columns,
    array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
    (select array_agg(k.attname::text order by array_position(p.conkey, k.attnum))
      from pg_constraint p join pg_attribute k on k.attrelid = p.conrelid and k.attnum = any(p.conkey)
      where p.conrelid = c.oid and p.contype = 'p') as key
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
  group by c.oid, c.relname order by c.relname`

export const sequencesOf = async (db: Db): Promise<string[]> => {
  const rows = await db.$queryRaw<{ name: string }[]>`
    select relname::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`
  return rows.map(({ name }) => name)
}

/** The migrations that a database has had, in their order; none when it was never migrated. */
export const migrationsHad = async (db: Db): Promise<string[]> => {
  const [there] = await db.$queryRaw<{ isThere: boolean }[]>`
    select to_regclass('_prisma_migrations') is not null as "isThere"`
  if (!there?.isThere) return []
  const rows = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations
    where finished_at is not null and rolled_back_at is null order by migration_name`
  return rows.map(({ name }) => name)
}
