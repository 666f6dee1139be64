import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { projectFolder } from './project-folder.ts'

const schemaFolder = `${projectFolder}prisma/schema`
const stampFile = `${projectFolder}prisma/generated/schema.sha256`
const cli = `${projectFolder}node_modules/prisma/build/index.js`

/** The schema's files as [path, text], in a stable order. */
export const readSchemaFiles = (): { path: string; content: string }[] =>
  readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: `prisma/schema/${name}`, content: readFileSync(`${schemaFolder}/${name}`, 'utf8') }))

/**
 * Generates the Prisma client when the schema changed since it was last generated.
 *
 * `prisma generate` only checks that a schema engine is there and never runs it, so Node's own path stands in for the
 * binary that Prisma would otherwise download (docs/decisions/0002).
 *
 * @returns true when it generated, false when the client was up to date
 */
export const generateClient = (): boolean => {
  const hash = createHash('sha256')
  for (const file of readSchemaFiles()) hash.update(file.path).update(file.content)
  const stamp = hash.digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: projectFolder,
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`The database client could not be generated:\n${run.stdout}${run.stderr}`)
  writeFileSync(stampFile, stamp)
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClient()
