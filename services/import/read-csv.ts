import { CsvError, parse } from 'csv-parse/sync'
import { ok, type Result, refused } from '#services/core/result.ts'
import type { SheetRow } from './cell.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const mostInOneRow = 1_000_000

/** The text of a CSV file with one kind of line end, without marks that only Excel wants. */
export const csvLines = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^sep=.\n/i, '')

/**
 * Rows of a CSV text (`csvLines`), counted as a spreadsheet shows them: blank rows too, a quoted line break not. Only the
 * first `most`, when that is all that is wanted.
 */
export const parseCsv = (lines: string, delimiter: Delimiter, most?: number): Result<SheetRow[]> => {
  try {
    const rows: string[][] = parse(lines, {
      ...(most === undefined ? {} : { to: most }),
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: mostInOneRow,
    })
    return ok(rows.map((cells, i) => ({ row: i + 1, cells: cells.map((cell) => (cell === '' ? null : cell)) })))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refused('The file is not readable as CSV: a quotation mark is opened and never closed.')
  }
}
