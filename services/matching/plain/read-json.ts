import { byte, NotJson, parseBytes, skipSpace, skipString, skipValue, textOf } from './json-bytes.ts'
import type { PairList } from './pair-list.ts'
import { readPairs } from './read-pairs.ts'

/** JSON that was read, the pairs of the outermost object apart; undefined when it has none, or none that are a list. */
export type ReadJson = { json: unknown; pairs: PairList | undefined }

/** More bytes than this cannot be one string. */
const mostText = 500_000_000

/**
 * Reads a file's JSON. A list of pairs is read byte by byte into columns and stands in `json` as an empty list; the rest is parsed as
 * usual. Says in a sentence why it cannot be read.
 */
export function readJson(
  file: Uint8Array,
  say: (pairs: number) => void = () => {},
): { ok: true; value: ReadJson } | { ok: false; why: string } {
  const hasMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf
  const bytes = hasMark ? file.subarray(3) : file
  try {
    return { ok: true, value: splitPairs(bytes, say) }
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    return parseWhole(bytes, error)
  }
}

/** JSON's own parser says best what is wrong. */
function parseWhole(bytes: Uint8Array, { at }: NotJson): ReturnType<typeof readJson> {
  if (bytes.length > mostText)
    return {
      ok: false,
      why: `cannot be read as JSON: it goes wrong at about byte ${at + 1}, or too much of it is not pairs`,
    }
  try {
    return { ok: true, value: { json: JSON.parse(textOf(bytes, 0, bytes.length)), pairs: undefined } }
  } catch (error) {
    return { ok: false, why: `cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function splitPairs(bytes: Uint8Array, say: (pairs: number) => void): ReadJson {
  const parts: Uint8Array[] = []
  let pairs: PairList | undefined
  let copied = 0
  let at = skipSpace(bytes, 0)
  if (bytes[at] === byte.openObject) {
    at = skipSpace(bytes, at + 1)
    while (bytes[at] === byte.quote) {
      const afterKey = skipString(bytes, at)
      const key = parseBytes(bytes, at, afterKey)
      at = skipSpace(bytes, afterKey)
      if (bytes[at] !== byte.colon) throw new NotJson(at)
      at = skipSpace(bytes, at + 1)
      if (key === 'pairs') pairs = undefined
      if (key === 'pairs' && bytes[at] === byte.openList) {
        parts.push(bytes.subarray(copied, at + 1))
        const read = readPairs(bytes, at, say)
        pairs = read.pairs
        at = read.at
        copied = at - 1
      } else at = skipValue(bytes, at)
      at = skipSpace(bytes, at)
      if (bytes[at] !== byte.comma) break
      at = skipSpace(bytes, at + 1)
    }
  }
  parts.push(bytes.subarray(copied))
  const rest = join(parts)
  if (rest.length > mostText) throw new NotJson(bytes.length)
  return { json: parseBytes(rest, 0, rest.length), pairs }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
