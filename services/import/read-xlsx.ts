import { ok, type Result, refused } from '#services/core/result.ts'
import { type Allowance, TooMuch, type ZipParts, zipParts } from '#services/core/zip-parts.ts'
import type { Cell, Sheet, SheetRow } from './cell.ts'
import { readXml } from './read-xml.ts'
import { isTrue, readWorkbookParts, type StyledText, TextGatherer, type Workbook } from './workbook.ts'

const mostUnpacked = 100_000_000
export const mostRows = 50_000
const mostColumns = 300
const lastRow = 1_048_576
/** One long text may stand in every cell at no cost to the file. */
const mostText = 60_000_000
const mostMergedCells = 200_000
const dayMs = 86_400_000
/** Days between 30 December 1899 and 1 January 1904. */
export const daysTo1904 = 1_462

const damaged = refused(
  'The file is not readable as a spreadsheet: open it, save it again as an Excel workbook (.xlsx) or CSV, and try once more.',
)
const tooLarge = refused(
  `The spreadsheet is too large: at most ${mostRows.toLocaleString('en-GB')} rows can be imported at once, and ${mostColumns} columns.`,
)

/**
 * Every sheet of an XLSX workbook as Excel shows it: formulas as their last values, days as dates by the workbook's own
 * epoch, errors and struck words as blanks, a merged cell's value on each of its rows. Rows without anything are left out;
 * what it hides is said to be hidden.
 */
export const readXlsx = async (bytes: Uint8Array): Promise<Result<Sheet[]>> => {
  const parts = zipParts(bytes)
  if (!parts) return damaged
  const allowance = { left: mostUnpacked }
  try {
    const workbook = await readWorkbookParts(parts, allowance)
    if (!workbook || workbook.sheets.length === 0) return damaged
    const sheets: Sheet[] = []
    const budget = { text: mostText }
    for (const sheet of workbook.sheets) {
      const read = await readRows(parts, sheet.part, workbook, allowance, budget)
      if (read === null) return damaged
      sheets.push({ name: sheet.name, isHidden: sheet.isHidden, is1904: workbook.is1904, ...read })
    }
    return ok(sheets)
  } catch (error) {
    // Whatever the reader stumbles over, the person's way out is the same.
    return error instanceof TooMuch ? tooLarge : damaged
  }
}

/** A row in the making. */
interface Row {
  row: number
  isHidden: boolean
  cells: Cell[]
  struck: number[]
  merged: number[]
}

const readRows = async (
  parts: ZipParts,
  part: string,
  workbook: Workbook,
  allowance: Allowance,
  budget: { text: number },
): Promise<{ rows: SheetRow[]; hiddenColumns: Set<number> } | null> => {
  const rows: Row[] = []
  const hiddenColumns = new Set<number>()
  const merges: string[] = []
  const gatherer = new TextGatherer()
  let row: Row | null = null
  let lastSeen = 0
  let cell = { column: 0, type: 'n', style: 0 }
  let nextColumn = 0
  let value = ''
  let isInValue = false
  const isThere = await readXml(parts, part, allowance, {
    open: (name, attributes) => {
      if (name === 'row') {
        lastSeen = attributes.r === undefined ? lastSeen + 1 : Number(attributes.r)
        if (!Number.isInteger(lastSeen) || lastSeen < 1 || lastSeen > lastRow) throw new Error('No such row')
        row = { row: lastSeen, isHidden: isTrue(attributes.hidden), cells: [], struck: [], merged: [] }
        nextColumn = 0
      } else if (name === 'c') {
        const { r, t = 'n', s = '0' } = attributes
        const column = r === undefined ? nextColumn : columnOf(r)
        nextColumn = column + 1
        cell = { column, type: t, style: Number(s) }
        value = ''
      } else if (name === 'v') isInValue = true
      else if (name === 'col') {
        // Counted from 1; the last may be the last column there can be.
        const first = Math.max(Number(attributes.min), 1) - 1
        const end = Math.min(Number(attributes.max), mostColumns)
        if (!isTrue(attributes.hidden) || hiddenColumns.has(first)) return
        for (let column = first; column < end; column++) hiddenColumns.add(column)
      } else if (name === 'mergeCell') {
        if (merges.length < mostMergedCells) merges.push(attributes.ref ?? '')
      } else gatherer.open(name, attributes)
    },
    text: (text) => {
      if (isInValue) value += text
      else gatherer.text(text)
    },
    close: (name) => {
      if (name === 'v') isInValue = false
      else if (name === 'c' && row) {
        const inline = gatherer.take()
        const read = readCell(cell, value, inline, workbook)
        if (read.cell === null) return
        if (cell.column >= mostColumns) throw new TooMuch()
        if (typeof read.cell === 'string') budget.text -= read.cell.length
        if (budget.text < 0) throw new TooMuch()
        row.cells[cell.column] = read.cell
        if (read.isStruck) row.struck.push(cell.column)
      } else if (name === 'row' && row) {
        if (row.cells.length > 0) rows.push(row)
        if (rows.length > mostRows) throw new TooMuch()
        row = null
      } else gatherer.close(name)
    },
  })
  if (!isThere) return null
  rows.sort((a, b) => a.row - b.row)
  merge(rows, merges)
  const read = rows.map(({ row, isHidden, cells, struck, merged }) => ({
    row,
    cells: Array.from(cells, (cell) => cell ?? null),
    ...(isHidden ? { isHidden } : {}),
    ...(struck.length > 0 ? { struck } : {}),
    ...(merged.length > 0 ? { merged } : {}),
  }))
  return { rows: read, hiddenColumns }
}

