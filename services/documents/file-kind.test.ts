import { expect, it } from 'vitest'
import { pdfFile, wordFile, zip } from '#tests/factories/files.ts'
import { fileKindOf, fileNameOf } from './file-kind.ts'

const kindOf = async (bytes: Uint8Array) => {
  const verdict = await fileKindOf(bytes)
  return 'kind' in verdict ? verdict.kind.extension : verdict.fault
}

it('knows files by what is in them', async () => {
  expect(await kindOf(pdfFile())).toBe('pdf')
  expect(await kindOf(wordFile())).toBe('docx')
  const types = { '[Content_Types].xml': '<Types/>' }
  expect(await kindOf(zip({ ...types, 'xl/workbook.xml': '<x/>' }))).toBe('xlsx')
  expect(await kindOf(zip({ ...types, 'ppt/presentation.xml': '<x/>' }))).toBe('pptx')
  expect(await kindOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('png')
  expect(await kindOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpg')
})

it('refuses what it does not know, whatever it is called', async () => {
  expect(await kindOf(Buffer.from('MZ this is a program'))).toMatch(/^Choose a PDF/)
  expect(await kindOf(Buffer.from('<html><script>'))).toMatch(/^Choose a PDF/)
  expect(await kindOf(zip({ 'a.txt': 'plain' }))).toMatch(/^Choose a PDF/)
  expect(await kindOf(Buffer.from('PK\u0003\u0004 but no archive'))).toMatch(/^Choose a PDF/)
  expect(await kindOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toMatch(/old or locked/)
  expect(await kindOf(Buffer.alloc(0))).toBe('The file is empty')
  expect(await kindOf(Buffer.alloc(15 * 1024 * 1024 + 1))).toBe('The file must be 15 MB or smaller')
})

it('takes no macros, and unpacks no bomb', async () => {
  const word = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }
  expect(await kindOf(zip({ ...word, 'word/vbaProject.bin': 'x' }))).toMatch(/macros/)
  // 210 MB of nothing in a few hundred kilobytes, whatever its directory claims.
  expect(await kindOf(zip({ ...word, 'word/media/a.png': Buffer.alloc(210 * 1024 * 1024) }, 10))).toMatch(
    /more than can be right/,
  )
})

it('names files so that nothing in a name does harm', () => {
  const pdf = { extension: 'pdf', type: 'application/pdf', words: 'PDF' }
  expect(fileNameOf('../../etc/Plan "2026";\r\nx.exe', pdf)).toBe('Plan 2026 x.pdf')
  expect(fileNameOf('C:\\Users\\ann\\Board papers.pdf', pdf)).toBe('Board papers.pdf')
  expect(fileNameOf('.pdf', pdf)).toBe('document.pdf')
})
