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

/** The same as an Excel workbook of one sheet, its first row bold. */
export const toXlsx = async (rows: readonly (readonly DownloadCell[])[], sheet: string): Promise<Uint8Array> => {
  // Loaded when first asked for: few downloads are workbooks, and every start would wait for it.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const data = rows.map((row, at) =>
    row.map((cell) =>
      cell === null
        ? null
        : typeof cell === 'number'
          ? { value: cell, type: Number }
          : { value: safeText(cell), type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) },
    ),
  )
  return new Uint8Array(await writeXlsxFile(data, { sheet }).toBuffer())
}
