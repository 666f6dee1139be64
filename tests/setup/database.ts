import { openAsBlob } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Actor, system } from '#services/core/access.ts'
import { clockFrom, systemClock } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { type Core, type Ctx, coreOn } from '#services/core/context.ts'
import { type Database, openEmbedded, openServer } from '#services/core/db.ts'
import { createLog } from '#services/core/log.ts'

const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: join(tmpdir(), `critical-friend-test-${process.pid}`) })

export const testCore = (database: Database, clock = systemClock): Core =>
  coreOn(database, config, createLog(config), clock)

const copyOnServer = async (url: string, template: string): Promise<Database> => {
  const name = `${template}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  const copy = new URL(url)
  copy.pathname = `/${name}`
  const database = await openServer(copy.href)
  return {
    ...database,
    close: async () => {
      await database.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/**
 * A real database of this test file's own, with the register in it: embedded, or PostgreSQL in the project that runs on
 * a server. Call once at the top of the file; `ctx()` then acts as the exchange itself unless told who. `from` gives the
 * content of another embedded database to begin with.
 */
export const openTestDatabase = ({ from }: { from?: () => Promise<Blob | File> } = {}) => {
  let database: Database | null = null
  let now: Date | null = null
  const clock = clockFrom(() => now ?? new Date())

  beforeAll(async () => {
    const server = process.env.TEST_DATABASE === 'postgres' ? inject('postgres') : null
    database = server
      ? await copyOnServer(server.url, server.template)
      : await openEmbedded(null, await (from?.() ?? openAsBlob(inject('snapshotFile'))))
  }, 60_000)
  afterAll(() => database?.close())

  const core = (): Core => {
    if (!database) throw new Error('The test database is open only while tests run')
    return testCore(database, clock)
  }
  return {
    core,
    ctx: (actor: Actor = system): Ctx => core().contextFor(actor, 'test'),
    /** All that is in it, for another test database of this file to begin with. Embedded only. */
    dump: async (): Promise<Blob | File> => {
      const blob = await database?.pglite?.dumpDataDir('none')
      if (!blob) throw new Error('Only an embedded database can be copied')
      return blob
    },
    /** Sets the clock to an instant (ISO, or a date for noon that day); null lets it run again. */
    setNow: (iso: string | null) => {
      now = iso === null ? null : new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
    },
  }
}
