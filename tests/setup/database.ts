import { existsSync, openAsBlob } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { type Actor, system } from '#services/core/access.ts'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import { clockFrom, systemClock } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { type Core, type Ctx, coreOn } from '#services/core/context.ts'
import { type Database, openEmbedded, openServer } from '#services/core/db.ts'
import { createLog } from '#services/core/log.ts'
import { findFaults } from '#services/invariants.ts'
import { writeImage } from './image.ts'
import { openShared } from './shared-database.ts'

const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: join(tmpdir(), `critical-friend-test-${process.pid}`) })

export const testCore = (database: Database, clock = systemClock): Core =>
  coreOn(database, config, createLog(config), clock)

const copyOnServer = async (
  { url, template }: { url: string; template: string },
  from = template,
): Promise<Database> => {
  const name = `${template}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} template ${from}`)
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

/** All that is in a database: the bytes of an embedded one, or the name of one on the server that nobody is connected to. */
type Image = Blob | File | { template: string }

const imageOf = async ({ client, pglite }: Database): Promise<Image> => {
  if (pglite) return pglite.dumpDataDir('none')
  const [{ name } = { name: '' }] = await client.$queryRaw<{ name: string }[]>`select current_database() as name`
  // The server copies what nobody uses; the client connects again by itself.
  await client.$disconnect()
  return { template: name }
}

/** The demonstration as it is today, for a database to begin with: made by whoever needs it first in a run. */
export const demonstration = async (): Promise<Blob> => {
  const file = join(dirname(inject('snapshotFile')), 'demonstration.tar')
  if (!existsSync(file)) {
    const { seedDemonstration } = await import('#prisma/seed/demonstration.ts')
    const database = await openEmbedded(null, await openAsBlob(inject('snapshotFile')))
    await seedDemonstration(testCore(database).contextFor(system, 'demonstration'))
    await writeImage(database, file)
    await database.close()
  }
  return openAsBlob(file)
}

/** What `npm run db -- verify` would say of the rows. */
const faultsOf = async ({ client }: Database): Promise<string[]> => {
  const faults = await findFaults(client)
  const entry = await findBrokenAuditEntry({ db: client })
  return [
    ...faults.map(({ holds, broken }) => `${holds} See ${broken.join(', ')}.`),
    ...(entry === null ? [] : [`The audit log does not fit together from entry ${entry} on.`]),
  ]
}

type Options = {
  /** Gives the content of another database to begin with. */
  from?: () => Promise<Image>
  /** When all tests of the file are over, `db verify` must find nothing: its rows come from use cases. */
  isVerified?: boolean
  /** The file changes more than rows, so that no other file may use its database. */
  isChanged?: boolean
  /** On the PostgreSQL server, where one is named: thousands of pages take two thirds of the time there. */
  prefersServer?: boolean
}

/**
 * A real database of this test file's own, with the register in it: embedded, or PostgreSQL in the project that runs on
 * a server. Call once at the top of the file; `ctx()` then acts as the exchange itself unless told who.
 */
export const openTestDatabase = ({
  from,
  isVerified = false,
  isChanged = false,
  prefersServer = false,
}: Options = {}) => {
  let database: Database | null = null
  let now: Date | null = null
  const clock = clockFrom(() => now ?? new Date())

  beforeAll(async () => {
    const wanted = process.env.TEST_DATABASE ?? (prefersServer ? 'postgres' : 'embedded')
    const server = wanted === 'postgres' ? inject('postgres') : null
    const image = await from?.()
    if (image instanceof Blob) database = await openEmbedded(null, image)
    else if (server) database = await copyOnServer(server, image?.template)
    else database = await openShared(inject('snapshotFile'), isChanged)
    // Whoever needs the demonstration first makes it, a minute's work where other files run beside this one.
  }, 300_000)
  afterAll(async () => {
    try {
      if (database && isVerified) expect(await faultsOf(database), 'what db verify finds afterwards').toEqual([])
    } finally {
      await database?.close()
    }
  })

  const core = (): Core => {
    if (!database) throw new Error('The test database is open only while tests run')
    return testCore(database, clock)
  }
  return {
    core,
    ctx: (actor: Actor = system): Ctx => core().contextFor(actor, 'test'),
    /** All that is in it, for another test database of this file to begin with. */
    dump: async (): Promise<Image> => {
      if (!database) throw new Error('The test database is open only while tests run')
      return imageOf(database)
    },
    /** Sets the clock to an instant (ISO, or a date for noon that day); null lets it run again. */
    setNow: (iso: string | null) => {
      now = iso === null ? null : new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
    },
  }
}
