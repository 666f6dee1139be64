import { scaleBand, scaleSqrt } from 'd3-scale'
import { DataTable } from '#app/components/table/data-table.tsx'
import { Picture } from './picture.tsx'

type Props = {
  title: string
  /** What the squares count: "Gaps". */
  counts: string
  /** What each row is: "Theme". */
  of: string
  rows: readonly string[]
  /** Each column's full name, and the two letters that stand for it over the picture. */
  columns: readonly { name: string; initials: string }[]
  /** By row and column; null where a number must not be shown. */
  values: readonly (readonly (number | null)[])[]
}

const [width, labels, cell, head] = [330, 130, 20, 18]

/** Rows against columns, each cell a square as large as its number; what is not shown is a dash. The numbers stand beneath. */
export const HeatMap = ({ title, counts, of, rows, columns, values }: Props) => {
  const most = Math.max(1, ...values.flat().map((value) => value ?? 0))
  const side = scaleSqrt([0, most], [0, cell - 2])
  const down = scaleBand([...rows], [head, head + rows.length * cell])
  const across = scaleBand(
    columns.map(({ name }) => name),
    [labels, width],
  )
  return (
    <Picture
      title={title}
      size={[width, head + rows.length * cell]}
      isFolded
      legend={`The larger the square, the more: the largest is ${most.toLocaleString('en-GB')}. A dash: not shown. An empty place: none.`}
      table={
        <DataTable
          caption={<span className="govuk-visually-hidden">{`${title}: ${counts}`}</span>}
          rows={rows.map((row, at) => ({ row, own: values[at] ?? [] }))}
          rowId={({ row }) => row}
          empty="Nothing yet."
          columns={[
            { id: 'row', header: of, cell: ({ row }) => row, isRowHeader: true },
            ...columns.map(({ name }, column) => ({
              id: name,
              header: name,
              cell: ({ own }: { own: readonly (number | null)[] }) => own[column] ?? 'Not shown',
              isNumeric: true,
            })),
          ]}
        />
      }
    >
      {columns.map(({ name, initials }) => (
        <text
          key={name}
          x={(across(name) ?? 0) + across.bandwidth() / 2}
          y={head - 6}
          textAnchor="middle"
          fontSize={10}
        >
          {initials}
        </text>
      ))}
      {rows.map((row, at) => (
        <g key={row} transform={`translate(0 ${down(row)})`}>
          <text y={cell / 2 + 4} fontSize={11}>
            {shortened(row)}
          </text>
          {columns.map(({ name }, column) => {
            const value = values[at]?.[column] ?? null
            if (value === 0) return null
            const middle = (across(name) ?? 0) + across.bandwidth() / 2
            if (value === null)
              return (
                <text key={name} x={middle} y={cell / 2 + 4} textAnchor="middle" fontSize={11}>
                  –
                </text>
              )
            return (
              <rect
                key={name}
                x={middle - side(value) / 2}
                y={(cell - side(value)) / 2}
                width={side(value)}
                height={side(value)}
              />
            )
          })}
        </g>
      ))}
    </Picture>
  )
}

/** As much of a row's name as fits beside it; the table has it whole. */
const shortened = (name: string): string => (name.length <= 22 ? name : `${name.slice(0, 21).trimEnd()}…`)
