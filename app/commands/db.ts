import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generateClient } from '#prisma/generate.ts'
import { type Config, readConfig, StartupError } from '#services/core/config.ts'
import type { Database } from '#services/core/db.ts'
import { filesIn } from '#services/core/files.ts'
import { failInOneSentence } from './fail.ts'

/* npm run db -- migrate | backup <file or folder> | restore <file> | verify: on the embedded database or DATABASE_URL's. */

const usage = 'Usage: npm run db -- migrate, backup <file or folder>, restore <file>, or verify.'

const commands: Record<string, (database: Database, config: Config, place: string) => Promise<boolean>> = {
  migrate: async (database) => {
    const { applyMigrations } = await import('#services/core/migrate.ts')
    const names = await applyMigrations(database)
    console.log(names.length === 0 ? 'The database was up to date.' : `Brought up to date: ${names.join(', ')}.`)
    return true
  },

  backup: async (database, config, place) => {
    const { backUp } = await import('#services/core/backup.ts')
    const now = new Date()
    const isFolder = place.endsWith('/') || (existsSync(place) && statSync(place).isDirectory())
    const minute = now.toISOString().slice(0, 16).replace(':', '')
    const file = isFolder ? join(place, `critical-friend-${minute}.jsonl.gz`) : place
    const { rows, files } = await backUp(database, storedFiles(config), file, now)
    console.log(
      `${file} holds ${contents(rows, files)}, and was read back. It holds personal data: keep it as safe as the database.`,
    )
    return true
  },

  restore: async (database, config, place) => {
    const { restoreFrom } = await import('#services/core/restore.ts')
    const { end, takenAt, migrated } = await restoreFrom(database, storedFiles(config), place)
    console.log(`Restored ${contents(end.rows, end.files)}, as they stood at ${takenAt}. The audit log is whole.`)
    if (migrated.length > 0) console.log(`Brought up to date: ${migrated.join(', ')}.`)
    return true
  },

  verify: async (database, config) => {
    const { verify } = await import('./db-verify.ts')
    const { sentences, faults } = await verify(database, storedFiles(config))
    for (const sentence of sentences) console.log(sentence)
    for (const fault of faults) console.log(`FAULT: ${fault}`)
    console.log(faults.length === 0 ? 'No fault was found.' : `${faults.length} found.`)
    return faults.length === 0
  },
}

const storedFiles = (config: Config) => filesIn(join(config.dataDir, 'files'))

const contents = (rows: Record<string, number>, files: number) => {
  const count = Object.values(rows).reduce((sum, each) => sum + each, 0)
  return `${count.toLocaleString('en-GB')} rows of ${Object.keys(rows).length} tables and ${files.toLocaleString('en-GB')} stored files`
}

failInOneSentence(async () => {
  const [name = '', place = ''] = process.argv.slice(2)
  const command = commands[name]
  if (!command || ((name === 'backup' || name === 'restore') && place === '')) throw new StartupError(usage)
  const config = readConfig(process.env)
  // A backup or a check makes no database where there was none.
  if (
    !config.databaseUrl &&
    name !== 'restore' &&
    name !== 'migrate' &&
    !existsSync(join(config.dataDir, 'database'))
  ) {
    throw new StartupError(
      `There is no database in ${config.dataDir}: name its folder with DATA_DIR, or its server with DATABASE_URL.`,
    )
  }
  generateClient()
  const { openDatabase } = await import('#services/core/db.ts')
  const database = await openDatabase(config)
  try {
    if (!(await command(database, config, place))) process.exitCode = 1
  } finally {
    await database.close()
  }
})
