import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import type { HeadingSize } from './label.tsx'
import { tokens } from './tokens.ts'

export type TableCell = {
  content: ReactNode
  /** Numbers, set to the right so that they compare. */
  isNumeric?: boolean
  className?: string
  colSpan?: number
  rowSpan?: number
  attributes?: Record<string, string>
}

export type TableProps = Omit<ComponentPropsWithoutRef<'table'>, 'rows'> & {
  caption?: ReactNode
  captionSize?: HeadingSize
  head?: readonly (TableCell | string)[]
  rows: readonly (readonly (TableCell | string | number)[])[]
  firstCellIsHeader?: boolean
}

/** A plain table. For one that sorts and pages, see `#app/components/table/data-table.tsx`. */
export function Table(props: TableProps) {
  const { caption, captionSize, head, rows, firstCellIsHeader, className, ...rest } = props
  return (
    <table className={tokens('govuk-table', className)} {...rest}>
      {caption && (
        <caption className={tokens('govuk-table__caption', captionSize && `govuk-table__caption--${captionSize}`)}>
          {caption}
        </caption>
      )}
      {head && (
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {head.map(asCell).map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row
              <th scope="col" key={index} {...cellProps('header', cell)}>
                {cell.content}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody className="govuk-table__body">
        {rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows come without an id
          <tr className="govuk-table__row" key={rowIndex}>
            {row.map(asCell).map((cell, index) =>
              firstCellIsHeader && index === 0 ? (
                <th scope="row" key="header" {...cellProps('header', cell)}>
                  {cell.content}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row
                <td key={index} {...cellProps('cell', cell)}>
                  {cell.content}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const asCell = (cell: TableCell | string | number): TableCell => (typeof cell === 'object' ? cell : { content: cell })

function cellProps(kind: 'header' | 'cell', cell: TableCell) {
  const className = tokens(`govuk-table__${kind}`, cell.isNumeric && `govuk-table__${kind}--numeric`, cell.className)
  return { className, colSpan: cell.colSpan, rowSpan: cell.rowSpan, ...cell.attributes }
}
