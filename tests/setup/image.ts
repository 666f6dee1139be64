import { existsSync, linkSync, rmSync, writeFileSync } from 'node:fs'
import type { Database } from '#services/core/db.ts'

/**
 * Writes all that is in an embedded database to a file, which is there whole or not at all. Whoever is second leaves what is there: somebody
 * may be reading it, and cannot once it is another file.
 */
export const writeImage = async (database: Database, file: string): Promise<void> => {
  const image = await database.pglite?.dumpDataDir('none')
  if (!image) throw new Error('The embedded database gave no image')
  const own = `${file}.${process.pid}`
  writeFileSync(own, Buffer.from(await image.arrayBuffer()))
  try {
    linkSync(own, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(own)
  }
}
