import { describe, expect, it } from 'vitest'
import { makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bankCandidates, seatsFor } from './candidates.ts'

const database = openTestDatabase()
const on = '2026-06-15'

const candidateOf = async (traits: PersonTraits, elsewhere = {}) => {
  database.setNow(on)
  const ctx = database.ctx()
  const { id } = await makePerson(ctx, traits)
  return (await bankCandidates(ctx, { on, ...elsewhere })).find((candidate) => candidate.id === id)
}

describe('the facts the matcher reads', () => {
  it('places a serving manager at their service, with what they offer', async () => {
    const found = await candidateOf({
      name: 'Ada Thorne',
      posts: [{ yotCode: 'leeds', from: '2020-01-01' }],
      bank: {
        roles: ['co_lead'],
        themes: { G1: 3, K2: 2 },
        daysPerYear: 8,
        maxKm: 120,
        absences: [
          { from: '2026-01-01', until: '2026-06-14' },
          { from: '2026-06-10', until: '2026-06-15' },
        ],
      },
    })
    expect(found).toMatchObject({
      name: 'Ada Thorne',
      yot: 'leeds',
      region: 'Yorks Hum',
      maxKm: 120,
      roles: ['lead', 'peer'],
      themes: { G1: 3, K2: 2 },
      lastOn: { G1: '2025-06-15' },
      days: 8,
      reviews: 2,
      used: { days: 0, reviews: 0 },
      rating: null,
      busy: [{ from: '2026-06-10', to: '2026-06-15' }],
    })
    expect(found?.lat).toBeCloseTo(53.8, 0)
    expect(found).not.toHaveProperty('barred')
  })

  it('places someone who left by their last service, without belonging to it', async () => {
    const posts = [
      { yotCode: 'hull', from: '2010-01-01', until: '2018-01-01', isStated: true },
      { yotCode: 'cardiff', from: '2018-01-02', until: '2024-12-31' },
    ]
    expect(await candidateOf({ posts, bank: {} })).toMatchObject({ yot: null, region: 'Wales', roles: ['peer'] })
  })

  it.each([
    ['four years out', { posts: [{ yotCode: 'hull', until: '2022-06-01' }], bank: {} }, /may mentor or train only/],
    [
      'lapsed',
      { posts: [{ yotCode: 'hull' }], bank: { status: 'lapsed', expiresOn: '2026-01-01' } },
      /Approval ran out/,
    ],
    [
      'a condition overdue, which is nobody else’s',
      { posts: [{ yotCode: 'hull' }], bank: { conditions: [{ text: 'Do it.', dueOn: '2026-06-14' }] } },
      /^Not available at present\.$/,
    ],
    ['suspended', { posts: [{ yotCode: 'hull' }], bank: { status: 'suspended' } }, /^Not available at present\.$/],
  ] satisfies [string, PersonTraits, RegExp][])('says why not: %s', async (_, traits, say) => {
    const posts = traits.posts?.map((post) => ({ from: '2010-01-01', ...post }))
    const found = await candidateOf({ ...traits, posts })
    expect(found?.roles).toEqual([])
    expect(found?.barred).toMatch(say)
  })

  it('leaves out removed people and those not in the bank', async () => {
    expect(await candidateOf({ bank: { status: 'removed' } })).toBeUndefined()
    expect(await candidateOf({ posts: [{ yotCode: 'hull' }] })).toBeUndefined()
  })

  it('takes days used and ratings from who knows them', async () => {
    database.setNow(on)
    const ctx = database.ctx()
    const { id } = await makePerson(ctx, { posts: [{ yotCode: 'york' }], bank: {} })
    const used = new Map([[id, { days: 3, reviews: 1 }]])
    const ratings = new Map([[id, { mean: 4.2, count: 5 }]])
    const found = (await bankCandidates(ctx, { on, used, ratings })).find((candidate) => candidate.id === id)
    expect(found).toMatchObject({ used: { days: 3, reviews: 1 }, rating: { mean: 4.2, count: 5 } })
  })
})

it('gives each rung its seats', () => {
  expect(seatsFor(['facilitator', 'co_lead', 'reviewer', 'observer'])).toEqual(['lead', 'peer'])
  expect(seatsFor(['reviewer', 'observer', 'mentor'])).toEqual(['peer'])
  expect(seatsFor(['observer'])).toEqual(['observer'])
  expect([seatsFor(['mentor']), seatsFor(['trainee'])]).toEqual([[], []])
})
