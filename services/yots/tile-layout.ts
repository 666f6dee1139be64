/** A place on the ground, in degrees, and the region whose tiles it stands among. */
export type Place = { code: string; latitude: number; longitude: number; region: string }
export type Cell = { column: number; row: number }

/** The shape of England and Wales on paper: a degree of longitude is this much of one of latitude, at 52.5° north. */
const narrowing = 0.61
/** How far apart two tiles want to be, as a share of what the country has room for. Found by eye. */
const spacing = 1.02
const rounds = 120
/** How much nearer to the middle of its region each round brings a place. Found by eye: crowded regions stay whole. */
const pull = 0.03

/**
 * One cell of a grid for each place, each near where it is and none twice: where services are crowded they push each other, and
 * those around them, outwards; then every one takes the cell that makes the sum of all moves least. The same places give the same cells
 * whatever order they come in. Columns and rows begin at 0, in the north west.
 */
export const tileLayout = (places: readonly Place[]): Map<string, Cell> => {
  const sorted = [...places].sort((a, b) => (a.code < b.code ? -1 : 1))
  const spread = pushApart(
    sorted.map(({ latitude, longitude, region }) => ({ x: longitude * narrowing, y: -latitude, region })),
  )
  const [left, top] = [Math.min(...spread.map(({ x }) => x)), Math.min(...spread.map(({ y }) => y))]
  const at = spread.map(({ x, y }) => ({ x: x - left, y: y - top }))
  const columns = Math.ceil(Math.max(0, ...at.map(({ x }) => x))) + 2
  const rows = Math.ceil(Math.max(0, ...at.map(({ y }) => y))) + 2
  const cells = Array.from({ length: columns * rows }, (_, index) => ({
    column: index % columns,
    row: Math.floor(index / columns),
  }))
  const chosen = cheapest(at.map(({ x, y }) => cells.map(({ column, row }) => (column - x) ** 2 + (row - y) ** 2)))
  const taken = chosen.map((index) => cells[index] ?? { column: 0, row: 0 })
  const [firstColumn, firstRow] = [
    Math.min(...taken.map(({ column }) => column)),
    Math.min(...taken.map(({ row }) => row)),
  ]
  return new Map(
    sorted.map(({ code }, index) => {
      const { column = 0, row = 0 } = taken[index] ?? {}
      return [code, { column: column - firstColumn, row: row - firstRow }]
    }),
  )
}

type Point = { x: number; y: number; region: string }

/** Points in tiles: scaled so that all have room, then moved apart until each is a tile from the next, or nearly. */
const pushApart = (points: readonly Point[]): Point[] => {
  const [width, height] = [extent(points.map(({ x }) => x)), extent(points.map(({ y }) => y))]
  // Half of the square around England and Wales is sea.
  const scale = Math.sqrt((points.length * 1.9) / Math.max(width * height, 1e-9))
  const moved = points.map(({ x, y, region }) => ({ x: x * scale, y: y * scale, region }))
  const regions = [...new Set(points.map(({ region }) => region))].map((region) =>
    moved.filter((point) => point.region === region),
  )
  for (let round = 0; round < rounds; round += 1) {
    for (const region of regions) drawTogether(region)
    for (const [index, one] of moved.entries()) {
      for (const other of moved.slice(index + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y]
        const apart = Math.sqrt(dx * dx + dy * dy)
        if (apart >= spacing) continue
        // Two in one spot part sideways.
        const [ux, uy] = apart < 1e-9 ? [1, 0] : [dx / apart, dy / apart]
        const push = (spacing - apart) / 2
        one.x -= ux * push
        one.y -= uy * push
        other.x += ux * push
        other.y += uy * push
      }
    }
  }
  return moved
}

const drawTogether = (region: Point[]): void => {
  const middle = { x: mean(region.map(({ x }) => x)), y: mean(region.map(({ y }) => y)) }
  for (const point of region) {
    point.x += (middle.x - point.x) * pull
    point.y += (middle.y - point.y) * pull
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const extent = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

/**
 * The assignment of rows to columns whose costs sum to the least, by shortest augmenting paths (H. W. Kuhn, "The Hungarian method", 1955;
 * R. Jonker and A. Volgenant, 1987). At least as many columns as rows. Gives each row's column.
 */
const cheapest = (costs: readonly (readonly number[])[]): number[] => {
  const width = costs[0]?.length ?? 0
  const rowPrice = new Float64Array(costs.length + 1)
  const columnPrice = new Float64Array(width + 1)
  const rowOf = new Int32Array(width + 1)
  const from = new Int32Array(width + 1)
  for (let row = 1; row <= costs.length; row += 1) {
    rowOf[0] = row
    let column = 0
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const isUsed = new Uint8Array(width + 1)
    do {
      isUsed[column] = 1
      const current = rowOf[column] ?? 0
      let [step, next] = [Number.POSITIVE_INFINITY, 0]
      for (let other = 1; other <= width; other += 1) {
        if (isUsed[other]) continue
        const cost = (costs[current - 1]?.[other - 1] ?? 0) - (rowPrice[current] ?? 0) - (columnPrice[other] ?? 0)
        if (cost < (least[other] ?? 0)) {
          least[other] = cost
          from[other] = column
        }
        if ((least[other] ?? 0) < step) [step, next] = [least[other] ?? 0, other]
      }
      for (let other = 0; other <= width; other += 1) {
        if (isUsed[other]) {
          const owner = rowOf[other] ?? 0
          rowPrice[owner] = (rowPrice[owner] ?? 0) + step
          columnPrice[other] = (columnPrice[other] ?? 0) - step
        } else least[other] = (least[other] ?? 0) - step
      }
      column = next
    } while (rowOf[column] !== 0)
    do {
      const before = from[column] ?? 0
      rowOf[column] = rowOf[before] ?? 0
      column = before
    } while (column !== 0)
  }
  const chosen = Array.from({ length: costs.length }, () => 0)
  for (let column = 1; column <= width; column += 1) {
    const row = rowOf[column] ?? 0
    if (row > 0) chosen[row - 1] = column - 1
  }
  return chosen
}
