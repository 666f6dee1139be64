import { scaleBand, scaleUtc } from 'd3-scale'
import { dateRange } from '#app/components/dates.ts'
import { Table } from '#app/components/govuk/table.tsx'
import { Picture } from './picture.tsx'

type Props = {
  title: string
  /** What each row is: "Service". */
  of: string
  /** ISO days, both included. */
  rows: readonly { id: string; label: string; from: string; to: string }[]
}

const [width, rowHeight, barHeight, head] = [320, 40, 12, 22]

const startOf = (on: string) => new Date(`${on}T00:00:00Z`)
const month = (at: Date) => at.toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' })

/** What takes place when, a row each, the earliest first: a bar from its first day to its last under the months. */
export const Timetable = ({ title, of, rows }: Props) => {
  const sorted = [...rows].sort((a, b) => a.from.localeCompare(b.from) || a.label.localeCompare(b.label))
  const [first, last] = [sorted[0]?.from, sorted.map(({ to }) => to).sort()[sorted.length - 1]]
  if (first === undefined || last === undefined) return null
  const opens = startOf(`${first.slice(0, 8)}01`)
  const ends = startOf(last)
  const closes = new Date(Date.UTC(ends.getUTCFullYear(), ends.getUTCMonth() + 1, 1))
  const across = scaleUtc([opens, closes], [0, width])
  const height = head + sorted.length * rowHeight
  const down = scaleBand(
    sorted.map(({ id }) => id),
    [head, height],
  )
  const months = (closes.getUTCFullYear() - opens.getUTCFullYear()) * 12 + closes.getUTCMonth() - opens.getUTCMonth()
  // No more names than fit side by side.
  const every = Math.ceil(months / 8)
  const starts = Array.from(
    { length: months },
    (_, at) => new Date(Date.UTC(opens.getUTCFullYear(), opens.getUTCMonth() + at, 1)),
  )
  return (
    <Picture
      title={title}
      size={[width, height]}
      isFolded
      table={
        <Table
          caption={<span className="govuk-visually-hidden">{title}</span>}
          head={[of, 'Days']}
          rows={sorted.map(({ label, from, to }) => [label, dateRange(from, to)])}
          firstCellIsHeader
        />
      }
    >
      {starts.map((start, at) => (
        <g key={start.getTime()} transform={`translate(${across(start)} 0)`}>
          <path className="app-picture__grid" d={`M0 ${head - 4}V${height}`} />
          {at % every === 0 && (
            <text x="3" y="13" fontSize={11}>
              {month(start)}
            </text>
          )}
        </g>
      ))}
      {sorted.map(({ id, label, from, to }) => {
        const x = across(startOf(from))
        const end = across(new Date(startOf(to).getTime() + 86_400_000))
        const isLate = x > width / 2
        return (
          <g key={id} transform={`translate(0 ${down(id)})`}>
            <text x={isLate ? end : x} y="16" fontSize={12} textAnchor={isLate ? 'end' : 'start'}>
              {label.length > 34 ? `${label.slice(0, 33).trimEnd()}…` : label}
            </text>
            <rect x={x} y="21" width={Math.max(4, end - x)} height={barHeight} />
          </g>
        )
      })}
    </Picture>
  )
}
