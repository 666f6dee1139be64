import iconv from 'iconv-lite'

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)

/** In UTF-16 nearly every other byte of Western text is zero; the zeros' side tells the order. */
const utf16Of = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (const [i, byte] of sample.entries()) if (byte === 0) i % 2 === 0 ? even++ : odd++
  if (odd > sample.length / 4 && even < odd / 8) return 'utf-16le'
  return even > sample.length / 4 && odd < even / 8 ? 'utf-16be' : null
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * The text of a file saved by Excel or by hand: UTF-8 or UTF-16, with or without its mark, else Windows-1252. Null when
 * it is no text at all. (Node's own windows-1252 decoder leaves curly quotes, dashes and € undecoded.)
 */
export const decodeText = (bytes: Uint8Array): string | null => {
  if (startsWith(bytes, 0xff, 0xfe)) return iconv.decode(Buffer.from(bytes), 'utf-16le')
  if (startsWith(bytes, 0xfe, 0xff)) return iconv.decode(Buffer.from(bytes), 'utf-16be')
  const utf16 = utf16Of(bytes)
  if (utf16) return iconv.decode(Buffer.from(bytes), utf16)
  if (bytes.subarray(0, 65536).includes(0)) return null
  return iconv.decode(Buffer.from(bytes), isUtf8(bytes) ? 'utf-8' : 'windows-1252')
}
