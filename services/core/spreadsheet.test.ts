import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { toCsv, toXlsx } from './spreadsheet.ts'

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
