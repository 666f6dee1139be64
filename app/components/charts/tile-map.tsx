import { scaleBand } from 'd3-scale'
import type { ReactNode } from 'react'
import { type Mark, Picture, SquareInWords } from './picture.tsx'

export type Tile = {
  code: string
  name: string
  region: string
  /** Two letters at most, written once in the middle of its region. */
  initials: string
  column: number
  row: number
  mark: Mark
  /** This page's own. */
  isHere?: boolean
}

type Props = {
  title: string
  headingLevel?: 2 | 3
  tiles: readonly Tile[]
  /** What each mark in use means. */
  means: Partial<Record<Mark, string>>
  table: ReactNode
  isFolded?: boolean
}

const step = 20
const gap = 3

/** England and Wales as tiles, one a service near where it is; a line runs between regions. */
export const TileMap = ({ title, headingLevel, tiles, means, table, isFolded }: Props) => {
  const last = (of: 'column' | 'row') => Math.max(0, ...tiles.map((tile) => tile[of]))
  const band = (count: number) =>
    scaleBand(
      Array.from({ length: count + 1 }, (_, at) => at),
      [gap, (count + 1) * step + gap],
    )
  const [across, down] = [band(last('column')), band(last('row'))]
  const place = ({ column, row }: Tile) => ({ x: across(column) ?? 0, y: down(row) ?? 0 })
  const side = step - gap
  const here = tiles.find(({ isHere }) => isHere)
  /** All tiles with these marks as one path, each told from where the one before it began: a page sends the whole map in 4 KB. */
  const tilesOf = (marks: readonly Mark[], shape: string) =>
    tiles
      .filter(({ mark }) => marks.includes(mark))
      .map(place)
      .sort((a, b) => a.y - b.y || a.x - b.x)
      .map(({ x, y }, index, all) => {
        const before = all[index - 1]
        return `${before ? `m${x - before.x} ${y - before.y}` : `M${x} ${y}`}${shape}`
      })
      .join('')
  const square = `h${side}v${side}h-${side}z`
  return (
    <Picture
      title={title}
      headingLevel={headingLevel}
      size={[(last('column') + 1) * step + gap * 2, (last('row') + 1) * step + gap * 2]}
      widest={440}
      table={table}
      isFolded={isFolded}
      legend={
        <>
          {(['full', 'part', 'none'] as const).map(
            (mark) =>
              means[mark] !== undefined && (
                <span className="app-picture__key" key={mark}>
                  <SquareInWords mark={mark} /> {means[mark]}
                </span>
              ),
          )}
          {here && <span className="app-picture__key">Ringed: {here.name}.</span>} One tile is one service, near where
          it is. Letters stand for regions.
        </>
      }
    >
      <path className="app-picture__outline" d={tilesOf(['part', 'none'], square)} />
      <path d={tilesOf(['full'], square)} />
      <path d={tilesOf(['part'], `v${side}h${side}z`)} />
      <path className="app-picture__border" d={bordersOf(tiles)} />
      {here && (
        <circle className="app-picture__ring" cx={place(here).x + side / 2} cy={place(here).y + side / 2} r={side} />
      )}
      {middlesOf(tiles).map((tile) => (
        <text
          className="app-picture__letters"
          key={tile.initials}
          x={place(tile).x + side / 2}
          y={place(tile).y + side - 3}
        >
          {tile.initials}
        </text>
      ))}
    </Picture>
  )
}

/** Lines between tiles that touch and are of two regions. */
const bordersOf = (tiles: readonly Tile[]): string => {
  const at = new Map(tiles.map((tile) => [`${tile.column} ${tile.row}`, tile.region]))
  return tiles
    .flatMap(({ column, row, region }) => {
      const [east, south] = [at.get(`${column + 1} ${row}`), at.get(`${column} ${row + 1}`)]
      const [x, y] = [(column + 1) * step + gap / 2, (row + 1) * step + gap / 2]
      return [
        ...(east !== undefined && east !== region ? [`M${x} ${y - step}v${step}`] : []),
        ...(south !== undefined && south !== region ? [`M${x - step} ${y}h${step}`] : []),
      ]
    })
    .join('')
}

/** The tile nearest to the middle of each region. */
const middlesOf = (tiles: readonly Tile[]): Tile[] =>
  [...new Set(tiles.map(({ region }) => region))].flatMap((region) => {
    const own = tiles.filter((tile) => tile.region === region)
    const mean = (of: 'column' | 'row') => own.reduce((sum, tile) => sum + tile[of], 0) / own.length
    const [column, row] = [mean('column'), mean('row')]
    const away = (tile: Tile) => (tile.column - column) ** 2 + (tile.row - row) ** 2
    return own.sort((one, other) => away(one) - away(other)).slice(0, 1)
  })
