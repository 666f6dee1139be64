import { scaleBand, scaleLinear } from 'd3-scale'
import { DataTable } from '#app/components/table/data-table.tsx'
import { Picture } from './picture.tsx'

type TornadoRow = {
  id: string
  label: string
  /** What it comes to where this one is low, and where it is high. */
  atLow: number
  atHigh: number
  /** The two ends in words: "£20 an hour". */
  low: string
  high: string
}

type Props = {
  title: string
  /** What the bars are of: "Left over in the year". */
  of: string
  /** What it comes to with every one central: the line down the middle. */
  central: number
  rows: readonly TornadoRow[]
  /** A sum in words: "£1,200". */
  inWords: (value: number) => string
}

const [width, rowHeight, barHeight, head] = [300, 54, 20, 22]

/**
 * How far each assumption moves a result, the one that moves it most at the top: from the result where it is low (the empty part) to where it is high
 * (the full part), about the line where all are central. Its figures stand beneath.
 */
export const Tornado = ({ title, of, central, rows, inWords }: Props) => {
  const ends = rows.flatMap(({ atLow, atHigh }) => [atLow, atHigh])
  const height = head + rows.length * rowHeight
  const along = scaleLinear([Math.min(central, ...ends), Math.max(central + 1, ...ends)], [4, width - 4])
  const down = scaleBand(
    rows.map(({ id }) => id),
    [head, height],
  )
  const middle = along(central)
  const part = (value: number) => ({ x: Math.min(along(value), middle), width: Math.abs(along(value) - middle) })
  const isLeft = middle < width / 2
  return (
    <Picture
      title={title}
      size={[width, height]}
      widest={480}
      isFolded
      legend={`Empty: where it is low. Full: where it is high. The line: all central, ${inWords(central)}.`}
      table={
        <DataTable
          caption={<span className="govuk-visually-hidden">{title}</span>}
          rows={rows}
          rowId={({ id }) => id}
          empty="Nothing moves it."
          columns={[
            { id: 'label', header: 'Assumption', cell: ({ label }) => label, isRowHeader: true },
            { id: 'low', header: 'Low', cell: ({ low }) => low, isNumeric: true },
            { id: 'at-low', header: `${of}, low`, cell: ({ atLow }) => inWords(atLow), isNumeric: true },
            { id: 'high', header: 'High', cell: ({ high }) => high, isNumeric: true },
            { id: 'at-high', header: `${of}, high`, cell: ({ atHigh }) => inWords(atHigh), isNumeric: true },
          ]}
        />
      }
    >
      <text x={middle} y={14} fontSize={12} textAnchor={isLeft ? 'start' : 'end'}>
        {inWords(central)}
      </text>
      {rows.map(({ id, label, atLow, atHigh }) => (
        <g key={id} transform={`translate(0 ${down(id)})`}>
          <text y={14} fontSize={12}>
            {shortened(label)}
          </text>
          <rect className="app-picture__outline" y={22} height={barHeight} {...part(atLow)} />
          <rect y={22} height={barHeight} {...part(atHigh)} />
          <path className="app-picture__border" d={`M${middle} 20V${24 + barHeight}`} />
        </g>
      ))}
    </Picture>
  )
}

const most = 46
const shortened = (label: string): string => (label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label)
