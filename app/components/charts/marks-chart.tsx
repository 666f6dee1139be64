import { scaleLinear } from 'd3-scale'
import { Table } from '#app/components/govuk/table.tsx'
import { Picture } from './picture.tsx'

type Marked = { mark: number | null } | null

type Props = {
  title: string
  /** Each statement by its number, with its mark now and the last time; null where it has none. */
  rows: readonly { position: number; text: string; answer: Marked; before: Marked }[]
  /** What the last time was, for the table's head; null where there was none. */
  beforeWords: string | null
  /** The highest mark, and the one that is wanted of all. */
  most: number
  threshold: number
}

const [width, rowHeight, left] = [300, 26, 26]

/** One bar for each statement, a ring where it stood the last time, and a line at what is wanted; the same figures as a table beneath. */
export const MarksChart = ({ title, rows, beforeWords, most, threshold }: Props) => {
  const height = rows.length * rowHeight + 4
  const along = scaleLinear([0, most], [left, width - 24])
  const words = (marked: Marked) => marked?.mark ?? 'None'
  const at = (marked: Marked) => (typeof marked?.mark === 'number' ? along(marked.mark) : null)
  return (
    <Picture
      title={title}
      headingLevel={2}
      size={[width, height]}
      legend={`Each bar is a statement, by its number. The line is at ${threshold}.${beforeWords === null ? '' : ` A ring is where it stood before (${beforeWords}).`}`}
      table={
        <Table
          caption={<span className="govuk-visually-hidden">{title}</span>}
          head={[
            'Statement',
            { content: 'Mark', isNumeric: true },
            ...(beforeWords === null ? [] : [{ content: 'Before', isNumeric: true }]),
          ]}
          rows={rows.map(({ position, text, answer, before }) => [
            `${position}. ${text}`,
            { content: words(answer), isNumeric: true },
            ...(beforeWords === null ? [] : [{ content: words(before), isNumeric: true }]),
          ])}
          firstCellIsHeader
        />
      }
    >
      {rows.map(({ position, answer, before }, row) => {
        const [now, then] = [at(answer), at(before)]
        return (
          <g key={position} transform={`translate(0 ${row * rowHeight})`}>
            <text x="0" y="18">
              {position}
            </text>
            {now !== null && <rect x={left} y="5" width={Math.max(1, now - left)} height="16" />}
            {then !== null && <circle className="app-picture__blank" cx={then} cy="13" r="6" />}
          </g>
        )
      })}
      <line className="app-picture__line" x1={along(threshold)} x2={along(threshold)} y1="0" y2={height} />
    </Picture>
  )
}
