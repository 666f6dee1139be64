import { describe, expect, it } from 'vitest'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { daysFrom, visitFrom } from './identity.ts'

const weekday = (iso: string) => dateFromIso(iso).getUTCDay()

describe('the days of the demonstration', () => {
  const todays = [0, 1, 2, 3, 4, 5, 6].map((later) => addDays('2026-11-22', later))

  it('are weekdays, in the order they were given, whatever today is', () => {
    for (const today of todays) {
      const days = [...Array(40).keys()].map((days) => daysFrom(today).daysAgo(40 - days))
      expect(days.every((iso) => weekday(iso) >= 1 && weekday(iso) <= 5)).toBe(true)
      expect([...days].sort()).toEqual(days)
    }
  })

  it('leave no visit across a weekend', () => {
    for (const today of todays) {
      const startsOn = visitFrom(today)
      expect([startsOn, addDays(startsOn, 1), addDays(startsOn, 2)].map(weekday)).not.toContain(0)
      expect([startsOn, addDays(startsOn, 1), addDays(startsOn, 2)].map(weekday)).not.toContain(6)
    }
  })
})
