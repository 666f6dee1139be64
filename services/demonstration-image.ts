import { createHash } from 'node:crypto'
import { constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '#prisma/project-folder.ts'

/*
 * Making the demonstration's association takes every use case it is made with. So its database is kept as an image, and a new
 * folder on the same day begins with a copy. An image is a shortcut: where none can be kept or read, the association is made.
 */

/** What the demonstration comes of, besides the day. */
const ingredients = [
  'prisma/migrations',
  'prisma/data',
  'prisma/seed',
  'prisma/schema',
  'services',
  'package-lock.json',
]

const filesUnder = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path]

/** What an image is called: another name once anything that it came of changes, or the day does. */
export const imageName = (today: string, from: readonly string[] = ingredients.map((path) => projectFolder + path)) => {
  const hash = createHash('sha256')
  const files = from.flatMap(filesUnder).filter((file) => !/\.test\.tsx?$|\.md$/.test(file))
  for (const file of files.sort()) hash.update(file.replace(projectFolder, '')).update('\0').update(readFileSync(file))
  return `${today}-${hash.digest('hex').slice(0, 16)}`
}

/** Where images are kept. */
export const imagesFolder = `${projectFolder}.cache/demonstration`

const copyWhole = async (from: string, to: string) => {
  const unfinished = `${to}.${process.pid}`
  try {
    await cp(from, unfinished, { recursive: true, mode: constants.COPYFILE_FICLONE })
    // Whoever was quicker is right too: a folder that holds something is not replaced.
    await rename(unfinished, to)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Gives a folder without a database that of the image, when there is one of this name. */
export const layImage = async (name: string, dataDir: string, images = imagesFolder): Promise<void> => {
  if (!existsSync(join(images, name))) return
  try {
    await mkdir(dataDir, { recursive: true })
    await copyWhole(join(images, name), join(dataDir, 'database'))
  } catch {
    // What is wrong with the folder is said by whoever opens it.
  }
}

/** Keeps the database of a folder, which has just been made and written to its disk, as the only image. */
export const keepImage = async (name: string, dataDir: string, images = imagesFolder): Promise<void> => {
  try {
    await rm(images, { recursive: true, force: true })
    await mkdir(images, { recursive: true })
    await copyWhole(join(dataDir, 'database'), join(images, name))
  } catch {
    // No room, or not ours to write: the next new folder takes as long as this one.
  }
}
