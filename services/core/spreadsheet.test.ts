import readXlsxFile from 'read-excel-file/node'
import { expect, test, vi } from 'vitest'
import { toCsv, toWorkbook, toXlsx } from './spreadsheet.ts'

const rows = [
  ['Name', 'Fee'],
  ['=HYPERLINK("x")', 150],
  ['O’Neill, "Bo"', null],
  ['@home', -5],
] as const

test('a CSV is read by Excel and runs nothing', () => {
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(toCsv(rows))).toBe(
    '\uFEFFName,Fee\r\n"\'=HYPERLINK(""x"")",150\r\n"O’Neill, ""Bo""",\r\n\'@home,-5\r\n',
  )
})

test('an XLSX holds the same', async () => {
  const [sheet] = await readXlsxFile(Buffer.from(await toXlsx(rows, 'Members')))
  expect(sheet?.data).toEqual([
    ['Name', 'Fee'],
    ['\'=HYPERLINK("x")', 150],
    ['O’Neill, "Bo"', null],
    ["'@home", -5],
  ])
})

test('a workbook is the same file whenever it is written', async () => {
  const writtenOn = async (day: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(day) })
    try {
      const sheet = { name: 'Case', rows: [['Sum', { formula: '1+2' }]] }
      return [await toXlsx(rows, 'Members'), await toWorkbook(sheet)].map((file) =>
        Buffer.from(file).toString('base64'),
      )
    } finally {
      vi.useRealTimers()
    }
  }
  expect(await writtenOn('2026-06-01T10:00:00Z')).toEqual(await writtenOn('2027-01-02T03:04:06Z'))
})
