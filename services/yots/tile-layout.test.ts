import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { tileLayout } from './tile-layout.ts'

const register = (
  parse(readFileSync(new URL('../../prisma/data/youth-justice-services.csv', import.meta.url)), {
    columns: true,
  }) as Record<string, string>[]
).map(({ code = '', region = '', latitude, longitude }) => ({
  code,
  region,
  latitude: Number(latitude),
  longitude: Number(longitude),
}))

describe('the map of tiles', () => {
  const layout = tileLayout(register)
  const cellOf = (code: string) => layout.get(code) ?? { column: -1, row: -1 }

  it('gives every service a tile of its own, on a grid that fits a phone', () => {
    const cells = new Set([...layout.values()].map(({ column, row }) => `${column} ${row}`))
    expect(cells.size).toBe(155)
    expect(Math.max(...[...layout.values()].map(({ column }) => column))).toBeLessThan(18)
    expect(Math.min(...[...layout.values()].flatMap(({ column, row }) => [column, row]))).toBe(0)
  })

  it('is the same whatever order the services come in', () => {
    expect(new Map([...tileLayout([...register].reverse())].sort())).toEqual(new Map([...layout].sort()))
  })

  it('keeps north above south and west left of east, in each region too', () => {
    const pairs = register.flatMap((one) => register.map((other) => [one, other] as const))
    const far = pairs.filter(([one, other]) => one.latitude - other.latitude > 1)
    const wrong = far.filter(([one, other]) => cellOf(one.code).row >= cellOf(other.code).row)
    expect(wrong.length / far.length).toBeLessThan(0.02)
    expect(cellOf('cornwall').column).toBeLessThan(cellOf('kent').column)
    expect(cellOf('northumberland').row).toBeLessThan(cellOf('leeds').row)
    expect(cellOf('leeds').row).toBeLessThan(cellOf('bristol').row)
  })

  it('keeps regions together: nearly every tile touches one of its own region', () => {
    const isBeside = (one: string, other: string) => {
      const [a, b] = [cellOf(one), cellOf(other)]
      return Math.max(Math.abs(a.column - b.column), Math.abs(a.row - b.row)) === 1
    }
    const alone = register.filter(
      ({ code, region }) => !register.some((other) => other.region === region && isBeside(code, other.code)),
    )
    // Kent and Medway lie beyond London, which needs more room than there is west of them.
    expect(alone.length).toBeLessThanOrEqual(2)
  })

  it('parts those that stand in one spot', () => {
    const twins = [
      { code: 'a', region: 'x', latitude: 52, longitude: -1 },
      { code: 'b', region: 'x', latitude: 52, longitude: -1 },
    ]
    expect(new Set([...tileLayout(twins).values()].map(({ column, row }) => `${column} ${row}`)).size).toBe(2)
  })
})
