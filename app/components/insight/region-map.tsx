import type { Mark } from '#app/components/charts/picture.tsx'
import { TileMap } from '#app/components/charts/tile-map.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import type { YotTile } from '#services/yots/index.ts'

type Props = {
  title: string
  /** What is counted: "People", "Open gaps". */
  counts: string
  tiles: readonly YotTile[]
  /** By region's code. */
  of: Readonly<Record<string, number>>
}

/**
 * Regions on the map by how much of something they have, beside their share of services: full where they have that or more, half where they have less,
 * empty where they have none. It tells of regions, and never of one service.
 */
export const RegionMap = ({ title, counts, tiles, of }: Props) => {
  const regions = [...new Set(tiles.map(({ region }) => region))]
  const total = regions.reduce((sum, region) => sum + (of[region] ?? 0), 0)
  const servicesIn = (region: string) => tiles.filter((tile) => tile.region === region).length
  const markOf = (region: string): Mark => {
    const count = of[region] ?? 0
    if (count === 0) return 'none'
    return count / total >= servicesIn(region) / tiles.length ? 'full' : 'part'
  }
  const rows = regions
    .map((region) => ({ region, tile: tiles.find((tile) => tile.region === region) }))
    .sort((a, b) => (a.tile?.regionName ?? '').localeCompare(b.tile?.regionName ?? ''))
  return (
    <TileMap
      title={title}
      tiles={tiles.map((tile) => ({ ...tile, mark: markOf(tile.region) }))}
      means={{ full: 'Region with its share or more', part: 'Less than its share', none: 'None' }}
      isFolded
      table={
        <Table
          caption={<span className="govuk-visually-hidden">{`${counts} by region`}</span>}
          head={['Region', { content: counts, isNumeric: true }, { content: 'Services', isNumeric: true }]}
          rows={rows.map(({ region, tile }) => [
            `${tile?.regionName} (${tile?.initials})`,
            { content: of[region] ?? 0, isNumeric: true },
            { content: servicesIn(region), isNumeric: true },
          ])}
          firstCellIsHeader
        />
      }
    />
  )
}