/** "AB12" is column 27, counted from 0. */
const columnOf = (reference: string): number => {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1]
  if (letters === undefined) throw new Error('No such cell')
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

type ReadCell = { cell: Cell; isStruck: boolean }

const readCell = (
  { type, style }: { type: string; style: number },
  value: string,
  inline: StyledText,
  { texts, styles, is1904 }: Workbook,
): ReadCell => {
  const { isDate, isStruck } = styles[style] ?? { isDate: false, isStruck: false }
  if (type === 's' || type === 'inlineStr') return shown(type === 's' ? (texts[Number(value)] ?? []) : inline, isStruck)
  const of = (cell: Cell): ReadCell => ({ cell, isStruck: cell !== null && isStruck })
  if (type === 'e' || value === '') return of(null)
  if (type === 'b') return of(value === '1')
  if (type === 'str' || type === 'd') return of(value)
  const number = Number(value)
  if (!Number.isFinite(number)) return of(null)
  if (!isDate) return of(number)
  return of(new Date(Date.UTC(1899, 11, 30) + Math.round((number + (is1904 ? daysTo1904 : 0)) * dayMs)))
}

/** The words that are not struck; all of them, as struck, when none is left. */
const shown = (pieces: StyledText, isCellStruck: boolean): ReadCell => {
  const left = pieces.filter(({ isStruck }) => !(isStruck ?? isCellStruck))
  const isStruck = left.every(({ text }) => text.trim() === '')
  const text = (isStruck ? pieces : left).map((piece) => piece.text).join('')
  return text === '' ? { cell: null, isStruck: false } : { cell: text, isStruck }
}

const range = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/

/** A merged cell shows one value: each of its rows has it in the first column, and nothing in the others. */
const merge = (rows: readonly Row[], ranges: readonly string[]): void => {
  let left = mostMergedCells
  for (const text of ranges) {
    const [, fromColumn, fromRow, toColumn, toRow] = range.exec(text) ?? []
    if (fromColumn === undefined || toColumn === undefined) continue
    const [first, last] = [columnOf(`${fromColumn}1`), Math.min(columnOf(`${toColumn}1`), mostColumns - 1)]
    const within = rowsWithin(rows, Number(fromRow), Number(toRow))
    const [top] = within
    if (top?.row !== Number(fromRow)) continue
    const value = top.cells[first] ?? null
    for (const row of within) {
      left -= last - first + 1
      if (left < 0) throw new TooMuch()
      for (let column = first; column <= Math.min(last, row.cells.length - 1); column++)
        if (column > first || row !== top) row.cells[column] = null
      if (row === top || value === null) continue
      row.cells[first] = value
      row.merged.push(first)
      if (top.struck.includes(first)) row.struck.push(first)
    }
    if (within.length > 1 && value !== null) top.merged.push(first)
  }
}

/** The rows of a range, which are in order. */
const rowsWithin = (rows: readonly Row[], from: number, to: number): Row[] => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.row ?? 0) < from) low = middle + 1
    else high = middle
  }
  let end = low
  while ((rows[end]?.row ?? Number.POSITIVE_INFINITY) <= to) end += 1
  return rows.slice(low, end)
}
