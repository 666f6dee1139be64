import { createInflateRaw } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const headerMark = 0x04034b50
const stored = 0
const deflated = 8

/** Packed parts of a zip archive by name. */
export type ZipParts = ReadonlyMap<string, { method: number; packed: Buffer }>

/** How many bytes may still be unpacked, over all parts of an archive; what is unpacked is taken off. */
export interface Allowance {
  left: number
}

/** The archive unpacks to more than is allowed. */
export class TooMuch extends Error {}

/** Where each part stands in an archive: its line of the directory, and its own header. Throws where it is no archive. */
function* placesIn(archive: Buffer): Generator<{ line: number; header: number }> {
  const end = findEnd(archive)
  if (end === null) throw new Error('No directory')
  let line = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (archive.readUInt32LE(line) !== entryMark) throw new Error('No line of a directory')
    const header = archive.readUInt32LE(line + 42)
    if (archive.readUInt32LE(header) !== headerMark) throw new Error('No header of a part')
    yield { line, header }
    line += 46 + archive.readUInt16LE(line + 28) + archive.readUInt16LE(line + 30) + archive.readUInt16LE(line + 32)
  }
}

/** The parts that an archive's directory lists; null when it is no archive. What the directory says of sizes is only a claim. */
export const zipParts = (bytes: Uint8Array): ZipParts | null => {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = new Map<string, { method: number; packed: Buffer }>()
  try {
    for (const { line, header } of placesIn(archive)) {
      const method = archive.readUInt16LE(line + 10)
      const size = archive.readUInt32LE(line + 20)
      const name = archive.toString('utf8', line + 46, line + 46 + archive.readUInt16LE(line + 28))
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
      parts.set(name.toLowerCase(), { method, packed: archive.subarray(start, start + size) })
    }
  } catch {
    return null
  }
  return parts
}

/** 1 January 1980, midnight, as archives write time and day: the first that they can. */
const firstDay = 0x00210000

/** An archive of our own without when each part was packed, so that the same content is the same file. */
export const withoutTimes = (bytes: Uint8Array): Uint8Array => {
  const archive = Buffer.from(bytes)
  for (const { line, header } of placesIn(archive)) {
    archive.writeUInt32LE(firstDay, line + 12)
    archive.writeUInt32LE(firstDay, header + 10)
  }
  return new Uint8Array(archive)
}

const findEnd = (archive: Buffer): number | null => {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 65_557); at--) {
    if (archive.readUInt32LE(at) === endMark) return at
  }
  return null
}

/** Buffers and heap of this thread together; the limits that a thread can be given count the heap alone. */
const mostMemory = 600_000_000
const bytesBetweenLooks = 4_000_000

/**
 * One part, unpacked piece by piece so that it never stands in memory whole. Throws `TooMuch` as soon as more than the
 * allowance has come out or this thread holds too much, and any other error when the part is broken.
 */
export async function* unpack(
  { method, packed }: { method: number; packed: Buffer },
  allowance: Allowance,
): AsyncGenerator<Buffer> {
  if (method !== stored && method !== deflated) throw new Error('Packed in a way that is not read')
  let sinceLook = 0
  for await (const piece of method === stored ? pieces(packed) : inflated(packed)) {
    allowance.left -= piece.length
    sinceLook += piece.length
    if (allowance.left < 0) throw new TooMuch()
    if (sinceLook > bytesBetweenLooks) {
      sinceLook = 0
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      if (heapUsed + arrayBuffers > mostMemory) throw new TooMuch()
    }
    yield piece
  }
}

const pieceSize = 65_536

function* pieces(packed: Buffer): Generator<Buffer> {
  for (let at = 0; at < packed.length; at += pieceSize) yield packed.subarray(at, at + pieceSize)
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: pieceSize })
  inflate.end(packed)
  for await (const piece of inflate) if (Buffer.isBuffer(piece)) yield piece
}
