import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownPages } from './pagination-from-url.tsx'
import { changeParams, readPage, readSort } from './url-state.ts'

describe('readSort', () => {
  const fallback = { by: 'name', order: 'asc' } as const
  const read = (search: string) => readSort(new URLSearchParams(search), ['name', 'region'], fallback)

  it('reads column and direction', () => {
    expect(read('sort=region&order=desc')).toEqual({ by: 'region', order: 'desc' })
  })

  it('falls back when the column is unknown, and to ascending when the direction is', () => {
    expect(read('sort=password&order=desc')).toEqual(fallback)
    expect(read('')).toEqual(fallback)
    expect(read('sort=region&order=sideways')).toEqual({ by: 'region', order: 'asc' })
  })
})

describe('readPage', () => {
  it.each([
    ['page=4', 4],
    ['', 1],
    ['page=0', 1],
    ['page=-2', 1],
    ['page=2.5', 1],
    ['page=1e9', 1],
    ['page=99999999999', 1],
  ])('reads %s as %i', (search, page) => {
    expect(readPage(new URLSearchParams(search))).toBe(page)
  })
})

describe('changeParams', () => {
  it('changes, removes and keeps, without touching what it was given', () => {
    const params = new URLSearchParams('q=leeds&page=2&theme=a&theme=b')
    expect(changeParams(params, { page: null, sort: 'name' })).toBe('?q=leeds&theme=a&theme=b&sort=name')
    expect(params.get('page')).toBe('2')
  })
})

describe('shownPages', () => {
  it('leaves out pages far from here, but never just one', () => {
    expect(shownPages(10, 20)).toEqual([1, null, 9, 10, 11, null, 20])
    expect(shownPages(4, 20)).toEqual([1, 2, 3, 4, 5, null, 20])
    expect(shownPages(1, 3)).toEqual([1, 2, 3])
  })

  it('always shows the first, the last and the current page, in order, and few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 499 }), (pageCount, offset) => {
        const page = (offset % pageCount) + 1
        const shown = shownPages(page, pageCount)
        const numbers = shown.filter((number) => number !== null)
        expect(numbers).toEqual(expect.arrayContaining([1, page, pageCount]))
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
        expect(new Set(numbers).size).toBe(numbers.length)
        expect(shown.length).toBeLessThanOrEqual(7)
      }),
    )
  })
})
