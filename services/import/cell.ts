import { typedText } from '#services/core/typed-text.ts'

/** What a cell of a sheet holds. Dates come only from XLSX, at midnight UTC. */
export type Cell = string | number | boolean | Date | null

/** One row as the spreadsheet shows it: `row` counts from 1, blank rows included. */
export interface SheetRow {
  row: number
  cells: readonly Cell[]
  /** The spreadsheet does not show the row. */
  isHidden?: boolean
  /** Columns of which every word is struck through. */
  struck?: readonly number[]
  /** Columns that hold the value of a cell merged over several rows. */
  merged?: readonly number[]
}

export interface Sheet {
  name: string
  isHidden?: boolean
  /** Days are counted from 1904 instead of 1900. */
  is1904?: boolean
  /** Columns that the spreadsheet does not show, counted from 0. */
  hiddenColumns?: ReadonlySet<number>
  rows: readonly SheetRow[]
}

/** Composed characters, plain spaces, no invisible characters, `="0123"` as 0123; line breaks stay. */
const cleanText = (text: string): string =>
  typedText(text.normalize('NFC').replace(/\p{Cs}/gu, ''))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
    .replace(/^="(.*)"$/s, '$1')

/** A cell as clean text; a date as YYYY-MM-DD, ticks as Yes and No. */
export const textOf = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No'
  return cleanText(String(cell))
}

/** Nothing said: blank, a dash, "n/a". */
export const isBlank = (text: string): boolean => /^(?:[-–—_.*\s]*|n\/?a|not applicable|none|nil|null)$/i.test(text)
