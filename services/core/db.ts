import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { type Config, StartupError } from './config.ts'
import { embeddedAdapter } from './embedded-adapter.ts'
import { lockFolder } from './folder-lock.ts'
import { asFolderTrouble, refuseFullDisk, roomFor } from './folder-trouble.ts'

/** The database client, or the same inside a transaction. */
export type Db = Prisma.TransactionClient

export type Database = {
  client: PrismaClient
  adapter: SqlMigrationAwareDriverAdapterFactory
  /** Set for the embedded database only: for backup, and for tests that start from a snapshot. */
  pglite: PGlite | null
  /**
   * Calls `hear` whenever anybody, in this process or another, notifies a channel. While it cannot listen it calls every
   * second, so that nothing waits longer for want of a connection. Returns how to stop.
   */
  listen(channel: string, hear: () => void): Promise<() => Promise<void>>
  /** Does something that no other process on this database may do at the same time; they wait for their turn. */
  alone<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export const transactionOptions = { maxWait: 15_000, timeout: 30_000 }

/** Takes a folder for this process, ready for a database. Throws a StartupError when it is of no use for one. */
const takeFolder = (folder: string): (() => void) => {
  let unlock = () => {}
  try {
    unlock = lockFolder(folder)
    const place = join(folder, 'database')
    refuseFullDisk(folder, existsSync(place) ? roomFor.going : roomFor.making)
    mkdirSync(place, { recursive: true })
    return unlock
  } catch (error) {
    unlock()
    throw asFolderTrouble(error, folder)
  }
}

/** A database in this process: on disk below `folder`, or in memory (optionally from a snapshot) when it is null. */
export const openEmbedded = async (folder: string | null, snapshot?: Blob): Promise<Database> => {
  const unlock = folder ? takeFolder(folder) : () => undefined
  try {
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
      listen: (channel, hear) => pglite.listen(channel, hear),
      alone: (work) => work(),
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

const listenAgainMs = 1_000

/** Listens on a connection of its own, and on another whenever that one is lost. */
const listenOnServer = async (url: string, channel: string, hear: () => void): Promise<() => Promise<void>> => {
  const over = new AbortController()
  let connection: pg.Client | null = null
  const isListening = async (): Promise<boolean> => {
    const own = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    own.on('error', () => undefined)
    own.on('notification', hear)
    own.on('end', () => void keepListening())
    try {
      await own.connect()
      await own.query(`listen "${channel}"`)
      connection = own
      if (over.signal.aborted) await own.end()
      return true
    } catch {
      own.removeAllListeners('end')
      await own.end().catch(() => undefined)
      return false
    }
  }
  /** What was notified while nobody listened is not told again: the one who hears has to look after every loss. */
  const keepListening = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const isBack = await isListening()
      hear()
      if (isBack) return
      await setTimeout(listenAgainMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  if (!(await isListening())) void keepListening()
  return async () => {
    over.abort()
    await connection?.end().catch(() => undefined)
  }
}

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
  return {
    client,
    adapter: mended(library, url),
    pglite: null,
    listen: (channel, hear) => listenOnServer(url, channel, hear),
    alone: async (work) => {
      const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
      await connection.connect()
      try {
        // Any number that nobody else on the server uses; it ends with the connection.
        await connection.query('select pg_advisory_lock(4158231706)')
        return await work()
      } finally {
        await connection.end()
      }
    },
    close: () => client.$disconnect(),
  }
}

/** The database that the configuration names: the embedded one unless DATABASE_URL is set. */
export const openDatabase = (config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> =>
  config.databaseUrl ? openServer(config.databaseUrl) : openEmbedded(config.dataDir)

/**
 * Asks something in plain SQL without the client, whose compiler takes longer to load than a start that has nothing to do.
 * @returns rows, each with its columns in order
 */
export const askPlainly = async ({ adapter }: Database, sql: string): Promise<unknown[][]> => {
  const connection = await adapter.connect()
  try {
    return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows
  } finally {
    await connection.dispose()
  }
}
