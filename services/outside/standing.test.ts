import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { OutsideStatus } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import { readNumber } from './numbers.ts'
import { type OutsideBar, type OutsideFacts, outsideClocks, outsideNoes } from './standing.ts'

const states: OutsideStatus[] = ['asked', 'approved', 'declined', 'withdrawn', 'lapsed', 'suspended', 'ended']
const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days))
const facts: fc.Arbitrary<OutsideFacts> = fc.record({
  status: fc.constantFrom(...states),
  approvedUntil: fc.option(day),
  paidUntil: fc.option(day),
  insuranceSeenUntil: fc.option(day),
})

/** Each bar told a second time, in the plainest way there is. */
const fails: Record<OutsideBar, (facts: OutsideFacts, on: string) => boolean> = {
  status: ({ status }) => status !== 'approved' && status !== 'lapsed',
  approval: ({ approvedUntil }, on) => !approvedUntil || approvedUntil < on,
  fee: ({ paidUntil }, on) => !paidUntil || paidUntil < on,
  insurance: ({ insuranceSeenUntil }, on) => !insuranceSeenUntil || insuranceSeenUntil < on,
}

describe('the standing of an outside provider', () => {
  test('is never good with a fact that fails, and always says what would mend it', () => {
    fc.assert(
      fc.property(facts, day, (of, on) => {
        const noes = outsideNoes(of, on)
        const failing = (Object.keys(fails) as OutsideBar[]).filter((bar) => fails[bar](of, on))
        expect(noes.length === 0).toBe(failing.length === 0)
        for (const no of noes) expect(failing).toContain(no.bar)
        for (const { say, mend } of noes) expect([say.endsWith('.'), mend.length > 5]).toEqual([true, true])
      }),
      { numRuns: 2000 },
    )
  })

  test('ends by itself and by the day alone: what holds on a day held on every day before it', () => {
    fc.assert(
      fc.property(facts, day, fc.integer({ min: 0, max: 800 }), (of, on, earlier) => {
        if (outsideNoes(of, on).length > 0) return
        expect(outsideNoes(of, addDays(on, -earlier))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('has a clock that is over for each thing that has run out, and warns ninety days before', () => {
    fc.assert(
      fc.property(facts, day, (of, on) => {
        for (const { bar, day: last, state } of outsideClocks(of, on)) {
          expect(state === 'over').toBe(fails[bar](of, on))
          if (state === 'soon') expect(last !== null && last <= addDays(on, 90)).toBe(true)
          if (state === 'good') expect(last !== null && last > addDays(on, 90)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the number of a register', () => {
  it.each([
    ['company', '01234567', '01234567'],
    ['company', '123 4567', '01234567'],
    ['company', 'sc123456', 'SC123456'],
    ['company', '123', null],
    ['charity', '1234567', '1234567'],
    ['charity', 'SC012345', 'SC012345'],
    ['charity', '12345678', null],
    ['ukprn', '10001234', '10001234'],
    ['ukprn', '20001234', null],
  ] as const)('%s %s reads %s', (kind, typed, number) => {
    expect(readNumber(kind, typed)).toBe(number)
  })
})
