import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { type Config, StartupError } from './config.ts'
import { embeddedAdapter } from './embedded-adapter.ts'
import { lockFolder } from './folder-lock.ts'

/** The database client, or the same inside a transaction. */
export type Db = Prisma.TransactionClient

export type Database = {
  client: PrismaClient
  adapter: SqlMigrationAwareDriverAdapterFactory
  /** Set for the embedded database only: for backup, and for tests that start from a snapshot. */
  pglite: PGlite | null
  close(): Promise<void>
}

const transactionOptions = { maxWait: 15_000, timeout: 30_000 }

/** A database in this process: on disk below `folder`, or in memory (optionally from a snapshot) when it is null. */
export const openEmbedded = async (folder: string | null, snapshot?: Blob): Promise<Database> => {
  const unlock = folder ? lockFolder(folder) : () => undefined
  try {
    if (folder) mkdirSync(join(folder, 'database'), { recursive: true })
    const pglite = await PGlite.create({
      ...(folder ? { dataDir: join(folder, 'database') } : {}),
      ...(snapshot ? { loadDataDir: snapshot } : {}),
    })
    const adapter = embeddedAdapter(pglite)
    const client = new PrismaClient({ adapter, transactionOptions })
    return {
      client,
      adapter,
      pglite,
      close: async () => {
        await client.$disconnect()
        await pglite.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Host, port and database of a URL, without its name and password. */
const placeOf = (url: string): string => {
  try {
    const { host, pathname } = new URL(url)
    return `${host || 'localhost'}${pathname}`
  } catch {
    return 'the given address'
  }
}

/**
 * A connection takes one statement at a time. Those that a transaction asks for at once (`Promise.all`) take turns, instead of
 * relying on the driver's own queue, which it is giving up.
 */
const oneAtATime = (transaction: Transaction): Transaction => {
  const queryRaw = transaction.queryRaw.bind(transaction)
  const executeRaw = transaction.executeRaw.bind(transaction)
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  transaction.queryRaw = (query) => inTurn(() => queryRaw(query))
  transaction.executeRaw = (query) => inTurn(() => executeRaw(query))
  return transaction
}

/**
 * The library cuts a migration at every semicolon, also inside a function's body; a server takes it whole.
 */
const mended = (library: PrismaPg, url: string): SqlMigrationAwareDriverAdapterFactory => ({
  provider: library.provider,
  adapterName: library.adapterName,
  connectToShadowDb: () => library.connectToShadowDb(),
  connect: async () => {
    const adapter = await library.connect()
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => oneAtATime(await startTransaction(isolation))
    adapter.executeScript = async (script) => {
      const connection = new pg.Client({ connectionString: url })
      await connection.connect()
      try {
        await connection.query(script)
      } finally {
        await connection.end()
      }
    }
    return adapter
  },
})

/** A PostgreSQL server. Throws a StartupError in one sentence when it cannot be reached as the URL says. */
export const openServer = async (url: string): Promise<Database> => {
  const probe = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await probe.connect()
    await probe.query('select 1')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new StartupError(
      `The database at ${placeOf(url)} cannot be used${code}: check DATABASE_URL and that the PostgreSQL server is running.`,
    )
  } finally {
    await probe.end().catch(() => undefined)
  }
  const library = new PrismaPg({ connectionString: url, max: 12, connectionTimeoutMillis: 5_000 })
  const client = new PrismaClient({ adapter: library, transactionOptions })
  return { client, adapter: mended(library, url), pglite: null, close: () => client.$disconnect() }
}

/** The database that the configuration names: the embedded one unless DATABASE_URL is set. */
export const openDatabase = (config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> =>
  config.databaseUrl ? openServer(config.databaseUrl) : openEmbedded(config.dataDir)
