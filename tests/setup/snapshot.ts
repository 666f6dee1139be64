import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { generateClient } from '#prisma/generate.ts'

/*
 * A database with every migration and the register, made once per run: each test file starts from a copy of it.
 */

declare module 'vitest' {
  interface ProvidedContext {
    /** File of the embedded database's snapshot. */
    snapshotFile: string
    /** PostgreSQL server to use instead, and the database on it to copy. */
    postgresUrl: string | null
    postgresTemplate: string
  }
}

const template = `critical_friend_test_${process.pid}`

export default async function makeSnapshot(project: TestProject) {
  generateClient()
  const { openEmbedded, openServer } = await import('#services/core/db.ts')
  const { applyMigrations } = await import('#services/core/migrate.ts')
  const { seedRegister } = await import('#prisma/seed/register.ts')
  const { testCore } = await import('./database.ts')
  const { system } = await import('#services/core/access.ts')

  const postgresUrl = project.name.endsWith('postgres') ? (process.env.TEST_POSTGRES_URL ?? null) : null
  project.provide('postgresUrl', postgresUrl)
  project.provide('postgresTemplate', template)

  if (postgresUrl) {
    const admin = new pg.Client({ connectionString: postgresUrl })
    await admin.connect()
    await admin.query(`create database ${template}`)
    const url = new URL(postgresUrl)
    url.pathname = `/${template}`
    const database = await openServer(url.href)
    await applyMigrations(database)
    await seedRegister(testCore(database).contextFor(system, 'snapshot'))
    await database.close()
    project.provide('snapshotFile', '')
    return async () => {
      await admin.query(`drop database ${template} with (force)`)
      await admin.end()
    }
  }

  const database = await openEmbedded(null)
  await applyMigrations(database)
  await seedRegister(testCore(database).contextFor(system, 'snapshot'))
  const folder = mkdtempSync(join(tmpdir(), 'critical-friend-'))
  const file = join(folder, 'snapshot.tar')
  const blob = await database.pglite?.dumpDataDir('none')
  if (!blob) throw new Error('The embedded database gave no snapshot')
  writeFileSync(file, Buffer.from(await blob.arrayBuffer()))
  await database.close()
  project.provide('snapshotFile', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
