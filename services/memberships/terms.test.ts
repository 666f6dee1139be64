import { describe, expect, it } from 'vitest'
import { yearFrom } from './terms.ts'

describe('a membership year', () => {
  it.each([
    ['2026-04-01', '2027-03-31'],
    ['2027-03-01', '2028-02-29'],
    ['2028-02-28', '2029-02-27'],
    ['2028-02-29', '2029-02-28'],
    ['2028-03-01', '2029-02-28'],
  ])('begun on %s ends on %s', (begun, end) => {
    expect(yearFrom(begun)).toBe(end)
  })
})
