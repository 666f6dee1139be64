import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { Actor } from './access.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Database, type Db, openDatabase } from './db.ts'
import { type Files, filesIn } from './files.ts'
import type { Log } from './log.ts'
import { applyMigrations } from './migrate.ts'

/** What every function of every room is given first. No room reaches for a client, a clock or the environment itself. */
export type Ctx = {
  db: Db
  actor: Actor
  clock: Clock
  /** A whole number of at least `from` and less than `below` that nobody can foretell; the demonstration foretells its own. */
  draw(from: number, below: number): number
  files: Files
  log: Log
  config: Config
  requestId: string
}

export type Core = {
  config: Config
  log: Log
  database: Database
  contextFor(actor: Actor, requestId: string): Ctx
  /** Whether the database answers. */
  isReady(): Promise<boolean>
  close(): Promise<void>
}

/** Opens the database and brings it up to date. Throws a StartupError for what the person starting can mend. */
export const openCore = async (config: Config, log: Log, clock: Clock = systemClock): Promise<Core> => {
  const database = await openDatabase(config)
  try {
    await applyMigrations(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return coreOn(database, config, log, clock)
}

/** A core on a database that is already open and up to date. */
export const coreOn = (database: Database, config: Config, log: Log, clock: Clock): Core => {
  const files = filesIn(join(config.dataDir, 'files'))
  return {
    config,
    log,
    database,
    contextFor: (actor, requestId) => ({
      db: database.client,
      actor,
      clock,
      draw: randomInt,
      files,
      log: log.child({ requestId }),
      config,
      requestId,
    }),
    isReady: async () => {
      try {
        await database.client.$queryRaw`select 1`
        return true
      } catch {
        return false
      }
    },
    close: () => database.close(),
  }
}
