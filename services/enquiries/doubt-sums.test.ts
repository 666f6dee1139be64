import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumOf } from '#services/core/price-lines.ts'
import { doubtOf } from './doubt-sums.ts'

const day = { pricePence: 52_000, priceUnit: 'a day' }
const none = { pricePence: null, priceUnit: null }
const line = (pricePence: number, quantity = 100, unit = 'whole') => ({
  what: 'Work',
  quantity,
  unit,
  pricePence,
  vat: 'outside-scope' as const,
})
const date = { on: '2026-07-01', from: '09:30', to: '16:00' }

describe('figures of an offer', () => {
  it.each([
    [
      'a total for few days beside many',
      { lines: [line(156_000)], days: 2600, dates: [] },
      { offering: day, needDays: null },
      'You wrote £1,560 for 26 days. At £520 a day, as you offer it, 26 days come to £13,520. Is that right?',
    ],
    [
      'days in the price that are not the days said',
      { lines: [line(52_000, 300, 'days')], days: 2600, dates: [] },
      { offering: none, needDays: null },
      'You wrote £1,560 for 26 days, and the price counts 3 days. At £520 a day, 26 days come to £13,520. Is that right?',
    ],
    [
      'a total typed as the price of a day',
      { lines: [line(156_000, 300, 'day')], days: 300, dates: [] },
      { offering: day, needDays: 3 },
      'You wrote 3 × day at £1,560 each, £4,680 in all. You offer it at £520 a day. Is that right?',
    ],
    [
      'a day rate typed as the total',
      { lines: [line(52_000)], days: null, dates: [] },
      { offering: day, needDays: 5 },
      'They need about 5 days, and you wrote £520. At £520 a day, as you offer it, 5 days come to £2,600. Is that right?',
    ],
    [
      'a day that costs next to nothing',
      { lines: [line(3_000)], days: 500, dates: [] },
      { offering: none, needDays: null },
      'You wrote £30 for 5 days. That is £6 a day. Is that right?',
    ],
    [
      'more dates than days',
      { lines: [line(52_000)], days: 100, dates: [date, date, date] },
      { offering: none, needDays: null },
      'You wrote 1 day and propose 3 dates. Is that right?',
    ],
    [
      'far more days than were asked for',
      { lines: [line(1_352_000)], days: 2600, dates: [] },
      { offering: day, needDays: 2 },
      'They need about 2 days, and you wrote 26 days. Is that right?',
    ],
  ])('are asked about: %s', (_, offer, expected, question) => {
    expect(doubtOf(offer, expected)).toBe(question)
  })

  it.each([
    [
      'days times rate',
      { lines: [line(52_000, 200, 'day')], days: 200, dates: [date, date] },
      { offering: day, needDays: 2 },
    ],
    [
      'a little less for many days',
      { lines: [line(1_000_000)], days: 2600, dates: [] },
      { offering: day, needDays: 20 },
    ],
    ['half a day on one date', { lines: [line(26_000)], days: 50, dates: [date] }, { offering: day, needDays: 1 }],
    [
      'places, not days',
      { lines: [line(4_500, 1200, 'place')], days: 100, dates: [date] },
      { offering: { pricePence: 4_500, priceUnit: 'a place' }, needDays: null },
    ],
    ['nothing said of days', { lines: [line(70_000)], days: null, dates: [] }, { offering: day, needDays: null }],
  ])('are believed: %s', (_, offer, expected) => {
    expect(doubtOf(offer, expected)).toBeNull()
  })

  it.each([
    [32_499, true],
    [32_500, false],
    [83_200, false],
    [83_201, true],
  ])('of %i pence a day, offered at £520, are asked about: %s', (pricePence, isAsked) => {
    const doubt = doubtOf(
      { lines: [line(pricePence, 100, 'day')], days: 100, dates: [] },
      { offering: day, needDays: 1 },
    )
    expect(doubt !== null).toBe(isAsked)
  })

  it('are believed whenever the price counts the days that are said, at the rate that is offered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 260 }), fc.integer({ min: 10_000, max: 150_000 }), (days, pricePence) => {
        const lines = [line(pricePence, days * 100, 'day')]
        expect(
          doubtOf(
            { lines, days: days * 100, dates: [] },
            { offering: { pricePence, priceUnit: 'a day' }, needDays: days },
          ),
        ).toBeNull()
        expect(sumOf(lines).netPence).toBe(days * pricePence)
      }),
    )
  })
})
