import { describe, expect, test } from 'vitest'
import { addPeriod, dayAfter, dayBefore, overlap } from './facts-dates.ts'

describe('addPeriod', () => {
  test.each([
    ['2024-03-31', { years: 5 }, '2029-03-31'],
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2024-02-29', { years: 4 }, '2028-02-29'],
    ['2023-02-28', { years: 1 }, '2024-02-28'],
    ['2024-08-31', { months: 6 }, '2025-02-28'],
    ['2023-08-31', { months: 6 }, '2024-02-29'],
    ['2024-12-15', { months: 1 }, '2025-01-15'],
    ['2024-01-31', { months: 12 }, '2025-01-31'],
    ['2024-12-31', { months: 24 }, '2026-12-31'],
    ['2000-02-29', { years: 100 }, '2100-02-28'],
  ])('%s and %j is %s', (date, period, expected) => {
    expect(addPeriod(date, period)).toBe(expected)
  })
})

test('days follow each other over leap days and years', () => {
  expect(dayAfter('2024-02-28')).toBe('2024-02-29')
  expect(dayAfter('2023-02-28')).toBe('2023-03-01')
  expect(dayAfter('2023-12-31')).toBe('2024-01-01')
  expect(dayBefore('2024-03-01')).toBe('2024-02-29')
})

test('the day after and the day before undo each other on every day of a leap year and the next', () => {
  for (let day = '2024-01-01'; day < '2026-01-01'; day = dayAfter(day)) {
    expect(dayAfter(day)).toBe(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10))
    expect(dayBefore(dayAfter(day))).toBe(day)
  }
})

test('spans overlap on a single shared day, and open ends reach on', () => {
  const may = { from: '2024-05-01', to: '2024-05-31' }
  expect(overlap(may, { from: '2024-05-31', to: null })).toEqual({ from: '2024-05-31', to: '2024-05-31' })
  expect(overlap(may, { from: '2024-06-01', to: null })).toBeNull()
  expect(overlap({ from: null, to: null }, may)).toEqual(may)
})
