/** Bytes of JSON's punctuation. */
export const byte = {
  quote: 0x22,
  comma: 0x2c,
  minus: 0x2d,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const

/** Thrown where bytes are not JSON; caught by whoever started to read. */
export class NotJson extends Error {
  constructor(readonly at: number) {
    super(`not JSON at byte ${at + 1}`)
  }
}

const isSpace = (each: number | undefined): boolean => each === 0x20 || each === 0x0a || each === 0x0d || each === 0x09

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (isSpace(bytes[at])) at += 1
  return at
}

/** The place after a string's closing quote; `from` is its opening one. */
export function skipString(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== byte.quote) throw new NotJson(from)
  let at = bytes.indexOf(byte.quote, from + 1)
  while (at >= 0 && isEscaped(bytes, at)) at = bytes.indexOf(byte.quote, at + 1)
  if (at < 0) throw new NotJson(bytes.length)
  return at + 1
}

/** Behind an odd number of backslashes. */
function isEscaped(bytes: Uint8Array, quote: number): boolean {
  let before = quote - 1
  while (bytes[before] === byte.backslash) before -= 1
  return (quote - before) % 2 === 0
}

/** The place after a value of any kind, which is only looked at as far as its end needs. */
export function skipValue(bytes: Uint8Array, from: number): number {
  let at = from
  let depth = 0
  while (at < bytes.length) {
    const each = bytes[at]
    if (each === byte.quote) {
      at = skipString(bytes, at)
      if (depth === 0) return at
      continue
    }
    if (each === byte.openList || each === byte.openObject) depth += 1
    else if (each === byte.closeList || each === byte.closeObject) {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (depth === 0 && (each === byte.comma || isSpace(each))) return at
    at += 1
  }
  if (depth > 0) throw new NotJson(bytes.length)
  return at
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const textOf = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to))

/** The value of a stretch of JSON. */
export function parseBytes(bytes: Uint8Array, from: number, to: number): unknown {
  try {
    return JSON.parse(textOf(bytes, from, to))
  } catch {
    throw new NotJson(from)
  }
}
