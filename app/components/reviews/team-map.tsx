import { TileMap } from '#app/components/charts/tile-map.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { counted } from '#services/core/words.ts'
import type { TeamPage } from '#services/reviews/index.ts'
import type { YotTile } from '#services/yots/index.ts'

/** From where the proposed people would come: their services and the host on the map, with the way in miles beneath. */
export const TeamMap = ({ page, tiles }: { page: TeamPage; tiles: readonly YotTile[] }) => {
  const { people, proposals } = page.compared
  if (people.length === 0) return null
  const isFrom = (code: string) => people.some(({ yotCode }) => yotCode === code)
  return (
    <TileMap
      title={proposals.length > 1 ? 'From where the people of these proposals come' : 'From where the team comes'}
      headingLevel={2}
      tiles={tiles.map((tile) => ({
        ...tile,
        isHere: tile.code === page.yotCode,
        mark: isFrom(tile.code) ? 'full' : 'none',
      }))}
      means={{ full: 'Somebody works here', none: 'Other services' }}
      isFolded
      table={
        <Table
          caption={<span className="govuk-visually-hidden">People, where they work and how far they come</span>}
          head={['Person', 'Service', 'Region', { content: 'Way', isNumeric: true }]}
          rows={people.map(({ name, service, region, miles }) => [
            name,
            service ?? 'Not in post',
            region ?? '',
            { content: miles === null ? '' : counted(miles, 'mile'), isNumeric: true },
          ])}
          firstCellIsHeader
        />
      }
    />
  )
}
