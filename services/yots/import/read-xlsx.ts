import readXlsxFile from 'read-excel-file/node'
import { ok, type Result, refused } from '#services/core/result.ts'
import type { Cell, Sheet } from './cell.ts'
import { unzipXml } from './unzipped.ts'

const mostUnpacked = 150_000_000
export const mostRows = 50_000
const mostColumns = 300

const damaged = refused(
  'The file is not readable as a spreadsheet: open it, save it again as an Excel workbook (.xlsx) or CSV, and try once more.',
)
const tooLarge = refused(
  `The spreadsheet is too large: at most ${mostRows.toLocaleString('en-GB')} rows can be imported at once.`,
)

/** Every sheet of an XLSX workbook: formulas as their last values, dates as dates, errors as blanks. */
export const readXlsx = async (bytes: Uint8Array): Promise<Result<Sheet[]>> => {
  let isTooFar = false
  const isWhole = unzipXml(bytes, mostUnpacked, (name, part) => {
    isTooFar ||= name.startsWith('xl/worksheets/') && reachesTooFar(part)
  })
  if (!isWhole) return damaged
  if (isTooFar) return tooLarge
  try {
    const sheets: { sheet: string; data?: unknown }[] = await readXlsxFile(Buffer.from(bytes))
    return ok(sheets.map(({ sheet, data }) => ({ name: sheet, rows: rowsOf(data) })))
  } catch {
    // Whatever the reader stumbles over, the person's way out is the same.
    return damaged
  }
}

/** A stray cell at the far end of a sheet makes every row as wide, and every row above it real. */
const reachesTooFar = (part: Buffer): boolean => {
  const text = part.toString('latin1')
  for (const [, letters = '', digits] of text.matchAll(/<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"/g)) {
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
    if (column > mostColumns || Number(digits) > mostRows) return true
  }
  return false
}

const rowsOf = (data: unknown): Sheet['rows'] =>
  Array.isArray(data)
    ? data.map((cells: unknown, i) => ({ row: i + 1, cells: Array.isArray(cells) ? cells.map(cellOf) : [] }))
    : []

const cellOf = (cell: unknown): Cell =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date
    ? cell
    : null
