import { scaleLinear, scalePoint } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { ReactNode } from 'react'
import { Picture } from './picture.tsx'

type Props = {
  title: string
  /** By month, the earliest first: ISO days and what is counted then. */
  points: readonly { on: string; count: number }[]
  table: ReactNode
}

const [width, height, foot, left] = [300, 150, 22, 34]

const monthAndYear = (on: string) =>
  new Date(`${on}T00:00:00Z`).toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** One count month by month as steps from nought, so that a small change looks small; the first, the most and the last in figures. */
export const MonthLine = ({ title, points, table }: Props) => {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const most = Math.max(1, ...points.map(({ count }) => count))
  const across = scalePoint(
    points.map(({ on }) => on),
    [left, width - left],
  )
  const up = scaleLinear([0, most], [height - foot, 16])
  const at = ({ on }: { on: string }) => across(on) ?? 0
  const trail = line<(typeof points)[number]>(at, ({ count }) => up(count)).curve(curveStepAfter)
  const under = area<(typeof points)[number]>(at, up(0), ({ count }) => up(count)).curve(curveStepAfter)
  return (
    <Picture title={title} size={[width, height]} widest={480} isFolded table={table}>
      <path className="app-picture__under" d={under(points) ?? ''} />
      <path className="app-picture__line" d={trail(points) ?? ''} />
      <path className="app-picture__line" d={`M${left} ${up(0)}H${width - left}`} />
      <text x={left - 6} y={up(first.count) + 5} textAnchor="end">
        {first.count}
      </text>
      <text x={width - left + 6} y={up(last.count) + 5}>
        {last.count}
      </text>
      <text x={left} y={height - 4} fontSize={11}>
        {monthAndYear(first.on)}
      </text>
      <text x={width - left} y={height - 4} fontSize={11} textAnchor="end">
        {monthAndYear(last.on)}
      </text>
    </Picture>
  )
}
