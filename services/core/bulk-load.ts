import { quoted, type Table, tablesOf } from './catalogue.ts'
import type { Db } from './db.ts'

/**
 * Fills tables in one transaction as they are to be: nothing is sealed or refused by triggers, and rows that name each other
 * come in any order. The constraints are made anew at the end, which checks every row. Needs the tables' owner, no superuser.
 */
export const loadFreely = async (db: Db, load: () => Promise<void>): Promise<void> => {
  const names = (await tablesOf(db)).map(({ name }) => quoted(name))
  const constraints = await db.$queryRaw<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as "table", conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by conname`
  for (const { table, name } of constraints) {
    await db.$executeRawUnsafe(`alter table ${table} drop constraint ${quoted(name)}`)
  }
  for (const name of names) await db.$executeRawUnsafe(`alter table ${name} disable trigger user`)
  await load()
  for (const name of names) await db.$executeRawUnsafe(`alter table ${name} enable trigger user`)
  for (const { table, name, definition } of constraints) {
    await db.$executeRawUnsafe(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
  }
}

/** Inserts rows that are JSON arrays of PostgreSQL's text for each column. */
export const insertRows = async (
  db: Db,
  table: Table,
  columns: readonly string[],
  rows: readonly string[],
): Promise<void> => {
  const values = columns.map((column, at) => {
    const type = table.types[table.columns.indexOf(column)]
    if (!type) throw new Error(`There is no column ${table.name}.${column}`)
    return `(line->>${at})::${type}`
  })
  await db.$executeRawUnsafe(
    `insert into ${quoted(table.name)} (${columns.map(quoted).join(', ')})
    select ${values.join(', ')} from jsonb_array_elements($1::text::jsonb) as line`,
    `[${rows.join(',')}]`,
  )
}
