import { describe, expect, it } from 'vitest'
import { pounds } from './money.ts'
import { typedPounds } from './words.ts'

const price = pounds('Enter the price in pounds', 'The price')

describe('pounds as people type them', () => {
  it.each([
    ['45', 4_500],
    ['£45', 4_500],
    [' £ 1,250.50 ', 125_050],
    ['0.5', 50],
    ['99.99', 9_999],
    ['100000', 10_000_000],
  ])('%j are %i pence', (typed, pence) => {
    expect(price.parse(typed)).toBe(pence)
  })

  it.each([
    ['-5', 'The price must be in pounds, like 45 or 99.50'],
    ['12.345', 'The price must be in pounds, like 45 or 99.50'],
    ['1,25', 'The price must be in pounds, like 45 or 99.50'],
    ['45 pounds', 'The price must be in pounds, like 45 or 99.50'],
    ['1e3', 'The price must be in pounds, like 45 or 99.50'],
    ['about 50', 'The price must be in pounds, like 45 or 99.50'],
    ['0', 'The price must be more than £0'],
    ['100,000.01', 'The price must be £100,000 or less'],
    [undefined, 'Enter the price in pounds'],
  ])('%j are none, and the sentence says why', (typed, sentence) => {
    expect(price.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([sentence])
  })

  it('may be nothing where nothing may be asked', () => {
    expect(pounds('Enter the fee', 'The fee', { least: 0 }).parse('0')).toBe(0)
  })

  it.each([4_500, 9_950, 5, 10_000_000])('%i pence are shown as they could be typed', (pence) => {
    expect(price.parse(typedPounds(pence))).toBe(pence)
  })
})
