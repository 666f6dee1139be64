import { spawnSync } from 'node:child_process'
import { generateClient } from '#prisma/generate.ts'

/* npm run check: what a reviewer would otherwise have to look for. Runs all of it, then says what failed. */

generateClient()

const run = (what: string, command: string, args: string[]): string[] => {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit' })
  return status === 0 ? [] : [what]
}

const drift = async (): Promise<string[]> => {
  const { openEmbedded } = await import('#services/core/db.ts')
  const { applyMigrations, findDrift } = await import('#services/core/migrate.ts')
  const database = await openEmbedded(null)
  await applyMigrations(database)
  const sql = await findDrift(database)
  await database.close()
  if (!sql) return []
  console.error(`The migrations do not say what the schema says. Missing:\n${sql}`)
  return ['migrations']
}

const failed = [
  ...run('types', 'tsc', ['-p', '.']),
  ...run('lint and format', 'biome', ['check', '.']),
  ...run('unused code', 'knip', ['--include', 'files,dependencies,unlisted,exports,types']),
  ...(await drift()),
]
if (failed.length > 0) {
  console.error(`Check failed: ${failed.join(', ')}.`)
  process.exit(1)
}
console.log('Types, lint, format, unused code and migrations are in order.')
