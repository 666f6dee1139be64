import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openEmbedded } from '#services/core/db.ts'
import { applyMigrations, findDrift } from '#services/core/migrate.ts'

/*
 * npm run draft-migration -- name: writes the SQL between the migrations and the schema into a new migration, to be read
 * and finished by hand.
 */
const name = process.argv[2]
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in words_like_this: npm run draft-migration -- add_quality_marks')
  process.exit(2)
}
const database = await openEmbedded(null)
await applyMigrations(database)
const sql = await findDrift(database)
await database.close()
if (!sql) {
  console.log('The migrations already say what the schema says.')
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = fileURLToPath(new URL(`../../prisma/migrations/${stamp}_${name}`, import.meta.url))
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/migration.sql`, sql)
  console.log(`Wrote prisma/migrations/${stamp}_${name}/migration.sql`)
}
