import { renameSync, writeFileSync } from 'node:fs'
import type { Database } from '#services/core/db.ts'

/** Writes all that is in an embedded database to a file, which is there whole or not at all. */
export const writeImage = async (database: Database, file: string): Promise<void> => {
  const image = await database.pglite?.dumpDataDir('none')
  if (!image) throw new Error('The embedded database gave no image')
  writeFileSync(`${file}.${process.pid}`, Buffer.from(await image.arrayBuffer()))
  renameSync(`${file}.${process.pid}`, file)
}
