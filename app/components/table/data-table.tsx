import { createColumnHelper, type Header, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { type ReactNode, useId, useMemo } from 'react'
import type { HeadingSize } from '#app/components/govuk/label.tsx'
import { tokens } from '#app/components/govuk/tokens.ts'
import { DownloadLinks } from './download-links.tsx'
import { useRequestSearch } from './request-search.ts'
import { changeParams, type Sort } from './url-state.ts'

/** One column of a `DataTable`. */
export type Column<Row> = {
  /** Also what `?sort=` says. */
  id: string
  /** One or two words; on a phone it stands before each value. */
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers, set to the right so that they compare. */
  isNumeric?: boolean
  /** Names the row: a `<th scope="row">`. One column at most. */
  isRowHeader?: boolean
  /** Not for paper: it is nobody's whom the print may reach. */
  isOnScreenOnly?: boolean
  isSortable?: boolean
  /** Which way the first press sorts: `desc` where the newest or the most come first. */
  firstOrder?: 'asc' | 'desc'
}

export type DataTableProps<Row> = {
  caption: ReactNode
  captionSize?: HeadingSize
  columns: readonly Column<Row>[]
  /** Sorted and paged already, by the query. */
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** How the rows are sorted, as `readSort` made of the URL. */
  sort?: Sort
  /** The page's search parameters, which sort links keep. */
  params?: URLSearchParams
  /** What to say, and what to do next, when there are no rows. */
  empty: ReactNode
  /** Under the table; where nothing is said, links to take what it shows as a file. Null where the page has a file of the whole list. */
  tools?: ReactNode
}

const features = tableFeatures({ rowSortingFeature })
type Features = typeof features

/** Stacked with `display: block`, a table is none to some screen readers unless roles say so. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') => ({ role })

/**
 * A table whose sort lives in the URL: sorting is a link, done by the query, and works without scripts. On a phone each row becomes a
 * card, each value beside its column's name. Paging stands beside it: `PaginationFromUrl`.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, captionSize = 'm', columns, rows, rowId, sort, params = new URLSearchParams(), empty, tools } = props
  const table = useTable({
    features,
    columns: useMemo(() => columns.map(toColumnDef), [columns]),
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting: sort ? [{ id: sort.by, desc: sort.order === 'desc' }] : [] },
  })
  const captionId = useId()
  const search = useRequestSearch()
  const columnOf = (id: string) => columns.find((column) => column.id === id)
  if (rows.length === 0) return <div className="govuk-body">{empty}</div>
  return (
    <>
      {/* Somebody without a mouse scrolls a wide table too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard */}
      <section className="app-table__scroll" aria-labelledby={captionId} tabIndex={0}>
        <table className="govuk-table app-table--stacked" {...as('table')}>
          <caption id={captionId} className={`govuk-table__caption govuk-table__caption--${captionSize}`}>
            {caption}
          </caption>
          <thead className="govuk-table__head" {...as('rowgroup')}>
            {table.getHeaderGroups().map((group) => (
              <tr className="govuk-table__row" key={group.id} {...as('row')}>
                {group.headers.map((header) => {
                  const column = columnOf(header.column.id)
                  return column && <ColumnHeader key={header.id} {...{ header, column, params }} />
                })}
              </tr>
            ))}
          </thead>
          <tbody className="govuk-table__body" {...as('rowgroup')}>
            {table.getRowModel().rows.map((row) => (
              <tr className="govuk-table__row" key={row.id} {...as('row')}>
                {row.getAllCells().map((cell) => {
                  const column = columnOf(cell.column.id)
                  return column && <BodyCell key={cell.id} column={column} row={row.original} />
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {tools === undefined ? (
        <div className="app-table__tools app-no-print">
          <DownloadLinks
            of={typeof caption === 'string' ? caption : undefined}
            to={(format) => changeParams(new URLSearchParams(search), { table: captionId, format })}
          />
        </div>
      ) : (
        tools && <div className="app-table__tools">{tools}</div>
      )}
    </>
  )
}

/** TanStack Table keeps order and sorting; what a cell shows is ours. */
function toColumnDef<Row extends object>({ id, header, isSortable = false, firstOrder }: Column<Row>) {
  return createColumnHelper<Features, Row>().accessor((row): unknown => row, {
    id,
    header,
    enableSorting: isSortable,
    sortDescFirst: firstOrder === 'desc',
  })
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.isRowHeader) {
    return (
      <th scope="row" className="govuk-table__header" {...as('rowheader')}>
        {column.cell(row)}
      </th>
    )
  }
  const className = tokens(
    'govuk-table__cell',
    column.isNumeric && 'govuk-table__cell--numeric',
    column.isOnScreenOnly && 'app-no-print',
  )
  return (
    <td className={className} data-label={column.header} {...as('cell')}>
      {column.cell(row)}
    </td>
  )
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const

type ColumnHeaderProps<Row extends object> = {
  header: Header<Features, Row, unknown>
  column: Column<Row>
  params: URLSearchParams
}

function ColumnHeader<Row extends object>({ header, column, params }: ColumnHeaderProps<Row>) {
  const sorted = header.column.getIsSorted()
  const order = header.column.getNextSortingOrder() || 'asc'
  const canSort = header.column.getCanSort()
  return (
    <th
      scope="col"
      className={tokens(
        'govuk-table__header',
        column.isNumeric && 'govuk-table__header--numeric',
        column.isOnScreenOnly && 'app-no-print',
      )}
      aria-sort={canSort ? (sorted ? ariaSort[sorted] : 'none') : undefined}
      {...as('columnheader')}
    >
      {canSort ? (
        <a className="app-table__sort" href={changeParams(params, { sort: column.id, order, page: null })}>
          {column.header}
        </a>
      ) : (
        column.header
      )}
    </th>
  )
}
