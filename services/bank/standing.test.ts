import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { BankRole } from '#prisma/generated/enums.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import { earliestLastDay } from './recency.ts'
import { rolesThatAllow, rolesThatOutgrow } from './roles.ts'
import { type StandingFacts, standingOn } from './standing.ts'

const on = '2026-06-15'

const inGoodStanding: StandingFacts = {
  place: { isRemoved: false, expiresOn: '2027-06-15' },
  suspensions: [],
  declaredOn: ['2026-01-10'],
  dbs: { isNeeded: false, seenOn: null },
  conditions: [],
  roles: ['reviewer'],
  posts: [{ from: '2015-01-01', until: null }],
  isInKind: true,
  dayRatePence: null,
  insuranceUntil: null,
}

const today = (facts: Partial<StandingFacts>) => standingOn({ ...inGoodStanding, ...facts }, on)
const says = (facts: Partial<StandingFacts>) => today(facts).noes.map((no) => no.say)

describe('the place in the bank', () => {
  const mayAll = ['reviewer', 'observer', 'mentor']
  const place = { isRemoved: false, expiresOn: '2027-01-01' }
  const ever = { from: '2026-06-01', until: null, liftedOn: null }

  it.each<[string, Partial<StandingFacts>, string | null]>([
    ['approved until today', { place: { ...place, expiresOn: on } }, null],
    ['until yesterday', { place: { ...place, expiresOn: '2026-06-14' } }, 'Approval ran out on Sunday 14 June 2026.'],
    ['suspended, without saying why', { suspensions: [ever] }, 'Not available at present.'],
    ['suspended until today', { suspensions: [{ ...ever, until: on }] }, 'Not available at present.'],
    ['suspended until yesterday', { suspensions: [{ ...ever, until: '2026-06-14' }] }, null],
    ['suspended from tomorrow', { suspensions: [{ ...ever, from: '2026-06-16' }] }, null],
    ['a suspension lifted today', { suspensions: [{ ...ever, liftedOn: on }] }, null],
    [
      'a suspension lifted tomorrow',
      { suspensions: [{ ...ever, liftedOn: '2026-06-16' }] },
      'Not available at present.',
    ],
    ['removed', { place: { ...place, isRemoved: true } }, 'No longer in the bank.'],
    ['never in it', { place: null }, 'Not in the bank.'],
    ['a condition due today', { conditions: [{ text: 'It', dueOn: on, confirmedOn: null }] }, null],
    [
      'a condition overdue',
      { conditions: [{ text: 'It', dueOn: '2026-06-14', confirmedOn: null }] },
      'A condition that was due on Sunday 14 June 2026 is not confirmed.',
    ],
    ['a condition confirmed', { conditions: [{ text: 'It', dueOn: '2026-06-14', confirmedOn: on }] }, null],
    ['a DBS certificate seen 3 years ago to the day', { dbs: { isNeeded: true, seenOn: '2023-06-15' } }, null],
    [
      'a day before that',
      { dbs: { isNeeded: true, seenOn: '2023-06-14' } },
      'The record of their DBS certificate ran out on Sunday 14 June 2026.',
    ],
    ['no DBS record', { dbs: { isNeeded: true, seenOn: null } }, 'No DBS certificate is recorded.'],
  ])('%s', (_, facts, say) => {
    const result = today(facts)
    expect(result.roles).toEqual(say === null ? mayAll : [])
    expect(result.mayTrain).toBe(say === null)
    expect(result.noes.find(({ bar }) => bar !== 'terms' && bar !== 'insurance')?.say ?? null).toBe(say)
    expect(result.state === 'active').toBe(say === null)
  })

  test('nobody outside the bank may do anything, and is told of nothing else', () => {
    expect(today({ place: null, posts: [] })).toMatchObject({
      state: 'outside',
      roles: [],
      mayTrain: false,
      mayCharge: false,
      noes: [{ bar: 'place', mend: { href: '/apply' } }],
    })
  })

  test('without a declaration of the year nothing is charged, and reviews go on: saying yes to one renews it', () => {
    const associate = { dayRatePence: 45_000, insuranceUntil: '2027-01-01', declaredOn: ['2025-06-14', '2026-06-16'] }
    expect(today(associate)).toMatchObject({
      state: 'limited',
      roles: mayAll,
      mayCharge: false,
      noes: [{ bar: 'declaration', mend: { href: '/declarations' } }],
    })
    expect(today({ ...associate, declaredOn: ['2025-06-15'] })).toMatchObject({ state: 'active', mayCharge: true })
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
    [
      'in kind',
      {},
      false,
      ['Gives their time in kind, so charges nothing.', 'No insurance for charged work is recorded.'],
    ],
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
        const place = { isRemoved: false, expiresOn: addMonths('2020-02-29', 70) }
        const day = addDays('2020-02-29', first)
        const before = standingOn({ ...facts, place }, day).roles
        const after = standingOn({ ...facts, place }, addDays(day, more)).roles
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
