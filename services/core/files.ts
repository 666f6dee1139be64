import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Bytes kept by the hash of what they are, so that storing twice is storing once and nothing can be overwritten. */
export type Files = {
  /** Keeps the bytes and returns their SHA-256 in hex. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes, or null when no such file is kept. */
  get(sha256: string): Promise<Uint8Array | null>
  /** The hash of every file kept, in order. */
  list(): AsyncIterable<string>
}

const isKey = /^[0-9a-f]{64}$/

export const filesIn = (folder: string): Files => {
  const place = (sha256: string) => {
    if (!isKey.test(sha256)) throw new Error('Not a file key')
    return { folder: join(folder, sha256.slice(0, 2)), file: join(folder, sha256.slice(0, 2), sha256) }
  }
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const at = place(sha256)
      await mkdir(at.folder, { recursive: true })
      const partial = `${at.file}.${randomUUID()}`
      await writeFile(partial, bytes, { flush: true })
      await rename(partial, at.file)
      return sha256
    },
    async get(sha256) {
      try {
        return await readFile(place(sha256).file)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async *list() {
      const names = existsSync(folder) ? await readdir(folder, { recursive: true }) : []
      yield* names
        .map((name) => basename(name))
        .filter((name) => isKey.test(name))
        .sort()
    },
  }
}
