import { describe, expect, it } from 'vitest'
import { addWorkingDays, bankHolidays } from './working-days.ts'

describe('bank holidays in England and Wales', () => {
  // As published by the government for each year.
  it.each([
    [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('of %i', (year, days) => {
    expect(bankHolidays(year)).toEqual(days.split(' ').map((day) => `${year}-${day}`))
  })

  it('puts a Boxing Day that Christmas took the Monday of on Tuesday, and Christmas on Sunday after it', () => {
    expect(bankHolidays(2022).slice(-2)).toEqual(['2022-12-26', '2022-12-27'])
  })

  it('are not working days, nor are weekends', () => {
    expect(addWorkingDays('2026-12-23', 1)).toBe('2026-12-24')
    expect(addWorkingDays('2026-12-23', 2)).toBe('2026-12-29')
    expect(addWorkingDays('2026-12-23', 5)).toBe('2027-01-04')
    expect(addWorkingDays('2026-04-02', 1)).toBe('2026-04-07')
  })
})
