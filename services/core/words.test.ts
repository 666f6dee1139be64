import { expect, test } from 'vitest'
import { counted, dateAndTime, dateRange, listed, longDate, money, monthAndYear, shortDate } from './words.ts'

test('dates read as GOV.UK writes them', () => {
  expect(longDate('2026-07-14')).toBe('Tuesday 14 July 2026')
  expect(shortDate('2026-07-04')).toBe('4 Jul 2026')
  expect(monthAndYear('2026-07-04')).toBe('July 2026')
})

test.each([
  ['2026-07-14', '2026-07-14', '14 July 2026'],
  ['2026-07-14', '2026-07-16', '14 to 16 July 2026'],
  ['2026-06-30', '2026-07-02', '30 June to 2 July 2026'],
  ['2026-12-30', '2027-01-02', '30 December 2026 to 2 January 2027'],
])('from %s to %s is "%s"', (from, to, text) => {
  expect(dateRange(from, to)).toBe(text)
})

test('an instant is told as the clock in London shows it, summer time included', () => {
  expect(dateAndTime(new Date('2026-07-14T14:05:00Z'))).toBe('Tuesday 14 July 2026 at 3:05pm')
  expect(dateAndTime(new Date('2026-01-14T00:30:00Z'))).toBe('Wednesday 14 January 2026 at 12:30am')
})

test('counts, lists and money', () => {
  expect([counted(0, 'reply', 'replies'), counted(1, 'reply', 'replies')]).toEqual(['0 replies', '1 reply'])
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c'])
  expect([money(125000), money(9950), money(-500)]).toEqual(['£1,250', '£99.50', '−£5'])
})
