import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { BankRole } from '#prisma/generated/enums.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import {
  type EligibilityFacts,
  earliestLastDay,
  eligibilityOf,
  rolesThatAllow,
  rolesThatOutgrow,
} from './eligibility.ts'

const on = '2026-06-15'

const inGoodStanding: EligibilityFacts = {
  standing: { status: 'active', expiresOn: '2027-06-15' },
  roles: ['reviewer'],
  posts: [{ from: '2015-01-01', until: null }],
  isInKind: true,
  dayRatePence: null,
  insuranceUntil: null,
}

const today = (facts: Partial<EligibilityFacts>) => eligibilityOf({ ...inGoodStanding, ...facts }, on)
const says = (facts: Partial<EligibilityFacts>) => today(facts).noes.map((no) => no.say)

describe('standing', () => {
  it.each([
    ['active until today', 'active', on, ['reviewer', 'observer', 'mentor'], null],
    ['due for renewal', 'renewal_due', on, ['reviewer', 'observer', 'mentor'], null],
    ['active until yesterday', 'active', '2026-06-14', [], 'Approval ran out on Sunday 14 June 2026.'],
    ['lapsed', 'lapsed', '2026-03-03', [], 'Approval lapsed on Tuesday 3 March 2026.'],
    ['suspended, without saying why', 'suspended', '2027-01-01', [], 'Not available at present.'],
    ['removed', 'removed', '2027-01-01', [], 'No longer in the bank.'],
  ] as const)('%s', (_, status, expiresOn, roles, say) => {
    const result = today({ standing: { status, expiresOn } })
    expect(result.roles).toEqual(roles)
    expect(result.noes.find((no) => no.bar === 'standing')?.say ?? null).toBe(say)
    expect(result.mayTrain).toBe(say === null)
  })

  test('nobody outside the bank may do anything', () => {
    expect(today({ standing: null })).toMatchObject({ roles: [], mayTrain: false, mayCharge: false })
  })
})

describe('recency of practice', () => {
  it.each([
    ['in post', null, ['reviewer', 'observer', 'mentor'], 'in-post'],
    ['left 3 years ago to the day', '2023-06-15', ['reviewer', 'observer', 'mentor'], 'recent'],
    ['left 3 years and a day ago', '2023-06-14', ['mentor'], 'mentor-only'],
    ['left 5 years ago to the day', '2021-06-15', ['mentor'], 'mentor-only'],
    ['left 5 years and a day ago', '2021-06-14', [], 'lapsed'],
  ] as const)('%s', (_, until, roles, state) => {
    const result = today({ posts: [{ from: '2010-01-01', until }] })
    expect(result.roles).toEqual(roles)
    expect(result.practice.state).toBe(state)
    expect(result.mayTrain).toBe(state !== 'lapsed')
  })

  test('runs from the end of the last post, whichever that is', () => {
    const posts = [
      { from: '2024-01-01', until: '2025-01-01' },
      { from: '2010-01-01', until: '2016-01-01' },
    ]
    expect(today({ posts }).practice).toEqual({ state: 'recent', leftOn: '2025-01-01' })
  })

  test('a post that is still to come does not count, nor does none at all', () => {
    expect(today({ posts: [{ from: '2026-06-16', until: null }] }).practice).toEqual({ state: 'none' })
    expect(says({ posts: [] })).toContain('No post in a youth justice service is recorded.')
  })

  test('says when and what is still open to them', () => {
    expect(says({ posts: [{ from: '2010-01-01', until: '2022-06-15' }] })[0]).toBe(
      'Left their last post on Wednesday 15 June 2022, over 3 years ago: may mentor or train only.',
    )
  })
})

describe('roles', () => {
  it.each([
    [['trainee'], ['trainee']],
    [['observer'], ['observer']],
    [['reviewer'], ['reviewer', 'observer', 'mentor']],
    [['co_lead'], ['co_lead', 'reviewer', 'observer', 'mentor']],
    [
      ['facilitator', 'reviewer'],
      ['facilitator', 'co_lead', 'reviewer', 'observer', 'mentor'],
    ],
    [['mentor'], ['mentor']],
    [[], []],
  ] satisfies [BankRole[], BankRole[]][])('%j may be %j', (held, roles) => {
    expect(today({ roles: held }).roles).toEqual(roles)
  })
})

describe('charged work', () => {
  const associate = { isInKind: false, dayRatePence: 45_000 }

  it.each([
    ['insured to today', { ...associate, insuranceUntil: on }, true, []],
    [
      'insured to yesterday',
      { ...associate, insuranceUntil: '2026-06-14' },
      false,
      ['Insurance for charged work ended on Sunday 14 June 2026.'],
    ],
    ['never insured', { ...associate, insuranceUntil: null }, false, ['No insurance for charged work is recorded.']],
    ['in kind', {}, false, ['Gives their time in kind, so charges nothing.']],
  ] as const)('%s', (_, facts, mayCharge, noes) => {
    const result = today(facts)
    expect(result.mayCharge).toBe(mayCharge)
    expect(result.noes.map((no) => no.say)).toEqual(noes)
    expect(result.roles).toContain('reviewer')
  })
})

test('nobody gains by waiting: while nothing changes, roles only fall away', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 0, max: 3000 }),
      fc.subarray<BankRole>(['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor']),
      (first, more, roles) => {
        const facts = { ...inGoodStanding, roles, posts: [{ from: '2010-01-01', until: '2020-02-29' }] }
        const standing = { status: 'active' as const, expiresOn: addMonths('2020-02-29', 70) }
        const day = addDays('2020-02-29', first)
        const before = eligibilityOf({ ...facts, standing }, day).roles
        const after = eligibilityOf({ ...facts, standing }, addDays(day, more)).roles
        expect(before).toEqual(expect.arrayContaining(after))
      },
    ),
  )
})

const days = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2010-01-01', days))

test('a search by last day in post finds exactly those whose clock has not run out', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -40, max: 40 }), fc.constantFrom(36, 60), (day, near, months) => {
      const leftOn = addDays(addMonths(day, -months), near)
      expect(leftOn >= earliestLastDay(day, months)).toBe(day <= addMonths(leftOn, months))
    }),
    { examples: [['2024-02-29', -1, 36]] },
  )
})

test('a search by role finds exactly those who may take it', () => {
  const all: BankRole[] = ['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor']
  fc.assert(
    fc.property(fc.subarray(all), fc.constantFrom(...all), (held, role) => {
      const isFound =
        held.some((one) => rolesThatAllow(role).includes(one)) &&
        !held.some((one) => rolesThatOutgrow(role).includes(one))
      expect(today({ roles: held }).roles.includes(role)).toBe(isFound)
    }),
  )
})
