import type { SheetData } from 'write-excel-file/node'
import { withoutTimes } from './zip-parts.ts'

/** A cell of a download: text, a number, or nothing. Dates are ISO text, which every spreadsheet reads. */
export type DownloadCell = string | number | null

/** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
const safeText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const csvCell = (cell: DownloadCell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = safeText(cell)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as CSV: UTF-8 with its mark, so that Excel reads it, and CRLF. Cells that begin a formula are made safe. */
export const toCsv = (rows: readonly (readonly DownloadCell[])[]): Uint8Array =>
  new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`)

/** A workbook of one sheet, the same bytes whenever it is written. Loaded when first asked for: every start would wait for it. */
const workbookOf = async (data: SheetData, sheet: string): Promise<Uint8Array> => {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return withoutTimes(await writeXlsxFile(data, { sheet }).toBuffer())
}

/** The same as an Excel workbook of one sheet, its first row bold. */
export const toXlsx = (rows: readonly (readonly DownloadCell[])[], sheet: string): Promise<Uint8Array> =>
  workbookOf(
    rows.map((row, at) =>
      row.map((cell) =>
        cell === null
          ? null
          : typeof cell === 'number'
            ? { value: cell, type: Number }
            : { value: safeText(cell), type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) },
      ),
    ),
    sheet,
  )

/** A cell of a workbook that works something out: `formula` is ours, without its sign of equality, never typed text. */
type WorkbookCell = DownloadCell | { formula: string }
export type Sheet = { name: string; rows: readonly (readonly WorkbookCell[])[] }

/** A sheet with formulas as an Excel workbook. Texts are made safe as in downloads. */
export const toWorkbook = ({ name, rows }: Sheet): Promise<Uint8Array> =>
  workbookOf(
    rows.map((row) =>
      row.map((cell) => {
        if (cell === null) return null
        if (typeof cell === 'number') return { value: cell, type: Number }
        if (typeof cell === 'string') return { value: safeText(cell), type: String }
        return { value: `=${cell.formula}`, type: 'Formula' as const }
      }),
    ),
    name,
  )
