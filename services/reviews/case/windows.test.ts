import { describe, expect, it } from 'vitest'
import { earliestDay, noticeWarning, windowProblem, workingDaysIn } from './windows.ts'

// A Monday.
const today = '2026-06-01'
const rules = { today, days: 3, others: [] }

describe('dates a host can offer', () => {
  it.each([
    ['three working days, twelve weeks ahead', '2026-08-24', '2026-08-26', null],
    ['the first day that is allowed', '2026-07-13', '2026-07-15', null],
    ['a day too soon', '2026-07-12', '2026-07-15', 'startsOn'],
    ['two working days for a visit of three', '2026-08-24', '2026-08-25', 'endsOn'],
    ['three days of which two are a weekend', '2026-08-28', '2026-08-30', 'endsOn'],
    ['a weekend between', '2026-08-27', '2026-08-31', 'endsOn'],
    ['Monday to Friday', '2026-08-24', '2026-08-28', null],
    ['Monday to Saturday', '2026-08-24', '2026-08-29', 'endsOn'],
    ['a Sunday to begin with', '2026-08-23', '2026-08-26', 'startsOn'],
    ['back to front', '2026-08-26', '2026-08-24', 'endsOn'],
    ['eighteen months ahead', '2027-12-01', '2027-12-03', null],
    ['longer than eighteen months ahead', '2027-12-02', '2027-12-06', 'startsOn'],
  ])('%s', (_, startsOn, endsOn, field) => {
    expect(windowProblem({ startsOn, endsOn }, rules)?.field ?? null).toBe(field)
  })

  it('may not overlap', () => {
    const others = [{ startsOn: '2026-08-24', endsOn: '2026-08-26' }]
    const forTwoDays = { ...rules, days: 2, others }
    expect(windowProblem({ startsOn: '2026-08-26', endsOn: '2026-08-28' }, forTwoDays)?.field).toBe('startsOn')
    expect(windowProblem({ startsOn: '2026-08-27', endsOn: '2026-08-28' }, forTwoDays)).toBeNull()
  })

  it.each([
    ['2026-06-01', '2026-07-13'],
    ['2026-05-30', '2026-07-13'],
    ['2026-11-22', '2027-01-04'],
  ])('can begin, asked on %s, from %s on: always a working day', (asked, earliest) => {
    expect(earliestDay(asked)).toBe(earliest)
    expect(windowProblem({ startsOn: earliest, endsOn: earliest }, { today: asked, days: 1, others: [] })).toBeNull()
  })

  it('count working days only, and no bank holiday', () => {
    expect(workingDaysIn({ startsOn: '2026-08-28', endsOn: '2026-08-31' })).toBe(1)
  })

  it('warn at less than twelve weeks, and not at twelve', () => {
    const window = (startsOn: string) => ({ startsOn, endsOn: startsOn })
    expect(noticeWarning([window('2026-08-24')], today)).toBeNull()
    expect(noticeWarning([window('2026-08-23')], today)).toMatch(/^These dates are less than 12 weeks away/)
    expect(noticeWarning([window('2026-08-23'), window('2026-09-01')], today)).toMatch(/^Some of these dates/)
  })
})
