import { scaleBand, scaleLinear } from 'd3-scale'
import { Table } from '#app/components/govuk/table.tsx'
import { Picture } from './picture.tsx'

type Props = {
  title: string
  /** What the bars count: "Places in teams". */
  counts: string
  /** What each bar is: "Region". */
  of: string
  rows: readonly { label: string; count: number }[]
}

const [width, rowHeight, barHeight] = [300, 50, 22]

/** Horizontal bars, each under its label, with the same figures as a table beneath. */
export const BarChart = ({ title, counts, of, rows }: Props) => {
  const height = rows.length * rowHeight
  const along = scaleLinear([0, Math.max(1, ...rows.map(({ count }) => count))], [2, width - 40])
  const down = scaleBand(
    rows.map(({ label }) => label),
    [0, height],
  )
  return (
    <Picture
      title={title}
      size={[width, height]}
      widest={360}
      isFolded
      table={
        <Table
          caption={<span className="govuk-visually-hidden">{title}</span>}
          head={[of, { content: counts, isNumeric: true }]}
          rows={rows.map(({ label, count }) => [label, { content: count, isNumeric: true }])}
          firstCellIsHeader
        />
      }
    >
      {rows.map(({ label, count }) => (
        <g key={label} transform={`translate(0 ${down(label)})`}>
          <text y="16">{label}</text>
          <rect y="23" width={along(count)} height={barHeight} />
          <text x={along(count) + 6} y="40">
            {count}
          </text>
        </g>
      ))}
    </Picture>
  )
}
