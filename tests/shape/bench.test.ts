import { describe, expect, it } from 'vitest'
import { quantile, ratioOf, showNumber, spreadOf, takeTurns } from '#tests/bench/bench.ts'
import { groups } from '#tests/bench/groups.ts'
import { showTable } from '#tests/bench/show-table.ts'
import { read } from './source.ts'

describe('the benchmark', () => {
  it('takes medians between neighbours, whatever the order', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1, high: 4 })
    expect(quantile([10, 0], 0.99)).toBeCloseTo(9.9)
  })

  it('compares turn by turn', () => {
    expect(ratioOf([2, 9, 4], [1, 3, 4])).toEqual({ median: 2, low: 1, high: 3 })
    expect(() => ratioOf([1], [1, 2])).toThrow('took turns')
  })

  it('gives every subject as many turns, none always first, and leaves out the warm-up', async () => {
    const order: string[] = []
    const turn = (name: string, value: number) => () => {
      order.push(name)
      return value
    }
    const taken = await takeTurns({ a: turn('a', 1), b: turn('b', 2) }, { rounds: 2, warmUp: 1 })
    expect(taken).toEqual({ a: [1, 1], b: [2, 2] })
    expect(order.slice(2)).toEqual(['a', 'b', 'b', 'a'])
  })

  it('measures time where a turn gives no number', async () => {
    const taken = await takeTurns({ a: () => undefined }, { rounds: 1 })
    expect(taken.a[0]).toBeGreaterThanOrEqual(0)
  })

  it('lines its tables up', () => {
    const table = {
      title: 'T',
      columns: ['page', 'kB'],
      rows: [
        ['/', 7.25],
        ['/bank', 12],
      ],
      notes: ['Note.'],
    }
    expect(showTable(table)).toBe('T\npage     kB\n-----  ----\n/      7.25\n/bank    12\nNote.')
    expect(showNumber(12_345)).toBe('12,300')
  })

  it('has every group under its own name', () => {
    for (const name of Object.keys(groups)) expect(read(`tests/bench/${name}.ts`)).toContain(`name: '${name}',`)
  })
})
