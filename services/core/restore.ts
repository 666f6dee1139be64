import { type ArchiveEnd, type ArchivePart, checkArchive, readArchive } from './archive.ts'
import { findBrokenAuditEntry } from './audit.ts'
import { hoursLong } from './backup.ts'
import { insertRows, loadFreely } from './bulk-load.ts'
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
  await loadFreely(db, async () => {
    // What is there now the migrations have put there; the backup has it too.
    for (const name of tables.keys()) await db.$executeRawUnsafe(`delete from ${quoted(name)}`)
    await putBackAll(db, files, file, tables)
  })
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

const putBackAll = async (db: Db, files: Files, file: string, tables: Map<string, Table>): Promise<void> => {
  let into: { table: Table; columns: string[] } | null = null
  let waiting: string[] = []
  let characters = 0
  const flush = async () => {
    if (into && waiting.length > 0) await insertRows(db, into.table, into.columns, waiting)
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
}

const tableNamed = (tables: Map<string, Table>, name: string): Table => {
  const table = tables.get(name)
  if (!table) throw new Error(`The backup names a table that its migrations do not make: ${name}`)
  return table
}

const putBack = async (db: Db, files: Files, part: Exclude<ArchivePart, { table: string }>): Promise<void> => {
  if ('sequence' in part) {
    await db.$queryRaw`select setval(${quoted(part.sequence)}::regclass, ${part.last}::bigint, ${part.isCalled})`
    return
  }
  const kept = await files.put(Buffer.from(part.base64, 'base64'))
  if (kept !== part.file) throw new Error('A stored file in the backup is not what its name says')
}
