import { TooMuch, unpack, type ZipParts, zipParts } from '#services/core/zip-parts.ts'

/** What a file is, by its content and never by its name. */
export type FileKind = { extension: string; type: string; words: string }

const kinds = {
  pdf: { extension: 'pdf', type: 'application/pdf', words: 'PDF' },
  png: { extension: 'png', type: 'image/png', words: 'Image' },
  jpg: { extension: 'jpg', type: 'image/jpeg', words: 'Image' },
  webp: { extension: 'webp', type: 'image/webp', words: 'Image' },
  docx: {
    extension: 'docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    words: 'Word',
  },
  xlsx: {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    words: 'Excel',
  },
  pptx: {
    extension: 'pptx',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    words: 'PowerPoint',
  },
} as const satisfies Record<string, FileKind>

/** A file is at most this large, packed and unpacked. */
export const mostBytes = 15 * 1024 * 1024
const mostUnpacked = 200 * 1024 * 1024
const mostParts = 4000

const wrongKind =
  'Choose a PDF, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx) file, or an image (PNG, JPEG or WebP)'

type Verdict = { kind: FileKind } | { fault: string }

const begins = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((byte, index) => bytes[at + index] === byte)

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** Which of Office's formats an archive is, once it has been unpacked within bounds. */
const officeKind = async (parts: ZipParts): Promise<Verdict> => {
  if (!parts.has('[content_types].xml')) return { fault: wrongKind }
  const names = [...parts.keys()]
  if (names.some((name) => name.endsWith('vbaproject.bin'))) {
    return { fault: 'This file carries macros. Save it without them, then add it' }
  }
  const kind = parts.has('word/document.xml')
    ? kinds.docx
    : parts.has('xl/workbook.xml')
      ? kinds.xlsx
      : parts.has('ppt/presentation.xml')
        ? kinds.pptx
        : null
  if (kind === null) return { fault: wrongKind }
  const unpacksTooFar = { fault: 'This file unpacks to more than can be right. Save it anew, then add it' }
  if (names.length > mostParts) return unpacksTooFar
  const allowance = { left: mostUnpacked }
  try {
    for (const part of parts.values()) for await (const _ of unpack(part, allowance));
  } catch (error) {
    return error instanceof TooMuch ? unpacksTooFar : { fault: 'This file is damaged. Save it anew, then add it' }
  }
  return { kind }
}

/**
 * What a file is by its first bytes and, where it is an archive, its parts, unpacked piece by piece and never beyond bounds; or what is
 * wrong with it, in a sentence without its full stop.
 */
export const fileKindOf = async (bytes: Uint8Array): Promise<Verdict> => {
  if (bytes.length === 0) return { fault: 'The file is empty' }
  if (bytes.length > mostBytes) return { fault: 'The file must be 15 MB or smaller' }
  if (begins(bytes, ascii('%PDF-'))) return { kind: kinds.pdf }
  if (begins(bytes, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])) return { kind: kinds.png }
  if (begins(bytes, [0xff, 0xd8, 0xff])) return { kind: kinds.jpg }
  if (begins(bytes, ascii('RIFF')) && begins(bytes, ascii('WEBP'), 8)) return { kind: kinds.webp }
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { fault: 'This is an old or locked Office file. Save it as .docx, .xlsx or .pptx without a password' }
  }
  const parts = begins(bytes, ascii('PK')) ? zipParts(bytes) : null
  return parts ? officeKind(parts) : { fault: wrongKind }
}

/** A name that can stand in a header and on any disk: what was typed, without folders and signs, with the ending of what it is. */
export const fileNameOf = (typed: string, { extension }: FileKind): string => {
  const last = typed.split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
  return `${stem === '' ? 'document' : stem}.${extension}`
}
