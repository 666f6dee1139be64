import { ok, type Result, refused } from '#services/core/result.ts'
import type { YotRegister } from '#services/yots/names/register.ts'
import { type Sheet, type SheetRow, textOf } from './cell.ts'
import { decodeText } from './decode-text.ts'
import { type Column, findHeadings, type Headings } from './headings.ts'
import { csvLines, type Delimiter, delimiters, parseCsv } from './read-csv.ts'
import { mostRows, readXlsx } from './read-xlsx.ts'

/** The sheet of a workbook that lists people: its headings, and the rows beneath them. */
export interface MemberSheet {
  /** Null for a CSV file. */
  name: string | null
  headings: Headings
  rows: readonly SheetRow[]
  /** Headings nothing is read from, to be told to whoever imports. */
  unread: readonly string[]
}

const mostBytes = 20_000_000
const noPeople = refused(
  'No list of people was found: a heading row is needed with at least a name or e-mail column and one more, such as the service.',
)

/**
 * Finds the people in a file a secretary keeps: CSV (comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252) or
 * XLSX (the first sheet that has people). The content decides what it is, not the file's name.
 * Refused, with a sentence to show: not readable, too large, or no people in it.
 */
export const readMemberSheet = async (bytes: Uint8Array, register: YotRegister): Promise<Result<MemberSheet>> => {
  if (bytes.length === 0) return refused('The file is empty.')
  if (bytes.length > mostBytes) return refused('The file is too large: at most 20 MB can be imported at once.')
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    return refused('This is an old or password-protected Excel file: save it without a password as .xlsx or CSV.')
  }
  return head.startsWith('PK') ? readWorkbook(bytes, register) : readCsvFile(bytes, register)
}

const readWorkbook = async (bytes: Uint8Array, register: YotRegister): Promise<Result<MemberSheet>> => {
  const read = await readXlsx(bytes)
  if (!read.ok) return read
  for (const sheet of read.value) {
    const found = findPeople(sheet, sheet.name, register)
    if (found) return ok(found)
  }
  return noPeople
}

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
  const headings = findHeadings(sheet.rows, register)
  if (!headings) return null
  const rows = sheet.rows.filter(({ row }) => row > headings.row)
  const who = headings.columns.filter(({ field }) => field !== null && peopleFields.has(field))
  if (!rows.some(({ cells }) => who.some(({ index }) => textOf(cells[index]) !== ''))) return null
  const unread = headings.columns.filter(({ field }) => field === null || field === 'ignored')
  return { name, headings, rows, unread: unread.map(({ heading }) => heading) }
}
