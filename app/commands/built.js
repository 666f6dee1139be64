import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'

/*
 * Whether what is built is up to date. Plain JavaScript, as `npm start` asks this before anything that reads TypeScript.
 */

/** What everything below build/ is made of. Migrations and register data are read where they are. */
const ingredients = [
  ...['app', 'services', 'prisma/schema', 'prisma/seed', 'prisma/generate.ts', 'prisma/project-folder.ts', 'public'],
  ...['package-lock.json', 'remix.config.js', 'vite.config.ts', 'tsconfig.json'],
]
/** @type {(file: string) => boolean} */
const isIngredient = (file) => !/\.test\.tsx?$|\.md$/.test(file)

const stampFile = 'build/stamp'

/** @type {(path: string) => string[]} */
const filesUnder = (path) => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(`${path}/${name}`))
}

/** Fingerprint of everything that is built, as it is now. */
export const fingerprint = () => {
  const hash = createHash('sha256').update(process.version)
  const files = ingredients.flatMap(filesUnder).filter(isIngredient).sort()
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

/** Whether what is built is of this fingerprint. @type {(stamp: string) => boolean} */
export const isBuiltOf = (stamp) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp

/** Says of what everything was built. @type {(stamp: string) => void} */
export const stampBuilt = (stamp) => writeFileSync(stampFile, stamp)
