import { Details } from '#app/components/govuk/details.tsx'
import { Table } from '#app/components/govuk/table.tsx'

type Props = {
  title: string
  /** What the bars count: "Places in teams". */
  counts: string
  /** What each bar is: "Region". */
  of: string
  rows: readonly { label: string; count: number }[]
}

const barHeight = 22
const rowHeight = 50

/** Horizontal bars drawn on the server, with the same figures as a table beneath. Says nothing by colour alone. */
export const BarChart = ({ title, counts, of, rows }: Props) => {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <section>
      <h3 className="govuk-heading-s">{title}</h3>
      <svg
        className="app-bar-chart"
        viewBox={`0 0 300 ${rows.length * rowHeight}`}
        role="img"
        aria-label={`${title}. The figures are in the table beneath.`}
      >
        {rows.map(({ label, count }, at) => (
          <g key={label} transform={`translate(0 ${at * rowHeight})`}>
            <text y="16">{label}</text>
            <rect y="23" width={Math.max(2, (count / most) * 260)} height={barHeight} />
            <text x={Math.max(2, (count / most) * 260) + 6} y="40">
              {count}
            </text>
          </g>
        ))}
      </svg>
      <Details summary={`${title}: the figures`}>
        <Table
          caption={<span className="govuk-visually-hidden">{title}</span>}
          head={[of, { content: counts, isNumeric: true }]}
          rows={rows.map(({ label, count }) => [label, { content: count, isNumeric: true }])}
          firstCellIsHeader
        />
      </Details>
    </section>
  )
}
