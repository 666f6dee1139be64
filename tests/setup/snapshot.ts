import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { generateClient } from '#prisma/generate.ts'
import type { Database } from '#services/core/db.ts'
import { postgresUrl } from './supplies.ts'

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

const fill = async (database: Database): Promise<void> => {
  const { applyMigrations } = await import('#services/core/migrate.ts')
  const { seedRegister } = await import('#prisma/seed/register.ts')
  const { testCore } = await import('./database.ts')
  const { system } = await import('#services/core/access.ts')
  await applyMigrations(database)
  await seedRegister(testCore(database).contextFor(system, 'snapshot'))
}

const fillTemplate = async (url: string): Promise<{ template: string; drop: () => Promise<void> }> => {
  const { openServer } = await import('#services/core/db.ts')
  const template = `critical_friend_test_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${template}`)
  const place = new URL(url)
  place.pathname = `/${template}`
  const database = await openServer(place.href)
  await fill(database)
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
  const { openEmbedded } = await import('#services/core/db.ts')
  const database = await openEmbedded(null)
  await fill(database)
  const folder = mkdtempSync(join(tmpdir(), 'critical-friend-'))
  const file = join(folder, 'snapshot.tar')
  const blob = await database.pglite?.dumpDataDir('none')
  if (!blob) throw new Error('The embedded database gave no snapshot')
  writeFileSync(file, Buffer.from(await blob.arrayBuffer()))
  await database.close()
  project.provide('snapshotFile', file)

  const server = postgresUrl ? { url: postgresUrl, ...(await fillTemplate(postgresUrl)) } : null
  project.provide('postgres', server && { url: server.url, template: server.template })
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await server?.drop()
  }
}
