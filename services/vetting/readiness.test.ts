import { describe, expect, it } from 'vitest'
import { type ApplicationFacts, lastPractisedOn, missingFrom, type Part } from './readiness.ts'

const today = '2026-07-14'

const whole: ApplicationFacts = {
  roleSought: 'reviewer',
  trainedOn: '2025-01-10',
  reviewsDone: 1,
  roleEvidence: 'Observed one review.',
  summary: 'A manager for ten years.',
  themeCount: 2,
  postsConfirmed: true,
  posts: [{ from: '2020-01-01', until: null }],
  referees: [
    { name: 'Rosa', email: 'rosa@example.org', isCommissioner: false, commissionedOn: null },
    { name: 'Sam', email: 'sam@example.org', isCommissioner: false, commissionedOn: null },
  ],
  ownAddresses: ['me@example.org'],
  declaredOn: '2026-07-01',
  isInKind: true,
  daysPerYear: 6,
  dayRatePence: null,
  consentName: 'The director',
  consentOn: '2026-06-01',
  insuranceUntil: null,
  dbsLevel: 'enhanced',
  dbsSeenOn: '2025-07-14',
  dbsSeenBy: 'HR',
  dbsNotNeededBecause: null,
  hasAcceptedCode: true,
}

const charged = {
  isInKind: false,
  dayRatePence: 45_000,
  insuranceUntil: '2027-01-01',
  consentName: null,
  consentOn: null,
  referees: [
    { name: 'Rosa', email: 'rosa@example.org', isCommissioner: true, commissionedOn: '2025-01-01' },
    { name: 'Sam', email: 'sam@example.org', isCommissioner: false, commissionedOn: null },
  ],
} satisfies Partial<ApplicationFacts>

const missing = (change: Partial<ApplicationFacts>) => missingFrom({ ...whole, ...change }, today)

it('lets a whole application through, in kind or charged', () => {
  expect(missing({})).toEqual([])
  expect(missing(charged)).toEqual([])
})

const commissioned = (commissionedOn: string) => ({
  ...charged,
  referees: charged.referees.map((referee) => ({
    ...referee,
    commissionedOn: referee.isCommissioner ? commissionedOn : null,
  })),
})

