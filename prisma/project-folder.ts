import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const above = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('The folder of package.json cannot be found')
  return above(parent)
}

/** The folder of package.json, with a slash at its end: the same whether this runs from source or as built. */
export const projectFolder = `${above(dirname(fileURLToPath(import.meta.url)))}/`
