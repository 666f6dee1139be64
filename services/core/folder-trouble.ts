import { statfsSync } from 'node:fs'
import { StartupError } from './config.ts'

/** What an embedded database needs to begin with, and what one that is there needs to go on. */
export const roomFor = { making: 128_000_000, going: 32_000_000 }

const reasons: Record<string, (folder: string) => string> = {
  ENOTDIR: (folder) => `${folder} is not a folder, or lies below a file`,
  EEXIST: (folder) => `${folder} is a file, not a folder`,
  EACCES: (folder) => `This user may not write to the folder ${folder}`,
  EPERM: (folder) => `This user may not write to the folder ${folder}`,
  EROFS: (folder) => `The folder ${folder} is on a disk that cannot be written to`,
  ENOSPC: (folder) => `There is no room left on the disk of the folder ${folder}`,
  EDQUOT: (folder) => `There is no room left for this user on the disk of the folder ${folder}`,
}

/** A failure to use the data folder as what whoever starts the program can mend, in a sentence; anything else as it is. */
export const asFolderTrouble = (error: unknown, folder: string): unknown => {
  const why = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined
  return why ? new StartupError(`${why(folder)}: mend that, or set DATA_DIR to another folder.`) : error
}

/** Refuses a folder whose disk has less room than this many bytes: a database that runs out of it while it is made is of no use. */
export const refuseFullDisk = (folder: string, needed: number): void => {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= needed) return
  const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000).toLocaleString('en-GB')
  throw new StartupError(
    `The disk of the folder ${folder} is full: ${megabytes(bavail * bsize)} MB are left and ${megabytes(needed)} MB are needed. Make room, or set DATA_DIR to another folder.`,
  )
}