describe('each rule, on the last day that is well and the first that is not', () => {
  it.each<[string, Part, Partial<ApplicationFacts>, Partial<ApplicationFacts>]>([
    ['training within 3 years', 'role', { trainedOn: '2023-07-14' }, { trainedOn: '2023-07-13' }],
    ['training at all', 'role', {}, { trainedOn: null }],
    [
      'no training for a trainee',
      'role',
      { roleSought: 'trainee', trainedOn: null, reviewsDone: null, roleEvidence: '' },
      { roleSought: 'observer', trainedOn: null },
    ],
    [
      'no reviews for an observer',
      'role',
      { roleSought: 'observer', reviewsDone: null },
      { roleSought: 'reviewer', reviewsDone: null },
    ],
    ['1 review for a reviewer', 'role', { reviewsDone: 1 }, { reviewsDone: 0 }],
    [
      '2 reviews for a co-lead',
      'role',
      { roleSought: 'co_lead', reviewsDone: 2 },
      { roleSought: 'co_lead', reviewsDone: 1 },
    ],
    [
      '2 reviews for a facilitator',
      'role',
      { roleSought: 'facilitator', reviewsDone: 2 },
      { roleSought: 'facilitator', reviewsDone: 1 },
    ],
    ['an account of them', 'role', {}, { roleEvidence: '' }],
    ['2 themes', 'themes', { themeCount: 2 }, { themeCount: 1 }],
    ['12 themes', 'themes', { themeCount: 12 }, { themeCount: 13 }],
    [
      '3 years since the last post',
      'posts',
      { posts: [{ from: '2010-01-01', until: '2023-07-14' }] },
      { posts: [{ from: '2010-01-01', until: '2023-07-13' }] },
    ],
    [
      '5 years for a mentor',
      'posts',
      { roleSought: 'mentor', posts: [{ from: '2010-01-01', until: '2021-07-14' }] },
      { roleSought: 'mentor', posts: [{ from: '2010-01-01', until: '2021-07-13' }] },
    ],
    [
      'a post that has begun',
      'posts',
      { posts: [{ from: today, until: null }] },
      { posts: [{ from: '2026-07-15', until: null }] },
    ],
    ['posts said to be all', 'posts', {}, { postsConfirmed: false }],
    ['two referees', 'referees', {}, { referees: whole.referees.slice(0, 1) }],
    [
      'two different referees',
      'referees',
      {},
      { referees: whole.referees.map((one) => ({ ...one, email: 'rosa@example.org' })) },
    ],
    ['referees other than oneself', 'referees', {}, { ownAddresses: ['sam@example.org'] }],
    [
      'a commissioner within 24 months when charging',
      'referees',
      commissioned('2024-07-14'),
      commissioned('2024-07-13'),
    ],
    ['no commissioner when in kind', 'referees', {}, { ...charged, referees: whole.referees }],
    ['a declaration within 12 months', 'interests', { declaredOn: '2025-07-14' }, { declaredOn: '2025-07-13' }],
    ['a declaration at all', 'interests', {}, { declaredOn: null }],
    ['days a year', 'time', {}, { daysPerYear: null }],
    ['consent while in post', 'time', {}, { consentName: null }],
    [
      'no consent without a post',
      'time',
      { posts: [{ from: '2020-01-01', until: '2026-07-13' }], consentName: null, consentOn: null },
      { posts: [{ from: '2020-01-01', until: '2026-07-14' }], consentName: null, consentOn: null },
    ],
    ['consent within 12 months', 'time', { consentOn: '2025-07-14' }, { consentOn: '2025-07-13' }],
    [
      'insurance that has not ended',
      'time',
      { ...charged, insuranceUntil: '2026-07-14' },
      { ...charged, insuranceUntil: '2026-07-13' },
    ],
    ['insurance when charging', 'time', charged, { ...charged, insuranceUntil: null }],
    ['a day rate when charging', 'time', charged, { ...charged, dayRatePence: null }],
    ['a DBS certificate seen within 3 years', 'dbs', { dbsSeenOn: '2023-07-14' }, { dbsSeenOn: '2023-07-13' }],
    [
      'why no DBS check is needed',
      'dbs',
      { dbsLevel: null, dbsSeenOn: null, dbsSeenBy: null, dbsNotNeededBecause: 'Works remotely with adults only.' },
      { dbsLevel: null, dbsSeenOn: null, dbsSeenBy: null },
    ],
    ['who saw the DBS certificate', 'dbs', {}, { dbsSeenBy: null }],
    ['a few sentences', 'about', {}, { summary: '' }],
    ['the code of conduct', 'conduct', {}, { hasAcceptedCode: false }],
  ])('%s', (_rule, part, well, wrong) => {
    expect(missing(well)).toEqual([])
    const found = missing(wrong)
    expect(found.map((one) => one.part)).toEqual([part])
    expect(found[0]?.say).toMatch(/^[A-Z].*\.$/)
  })
})

it('offers a mentor’s place to somebody who left between 3 and 5 years ago', () => {
  const posts = [{ from: '2010-01-01', until: '2022-07-14' }]
  expect(missing({ posts })).toEqual([
    {
      part: 'posts',
      say: 'You left your last post in a youth justice service on Thursday 14 July 2022. After more than 3 years you can apply to be a mentor, but not a peer reviewer.',
    },
  ])
  expect(missing({ posts, roleSought: 'mentor' })).toEqual([])
})

it('says everything that is missing from an empty draft, in the order of the task list', () => {
  const empty = missing({
    trainedOn: null,
    reviewsDone: null,
    roleEvidence: '',
    summary: '',
    themeCount: 0,
    postsConfirmed: false,
    posts: [],
    referees: [],
    declaredOn: null,
    daysPerYear: null,
    dbsLevel: null,
    hasAcceptedCode: false,
  })
  expect([...new Set(empty.map(({ part }) => part))]).toEqual([
    'role',
    'themes',
    'posts',
    'referees',
    'interests',
    'time',
    'dbs',
    'about',
    'conduct',
  ])
})

it('counts practice to the last day of the post that went on longest', () => {
  const posts = [
    { from: '2010-01-01', until: '2022-03-31' },
    { from: '2015-01-01', until: '2020-01-01' },
    { from: '2027-01-01', until: null },
  ]
  expect(lastPractisedOn(posts, today)).toBe('2022-03-31')
  expect(lastPractisedOn([...posts, { from: '2026-07-14', until: null }], today)).toBe(today)
  expect(lastPractisedOn([], today)).toBeNull()
})
