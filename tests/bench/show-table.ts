import { type BenchTable, showNumber } from './bench.ts'

/** A table as plain text, in columns that line up; numbers to the right. */
export const showTable = ({ title, columns, rows, notes }: BenchTable): string => {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? showNumber(cell) : cell)))
  const widths = columns.map((column, at) => Math.max(column.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const isNumeric = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number'))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (isNumeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [title, line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line), ...notes].join('\n')
}
