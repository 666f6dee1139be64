import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import writeXlsxFile, { type Sheet } from 'write-excel-file/node'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import { type MemberSheet, readMemberSheet } from './member-sheet.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const read = async (bytes: Uint8Array): Promise<MemberSheet> => {
  const sheet = await readMemberSheet(bytes, register)
  if (!sheet.ok) throw new Error(JSON.stringify(sheet.problem))
  return sheet.value
}
const why = async (bytes: Uint8Array): Promise<string> => {
  const sheet = await readMemberSheet(bytes, register)
  return !sheet.ok && 'why' in sheet.problem ? sheet.problem.why : ''
}
const workbook = async (...sheets: Sheet<never>[]) => writeXlsxFile(sheets).toBuffer()
const sheetOf = (sheet: string, ...rows: (string | number | Date | null)[][]): Sheet<never> => ({
  sheet,
  data: rows.map((row) =>
    row.map((value) => (value === null ? null : value instanceof Date ? { value, format: 'dd/mm/yyyy' } : { value })),
  ),
})

describe('CSV', () => {
  const rows = [
    ['AYM members, as at 1 April 2026'],
    [],
    ['Name', 'E-mail', 'YOT', 'Notes'],
    ['Siân O’Brien – “Shan”', 'sian@x.uk', 'Ynys Môn', 'pays £150;\n“late”, often'],
  ]
  const written = (delimiter: string) =>
    rows
      .map((row) =>
        row.map((cell) => (/[;,\t|\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter),
      )
      .join('\r\n')

  test.each(
    [',', ';', '\t', '|'].flatMap((delimiter) =>
      ['utf8', 'utf8+mark', 'utf16-le', 'utf16-le+mark', 'utf-16be', 'utf-16be+mark', 'windows-1252'].map(
        (encoding) => ({ delimiter, encoding }),
      ),
    ),
  )('$encoding with $delimiter', async ({ delimiter, encoding }) => {
    const [name = '', mark] = encoding.split('+')
    const sheet = await read(iconv.encode(written(delimiter), name, { addBOM: mark !== undefined }))
    expect(sheet.headings).toMatchObject({
      row: 3,
      columns: [{ field: 'name' }, { field: 'email' }, { field: 'yot' }, { field: 'notes' }],
    })
    expect(sheet.rows).toEqual([{ row: 4, cells: rows[3] }])
  })

  test('rows count as a spreadsheet shows them, whatever ends a line; the line sep= is not one', async () => {
    const sheet = await read(Buffer.from('sep=;\nName;YOT\r\n"Jane\nSmith";Leeds\r\rBob;York\n'))
    expect(sheet.rows.map(({ row }) => row)).toEqual([2, 3, 4])
    expect(sheet.rows[2]?.cells).toEqual(['Bob', 'York'])
  })

  test('rows shorter and longer than the headings, and stray quotes, are read', async () => {
    const sheet = await read(Buffer.from('Name,YOT\nJane\nBob "the Rev" Hill,York,,,more\n'))
    expect(sheet.rows.map(({ cells }) => cells)).toEqual([['Jane'], ['Bob "the Rev" Hill', 'York', null, null, 'more']])
  })
})

describe('XLSX', () => {
  test('the first sheet that has people is read, its rows counted from the top, dates as dates', async () => {
    const on = new Date('2026-04-01T00:00:00Z')
    const bytes = await workbook(
      sheetOf('Cover', ['AYM members'], ['Name of the list', 'Members']),
      sheetOf('Empty', ['Name', 'Email', 'YOT']),
      sheetOf('Fees', ['YOT', 'Amount'], ['Leeds', 150]),
      sheetOf(
        'Members',
        [null],
        ['Members & friends'],
        [null],
        ['Name', 'Email', 'Joined', 'Fee'],
        ['Jane', 'jane@x.uk', on, 150.5],
      ),
      sheetOf('Old members', ['Name', 'Email'], ['Bob', 'bob@x.uk']),
    )
    const sheet = await read(bytes)
    expect(sheet).toMatchObject({ name: 'Members', headings: { row: 4 } })
    expect(sheet.rows).toEqual([{ row: 5, cells: ['Jane', 'jane@x.uk', on, 150.5] }])
  })

  test('thousands of rows come whole', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => [`Jane & “${i}” <Smith>`, `jane${i}@x.uk`, 'Leeds'])
    const sheet = await read(await workbook(sheetOf('Members', ['Name', 'Email', 'YOT'], ...many)))
    expect(sheet.rows).toHaveLength(5000)
    expect(sheet.rows.map(({ cells }) => cells)).toEqual(many)
  })
})

describe('what cannot be read is said in one sentence', () => {
  test.each([
    ['an empty file', Buffer.from(''), /empty/],
    ['an old or locked workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /password/],
    ['a damaged workbook', Buffer.from('PK\u0003\u0004rubbish'), /save it again/],
    ['a web page', Buffer.from('<html><table>'), /neither CSV nor/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /neither CSV nor/],
    ['a list of no people', Buffer.from('YOT,Amount\nLeeds,150\n'), /No list of people/],
    ['prose', Buffer.from('Dear Jane,\nplease find attached the list.\n'), /No list of people/],
    ['a quotation without end', Buffer.from('Name,Email\n"Jane,jane@x.uk\nBob,bob@x.uk\n'), /quotation mark/],
  ])('%s', async (_, bytes, sentence) => {
    expect(await why(bytes)).toMatch(sentence)
  })

  test('a small workbook that unpacks to too much', async () => {
    const bytes = await workbook(
      sheetOf('Members', ['Name', 'Email'], ...Array.from({ length: 60_000 }, () => ['Jane', 'jane@x.uk'])),
    )
    expect(await why(bytes)).toMatch(/too large/)
  })

  test('any bytes at all are a list or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'PK\u0003\u0004', 'Name,Email\n', '\u00ff\u00fe'),
        fc.uint8Array({ maxLength: 300 }),
        async (start, bytes) => {
          const sheet = await readMemberSheet(Buffer.concat([Buffer.from(start, 'latin1'), bytes]), register)
          expect(sheet.ok || 'why' in sheet.problem).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
