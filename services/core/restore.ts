import { type ArchiveEnd, type ArchivePart, checkArchive, readArchive } from './archive.ts'
import { findBrokenAuditEntry } from './audit.ts'
import { hoursLong } from './backup.ts'
import { migrationsHad, quoted, type Table, tablesOf } from './catalogue.ts'
import { StartupError } from './config.ts'
import type { Database, Db } from './db.ts'
import type { Files } from './files.ts'
import { applyMigrations, migrationNames } from './migrate.ts'

/** Rows and characters to insert at once, whichever is reached first. */
const rowsAtOnce = 1_000
const charactersAtOnce = 1_000_000

/**
 * Fills an empty database (and the stored files) from a backup, then brings it up to date. All of its rows or none.
 * Throws a StartupError when the file is not a whole backup, comes of a newer program, or the database holds anything.
 */
export const restoreFrom = async (
  database: Database,
  files: Files,
  file: string,
): Promise<{ end: ArchiveEnd; takenAt: string; migrated: string[] }> => {
  const { head, end } = await checkArchive(file)
  const known = migrationNames()
  if (head.migrations.some((name) => !known.includes(name))) {
    throw new StartupError(`${file} was made by a newer version of the program: restore it with that one.`)
  }
  await refuseUnlessEmpty(database.client, head.migrations)
  await applyMigrations(database, head.migrations)
  await database.client.$transaction((db) => fill(db, files, file, end), hoursLong)
  return { end, takenAt: head.takenAt, migrated: await applyMigrations(database) }
}

const refuseUnlessEmpty = async (db: Db, migrations: string[]) => {
  const tables = await tablesOf(db)
  const filled: string[] = []
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<unknown[]>(`select 1 from ${quoted(name)} limit 1`)
    if (row) filled.push(name)
  }
  const isAhead = (await migrationsHad(db)).some((name) => !migrations.includes(name))
  if (filled.length > 0 || isAhead) {
    throw new StartupError(
      'The database is not empty, and a restore never overwrites: name a new folder with DATA_DIR, or a new database with DATABASE_URL.',
    )
  }
}

const fill = async (db: Db, files: Files, file: string, end: ArchiveEnd): Promise<void> => {
  const tables = new Map((await tablesOf(db)).map((table) => [table.name, table]))
  const names = [...tables.keys()].map(quoted)
  // Rows come back as they were: nothing is sealed again, and rows that name each other come in any order. The constraints
  // are made anew at the end, which checks every row.
  const constraints = await db.$queryRaw<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as "table", conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by conname`
  for (const { table, name } of constraints) {
    await db.$executeRawUnsafe(`alter table ${table} drop constraint ${quoted(name)}`)
  }
  for (const name of names) await db.$executeRawUnsafe(`alter table ${name} disable trigger user`)
  // What is there now the migrations have put there; the backup has it too.
  for (const name of names) await db.$executeRawUnsafe(`delete from ${name}`)

  let into: { table: Table; columns: string[] } | null = null
  let waiting: string[] = []
  let characters = 0
  const flush = async () => {
    if (into && waiting.length > 0) await insert(db, into.table, into.columns, waiting)
    waiting = []
    characters = 0
  }
  for await (const item of readArchive(file)) {
    if ('row' in item) {
      waiting.push(item.row)
      characters += item.row.length
      if (waiting.length >= rowsAtOnce || characters >= charactersAtOnce) await flush()
      continue
    }
    await flush()
    if ('table' in item) into = { table: tableNamed(tables, item.table), columns: item.columns }
    else await putBack(db, files, item)
  }
  await flush()

  for (const name of names) await db.$executeRawUnsafe(`alter table ${name} enable trigger user`)
  for (const { table, name, definition } of constraints) {
    await db.$executeRawUnsafe(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
  }
  for (const [name, expected] of Object.entries(end.rows)) {
    const [row] = await db.$queryRawUnsafe<{ count: bigint }[]>(`select count(*) as count from ${quoted(name)}`)
    if (Number(row?.count) !== expected) throw new Error(`${name} should hold ${expected} rows and holds ${row?.count}`)
  }
  const broken = await findBrokenAuditEntry({ db })
  if (broken !== null) {
    throw new StartupError(
      `Nothing was restored: the audit log in this backup does not fit together from entry ${broken} on.`,
    )
  }
}

const tableNamed = (tables: Map<string, Table>, name: string): Table => {
  const table = tables.get(name)
  if (!table) throw new Error(`The backup names a table that its migrations do not make: ${name}`)
  return table
}

const insert = async (db: Db, table: Table, columns: string[], rows: string[]): Promise<void> => {
  const values = columns.map((column, at) => {
    const type = table.types[table.columns.indexOf(column)]
    if (!type) throw new Error(`The backup names a column that its migrations do not make: ${table.name}.${column}`)
    return `(line->>${at})::${type}`
  })
  await db.$executeRawUnsafe(
    `insert into ${quoted(table.name)} (${columns.map(quoted).join(', ')})
    select ${values.join(', ')} from jsonb_array_elements($1::text::jsonb) as line`,
    `[${rows.join(',')}]`,
  )
}

const putBack = async (db: Db, files: Files, part: Exclude<ArchivePart, { table: string }>): Promise<void> => {
  if ('sequence' in part) {
    await db.$queryRaw`select setval(${quoted(part.sequence)}::regclass, ${part.last}::bigint, ${part.isCalled})`
    return
  }
  const kept = await files.put(Buffer.from(part.base64, 'base64'))
  if (kept !== part.file) throw new Error('A stored file in the backup is not what its name says')
}
