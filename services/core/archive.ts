import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { StartupError } from './config.ts'

/*
 * The form of a backup: gzipped lines of JSON that any tool can read. A head; each table as a line naming it and a line for
 * each row, an array of values as PostgreSQL writes them in text; sequences; stored files; an end that counts and seals it.
 */

const head = z.object({
  format: z.literal('critical-friend-backup'),
  version: z.literal(1),
  takenAt: z.string(),
  /** The migrations the database had had: what shape the rows are in. */
  migrations: z.array(z.string()),
})
const part = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ sequence: z.string(), last: z.string(), isCalled: z.boolean() }),
  z.object({ file: z.string(), base64: z.string() }),
])
const end = z.object({
  end: z.object({ rows: z.record(z.string(), z.number()), files: z.number(), sha256: z.string() }),
})

export type ArchiveHead = z.infer<typeof head>
export type ArchivePart = z.infer<typeof part>
export type ArchiveEnd = z.infer<typeof end>['end']

/** Lines of an archive, sealed as they pass: gives each with its line break, then the end. */
export async function* sealed(
  lines: AsyncIterable<string>,
  counts: () => Pick<ArchiveEnd, 'rows' | 'files'>,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  for await (const line of lines) {
    const whole = `${line}\n`
    hash.update(whole)
    yield whole
  }
  yield `${JSON.stringify({ end: { ...counts(), sha256: hash.digest('hex') } })}\n`
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  // A broken file shows itself in the lines' own error; this promise only must not go unheard.
  const whole = pipeline(createReadStream(file), unpacked)
  whole.catch(() => undefined)
  yield* createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })
  await whole
}

/**
 * Reads an archive to its end and compares it with its seal.
 * Throws a StartupError when it is not a whole backup of ours.
 */
export const checkArchive = async (file: string): Promise<{ head: ArchiveHead; end: ArchiveEnd }> => {
  const broken = (why: string) => new StartupError(`${file} is not a whole backup: ${why}.`)
  const hash = createHash('sha256')
  let first: string | null = null
  let last: string | null = null
  try {
    for await (const line of linesOf(file)) {
      first ??= line
      if (last !== null) hash.update(`${last}\n`)
      last = line
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw broken(code === 'ENOENT' ? 'there is no such file' : 'it cannot be unpacked to its end')
  }
  const start = head.safeParse(parse(first))
  if (!start.success) throw broken('it does not begin as one made by this version of the program or an earlier one')
  const finish = end.safeParse(parse(last))
  if (!finish.success) throw broken('it has no end')
  if (finish.data.end.sha256 !== hash.digest('hex')) throw broken('it was changed after it was made')
  return { head: start.data, end: finish.data.end }
}

const parse = (line: string | null): unknown => {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return null
  }
}

/** What an archive that was checked holds between its head and its end: rows as they stand there, unparsed. */
export async function* readArchive(file: string): AsyncGenerator<{ row: string } | ArchivePart> {
  let isFirst = true
  for await (const line of linesOf(file)) {
    if (line.startsWith('[')) yield { row: line }
    else if (!isFirst && !line.startsWith('{"end"')) yield part.parse(JSON.parse(line))
    isFirst = false
  }
}
