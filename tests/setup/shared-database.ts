import { openAsBlob } from 'node:fs'
import { PrismaClient } from '#prisma/generated/client.ts'
import { type Database, openEmbedded, transactionOptions } from '#services/core/db.ts'
import { embeddedAdapter } from '#services/core/embedded-adapter.ts'

/*
 * Opening an embedded database takes a second, putting one back as it was a fifth of that: the files that a process runs, one
 * after another, share one.
 */

type Shared = { database: Database; putBack: () => Promise<void>; isInUse: boolean }

let shared: Shared | null = null

const listed = async ({ pglite }: Database, sql: string): Promise<string[]> =>
  (await pglite?.query<{ name: string }>(sql))?.rows.map(({ name }) => name) ?? []

/** Opens one from a snapshot, and notes what is in it. */
const openNoted = async (snapshotFile: string): Promise<Shared> => {
  const database = await openEmbedded(null, await openAsBlob(snapshotFile))
  const tables = await listed(
    database,
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  )
  const filled: string[] = []
  for (const table of tables) {
    if ((await listed(database, `select 'some' as name from ${table} limit 1`)).length > 0) filled.push(table)
  }
  const undo = [`truncate ${tables.join(', ')} restart identity`]
  for (const [index, table] of filled.entries()) {
    await database.pglite?.exec(`create temp table kept_${index} as table ${table}`)
    const columns = await listed(
      database,
      `select quote_ident(attname) as name from pg_attribute where attrelid = '${table}'::regclass
        and attnum > 0 and not attisdropped and attgenerated = ''`,
    )
    undo.push(`insert into ${table} (${columns}) select ${columns} from pg_temp.kept_${index}`)
  }
  const sequences = await listed(
    database,
    `select format('select setval(%L, %s, %L)', schemaname || '.' || quote_ident(sequencename),
        coalesce(last_value, start_value), last_value is not null) as name from pg_sequences where schemaname = 'public'`,
  )
  undo.push(...sequences)
  // As a replica, the database neither checks references nor fires the seals of the audit log.
  const script = ['set session_replication_role = replica', ...undo, 'set session_replication_role = default'].join(
    ';\n',
  )
  const putBack = async () => {
    await database.pglite?.exec(script)
  }
  return { database, putBack, isInUse: false }
}

/**
 * The database of this process as the snapshot has it, for one test file at a time; another where it is in use. Its `close`
 * leaves it open for the next file, unless it was told that something else than rows was changed.
 */
export const openShared = async (snapshotFile: string, isChanged: boolean): Promise<Database> => {
  if (isChanged || shared?.isInUse) return openEmbedded(null, await openAsBlob(snapshotFile))
  if (shared) await shared.putBack()
  shared ??= await openNoted(snapshotFile)
  const mine = shared
  const { pglite } = mine.database
  if (!pglite) throw new Error('An embedded database is wanted')
  mine.isInUse = true
  // What is remembered by client is forgotten with it.
  const adapter = embeddedAdapter(pglite)
  const client = new PrismaClient({ adapter, transactionOptions })
  return {
    ...mine.database,
    client,
    adapter,
    close: async () => {
      await client.$disconnect()
      mine.isInUse = false
    },
  }
}
