import { inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const stored = 0

/**
 * Unpacks the parts of a zip archive whose name ends in `.xml`, one at a time, and no more than `most` bytes of them: false
 * when there is more, or when the archive is broken. A small file can unpack to gigabytes, and what it declares of its own
 * size is only a claim.
 */
export const unzipXml = (bytes: Uint8Array, most: number, look: (name: string, part: Buffer) => void): boolean => {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = most
  try {
    const end = findEnd(archive)
    if (end === null) return false
    let at = archive.readUInt32LE(end + 16)
    for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
      if (archive.readUInt32LE(at) !== entryMark) return false
      const method = archive.readUInt16LE(at + 10)
      const size = archive.readUInt32LE(at + 20)
      const nameLength = archive.readUInt16LE(at + 28)
      const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
      const header = archive.readUInt32LE(at + 42)
      at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
      if (!name.endsWith('.xml')) continue
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
      const packed = archive.subarray(start, start + size)
      const unpacked = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) })
      left -= unpacked.length
      if (left < 0) return false
      look(name, unpacked)
    }
  } catch {
    return false
  }
  return true
}

const findEnd = (archive: Buffer): number | null => {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 65_557); at--) {
    if (archive.readUInt32LE(at) === endMark) return at
  }
  return null
}
