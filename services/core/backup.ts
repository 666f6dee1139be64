import { createWriteStream } from 'node:fs'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type ArchiveEnd, type ArchiveHead, type ArchivePart, checkArchive, sealed } from './archive.ts'
import { migrationsHad, quoted, sequencesOf, type Table, tablesOf } from './catalogue.ts'
import { StartupError } from './config.ts'
import type { Database, Db } from './db.ts'
import type { Files } from './files.ts'

/** Long work in one transaction; a database of any size we can imagine takes minutes. */
export const hoursLong = { maxWait: 15_000, timeout: 4 * 60 * 60 * 1000 }

const fetchedAtOnce = 500

/** Text forms that are exact and the same on every server. */
const exactText = ["set local datestyle = 'ISO, YMD'", "set local timezone = 'UTC'", 'set local extra_float_digits = 1']

async function* rowsOf(db: Db, table: Table): AsyncGenerator<string> {
  const values = table.columns.map((column) => `${quoted(column)}::text`).join(', ')
  const order = table.key.map(quoted).join(', ')
  await db.$executeRawUnsafe(
    `declare kept no scroll cursor for select json_build_array(${values})::text as line from ${quoted(table.name)} order by ${order}`,
  )
  for (;;) {
    const rows = await db.$queryRawUnsafe<{ line: string }[]>(`fetch forward ${fetchedAtOnce} from kept`)
    for (const { line } of rows) yield line
    if (rows.length < fetchedAtOnce) break
  }
  await db.$executeRawUnsafe('close kept')
}

/**
 * Writes everything the exchange holds (rows and stored files) to one new file, as of one moment, and reads it back.
 * Throws a StartupError when the file is there already or the database was never migrated.
 */
export const backUp = async (database: Database, files: Files, file: string, takenAt: Date): Promise<ArchiveEnd> => {
  const counts: Pick<ArchiveEnd, 'rows' | 'files'> = { rows: {}, files: 0 }
  const lines = async function* (db: Db): AsyncGenerator<string> {
    const migrations = await migrationsHad(db)
    if (migrations.length === 0) throw new StartupError('There is nothing to back up: the database is empty.')
    yield JSON.stringify({
      format: 'critical-friend-backup',
      version: 1,
      takenAt: takenAt.toISOString(),
      migrations,
    } satisfies ArchiveHead)
    for (const table of await tablesOf(db)) {
      yield JSON.stringify({ table: table.name, columns: table.columns } satisfies ArchivePart)
      let count = 0
      for await (const row of rowsOf(db, table)) {
        yield row
        count += 1
      }
      counts.rows[table.name] = count
    }
    for (const sequence of await sequencesOf(db)) {
      const [at] = await db.$queryRawUnsafe<{ last: string; isCalled: boolean }[]>(
        `select last_value::text as last, is_called as "isCalled" from ${quoted(sequence)}`,
      )
      if (at) yield JSON.stringify({ sequence, ...at } satisfies ArchivePart)
    }
    // Files are stored before the row that names them and never changed, so those of the rows above are all there.
    for await (const sha256 of files.list()) {
      const bytes = await files.get(sha256)
      if (!bytes) continue
      yield JSON.stringify({ file: sha256, base64: Buffer.from(bytes).toString('base64') } satisfies ArchivePart)
      counts.files += 1
    }
  }

  await mkdir(dirname(file), { recursive: true })
  const partial = `${file}.${process.pid}.partial`
  try {
    await database.client.$transaction(
      async (db) => {
        for (const setting of ['set transaction read only', ...exactText]) await db.$executeRawUnsafe(setting)
        await pipeline(
          Readable.from(sealed(lines(db), () => counts)),
          createGzip(),
          createWriteStream(partial, { flags: 'wx', mode: 0o600 }),
        )
      },
      { ...hoursLong, isolationLevel: 'RepeatableRead' },
    )
    const written = await open(partial)
    await written.sync().finally(() => written.close())
    const { end } = await checkArchive(partial)
    await link(partial, file)
    return end
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new StartupError(`${file} is there already; a backup never overwrites.`)
    }
    throw error
  } finally {
    await rm(partial, { force: true })
  }
}
