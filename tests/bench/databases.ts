import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { seedRegister } from '#prisma/seed/register.ts'
import { system } from '#services/core/access.ts'
import { clockFrom } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { type Core, coreOn } from '#services/core/context.ts'
import { type Database, openEmbedded, openServer } from '#services/core/db.ts'
import { lockFolder } from '#services/core/folder-lock.ts'
import { createLog } from '#services/core/log.ts'
import { applyMigrations, migrationNames } from '#services/core/migrate.ts'
import { postgresUrl } from '#tests/setup/supplies.ts'
import { say } from './bench.ts'
import { benchToday, generateInto, type Size } from './generate.ts'

/*
 * Generated exchanges are kept below .cache/bench, or on the server, and made again only when migrations or generator change.
 */

export type Kind = 'embedded' | 'PostgreSQL'

/** The databases that can be measured here: PostgreSQL where TEST_POSTGRES_URL names one. */
export const kinds: readonly Kind[] = postgresUrl ? ['embedded', 'PostgreSQL'] : ['embedded']

const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: '.cache/bench/files' })
export const benchClock = clockFrom(() => new Date(`${benchToday}T10:00:00Z`))

const stamp = () => {
  const hash = createHash('sha256').update(migrationNames().join())
  for (const file of ['generate', 'generate-reviews', 'generate-rows', 'generate-work'])
    hash.update(readFileSync(`tests/bench/${file}.ts`))
  return hash.digest('hex').slice(0, 10)
}

const fill = async (database: Database, size: Size) => {
  say(`  generating the ${size} exchange, once…`)
  await applyMigrations(database)
  const ctx = coreOn(database, config, createLog(config), benchClock).contextFor(system, 'bench')
  await seedRegister(ctx)
  await generateInto(ctx, database.client, size)
  // As a server does by itself, and the embedded database daily.
  await database.client.$executeRaw`vacuum analyze`
}

const openOnDisk = async (size: Size): Promise<Database> => {
  const folder = join('.cache/bench', `${size}-${stamp()}`)
  const done = join(folder, 'generated')
  if (existsSync(done)) return openEmbedded(folder)
  // Only its owner may begin again what was broken off.
  lockFolder(folder)()
  rmSync(folder, { recursive: true, force: true })
  const database = await openEmbedded(folder)
  await fill(database, size)
  writeFileSync(done, '')
  return database
}

const openOnServer = async (url: string, size: Size): Promise<Database> => {
  const name = `critical_friend_bench_${size}_${stamp()}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    const place = new URL(url)
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) {
      const { rows } = await admin.query<{ name: string }>(
        `select datname as name from pg_database where datname like 'critical_friend_bench_${size}_%'`,
      )
      for (const old of rows) await admin.query(`drop database ${old.name} with (force)`)
      await admin.query(`create database ${name}_making`)
      place.pathname = `/${name}_making`
      const database = await openServer(place.href)
      await fill(database, size)
      await database.close()
      await admin.query(`alter database ${name}_making rename to ${name}`)
    }
    place.pathname = `/${name}`
    return await openServer(place.href)
  } finally {
    await admin.end()
  }
}

/** A generated exchange, open. Its clock stands still on the day it was generated for. */
export const openBench = async (kind: Kind, size: Size): Promise<Core> => {
  const database = kind === 'PostgreSQL' && postgresUrl ? await openOnServer(postgresUrl, size) : await openOnDisk(size)
  return coreOn(database, config, createLog(config), benchClock)
}
