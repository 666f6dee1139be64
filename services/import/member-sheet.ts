import { foldText } from '#services/core/fold.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import type { YotRegister } from '#services/yots/index.ts'
import { type Sheet, type SheetRow, textOf } from './cell.ts'
import { decodeText } from './decode-text.ts'
import { type Column, findHeadings, type Headings } from './headings.ts'
import { csvLines, type Delimiter, delimiters, parseCsv } from './read-csv.ts'
import { daysTo1904, mostRows, readXlsx } from './read-xlsx.ts'

/** The sheet of a workbook that lists people: its headings, and the rows beneath them. */
export interface MemberSheet {
  /** Null for a CSV file. */
  name: string | null
  headings: Headings
  rows: readonly SheetRow[]
  /** Headings nothing is read from, to be told to whoever imports. */
  unread: readonly string[]
  /** Other sheets of the workbook that list people, and so may have been meant. */
  otherSheets: readonly string[]
}

const mostBytes = 20_000_000
const noPeople = refused(
  'No list of people was found: a heading row is needed with at least a name or e-mail column and one more, such as the service.',
)

/**
 * Finds the people in a file a secretary keeps: CSV (comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252) or
 * XLSX (the sheet named, else the first one shown that has people). The content decides what it is, not the file's name.
 * Refused, with a sentence to show: not readable, too large, no people in it, or no such sheet.
 */
export const readMemberSheet = async (
  bytes: Uint8Array,
  register: YotRegister,
  sheetName = '',
): Promise<Result<MemberSheet>> => {
  if (bytes.length === 0) return refused('The file is empty.')
  if (bytes.length > mostBytes) return refused('The file is too large: at most 20 MB can be imported at once.')
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    return refused('This is an old or password-protected Excel file: save it without a password as .xlsx or CSV.')
  }
  return head.startsWith('PK') ? readWorkbook(bytes, register, sheetName) : readCsvFile(bytes, register)
}

const readWorkbook = async (
  bytes: Uint8Array,
  register: YotRegister,
  sheetName: string,
): Promise<Result<MemberSheet>> => {
  const read = await readXlsx(bytes)
  if (!read.ok) return read
  const isNamed = (sheet: Sheet) => foldText(sheet.name) === foldText(sheetName)
  if (sheetName !== '') {
    const named = read.value.find(isNamed)
    if (!named) return refused(`The workbook has no sheet of that name. Its sheets: ${namesOf(read.value)}.`)
    const found = findPeople(named, named.name, register)
    return found ? ok(found) : noPeople
  }
  const listing = read.value.flatMap((sheet) => {
    const found = findPeople(sheet, sheet.name, register)
    return found ? [{ sheet, found }] : []
  })
  const [first, ...others] = listing.filter(({ sheet }) => !sheet.isHidden)
  if (first) return ok({ ...first.found, otherSheets: others.map(({ sheet }) => sheet.name) })
  if (listing.length === 0) return noPeople
  const hidden = namesOf(listing.map(({ sheet }) => sheet))
  return refused(
    `Only a hidden sheet lists people: ${hidden}. Show it in the workbook, or name it as the sheet to read.`,
  )
}

const namesOf = (sheets: readonly Sheet[]) => sheets.map(({ name }) => `“${name}”`).join(', ')

const readCsvFile = (bytes: Uint8Array, register: YotRegister): Result<MemberSheet> => {
  const text = decodeText(bytes)
  if (text === null || /^\s*(?:<!doctype|<html|<\?xml|%PDF|\{\\rtf)/i.test(text)) {
    return refused('The file is neither CSV nor an Excel workbook (.xlsx): save the list as one of these.')
  }
  const lines = csvLines(text)
  for (const delimiter of likeliestFirst(lines, register)) {
    const read = parseCsv(lines, delimiter)
    const found = read.ok ? findPeople({ name: '', rows: read.value }, null, register) : null
    if (found) return found.rows.length > mostRows ? tooMany : ok(found)
  }
  const [comma] = delimiters
  const read = parseCsv(lines, comma)
  return read.ok ? noPeople : read
}

const rowsToTry = 1_000

/** The delimiters in the order in which they make sense of the beginning of a file. */
const likeliestFirst = (lines: string, register: YotRegister): Delimiter[] => {
  const sense = new Map(
    delimiters.map((delimiter) => {
      const read = parseCsv(lines, delimiter, rowsToTry)
      const headings = read.ok ? findHeadings(read.value, register) : null
      return [delimiter, headings ? understood(headings.columns) : 0]
    }),
  )
  return [...delimiters].sort((a, b) => (sense.get(b) ?? 0) - (sense.get(a) ?? 0))
}

const tooMany = refused(
  `The list is too long: at most ${mostRows.toLocaleString('en-GB')} rows can be imported at once.`,
)

const understood = (columns: readonly Column[]) => columns.filter(({ field }) => field !== null).length

const peopleFields = new Set(['name', 'firstName', 'lastName', 'email', 'status', 'position'])

const findPeople = (sheet: Sheet, name: string | null, register: YotRegister): MemberSheet | null => {
  const { hiddenColumns } = sheet
  const headings = findHeadings(sheet.rows, register, hiddenColumns)
  if (!headings) return null
  const rows = sheet.rows.filter(({ row }) => row > headings.row)
  const who = headings.columns.filter(({ field }) => field !== null && peopleFields.has(field))
  if (!rows.some(({ cells }) => who.some(({ index }) => textOf(cells[index]) !== ''))) return null
  const unread = headings.columns.filter(({ field }) => field === null || field === 'ignored')
  return {
    name,
    headings,
    rows: sheet.is1904 ? rows.map((row) => from1900(row, headings)) : rows,
    unread: unread.map(({ heading, index }) => (hiddenColumns?.has(index) ? `${heading} (hidden)` : heading)),
    otherSheets: [],
  }
}

const dateFields = new Set<Column['field']>(['joinedOn', 'paidOn', 'paidUntil', 'left'])

/** Numbers of days since 1904 that nobody formatted as dates, as days since 1900. */
const from1900 = (row: SheetRow, { columns }: Headings): SheetRow => {
  const isDay = (index: number) => columns.some((column) => column.index === index && dateFields.has(column.field))
  return {
    ...row,
    cells: row.cells.map((cell, index) => (typeof cell === 'number' && isDay(index) ? cell + daysTo1904 : cell)),
  }
}
