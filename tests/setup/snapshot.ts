import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { generateClient } from '#prisma/generate.ts'
import type { Database } from '#services/core/db.ts'
import { writeImage } from './image.ts'
import { postgresUrl, refuse } from './supplies.ts'

/*
 * A database with every migration and the register, made once per run: each test file starts from a copy of it.
 */

declare module 'vitest' {
  interface ProvidedContext {
    /** File of the embedded database's snapshot. */
    snapshotFile: string
    /** A PostgreSQL server, when one is named, and the database on it to copy. */
    postgres: { url: string; template: string } | null
  }
}

const fillRegister = async (database: Database): Promise<void> => {
  const { seedRegister } = await import('#prisma/seed/register.ts')
  const { testCore } = await import('./database.ts')
  const { system } = await import('#services/core/access.ts')
  await seedRegister(testCore(database).contextFor(system, 'snapshot'))
}

const migrate = async (database: Database): Promise<void> => {
  const { applyMigrations } = await import('#services/core/migrate.ts')
  await applyMigrations(database)
}

const cache = '.cache'

/** An embedded database with every migration: made anew when one was added, or the database itself is another. */
const openMigrated = async (): Promise<Database> => {
  const { openEmbedded } = await import('#services/core/db.ts')
  const hash = createHash('sha256')
  hash.update(readFileSync('node_modules/@electric-sql/pglite/package.json'))
  const folder = 'prisma/migrations'
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (path.endsWith('.sql')) hash.update(path).update(readFileSync(join(folder, path)))
  }
  const name = `migrated-${hash.digest('hex').slice(0, 16)}.tar`
  const file = join(cache, name)
  if (existsSync(file)) return openEmbedded(null, await openAsBlob(file))
  const database = await openEmbedded(null)
  await migrate(database)
  mkdirSync(cache, { recursive: true })
  await writeImage(database, file)
  for (const old of readdirSync(cache)) {
    if (/^migrated-\w+\.tar$/.test(old) && old !== name) rmSync(join(cache, old), { force: true })
  }
  return database
}

const fillTemplate = async (url: string): Promise<{ template: string; drop: () => Promise<void> }> => {
  const { openServer } = await import('#services/core/db.ts')
  const template = `critical_friend_test_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin
    .connect()
    .catch(() =>
      refuse('The tests do not begin, because the PostgreSQL server in TEST_POSTGRES_URL cannot be reached.'),
    )
  await admin.query(`create database ${template}`)
  const place = new URL(url)
  place.pathname = `/${template}`
  const database = await openServer(place.href)
  await migrate(database)
  await fillRegister(database)
  await database.close()
  return {
    template,
    drop: async () => {
      await admin.query(`drop database ${template} with (force)`)
      await admin.end()
    },
  }
}

export default async function makeSnapshot(project: TestProject) {
  generateClient()
  const server = postgresUrl ? { url: postgresUrl, ...(await fillTemplate(postgresUrl)) } : null
  project.provide('postgres', server && { url: server.url, template: server.template })

  const database = await openMigrated()
  await fillRegister(database)
  const folder = mkdtempSync(join(tmpdir(), 'critical-friend-'))
  const file = join(folder, 'snapshot.tar')
  await writeImage(database, file)
  await database.close()
  project.provide('snapshotFile', file)
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await server?.drop()
  }
}
