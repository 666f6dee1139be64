import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, visitor } from '#services/core/access.ts'
import { regions } from '#services/yots/index.ts'
import { makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bankPicture } from './bank-picture.ts'
import { findBankMember } from './find-bank-member.ts'
import { type BankFilter, coverByRegion, searchBank } from './search-bank.ts'
import { themePage } from './theme-page.ts'
import { themesByCode } from './themes.ts'

const database = openTestDatabase()
const today = '2026-06-15'

const head = (yotCode: string, changes: object = {}) => ({ yotCode, from: '2015-01-01', ...changes })

/** The whole bank of these tests, by name. */
const bank: Record<string, PersonTraits> = {
  Ada: { posts: [head('leeds')], bank: { roles: ['trainee', 'co_lead'], themes: { G1: 3, K2: 1 } } },
  Bo: {
    posts: [head('cardiff', { level: 'second_tier', until: '2025-01-01' })],
    bank: { isNamePublic: true, dayRatePence: 40_000, insuranceUntil: today, themes: { G2: 2 } },
  },
  Cy: {
    posts: [head('hull', { until: '2022-06-01' })],
    bank: { roles: ['co_lead'], dayRatePence: 40_000, insuranceUntil: '2026-06-14', themes: { G1: 2 } },
  },
  Di: { posts: [head('york')], bank: { roles: ['trainee'] } },
  Ed: { posts: [head('leeds', { until: '2021-06-14' })], bank: {} },
  Flo: { posts: [head('leeds')], bank: { status: 'suspended' } },
  Gus: { posts: [head('leeds')], bank: { expiresOn: '2026-06-14' } },
  Hal: { posts: [head('leeds')], bank: { status: 'removed' } },
}
const ids = new Map<string, string>()
const actors = new Map<string, Actor>()
const actorOf = (name: string) => actors.get(name) ?? visitor
const idOf = (name: string) => ids.get(name) ?? ''

beforeAll(async () => {
  database.setNow(today)
  for (const [name, traits] of Object.entries(bank)) {
    const { id, actor } = await makePerson(database.ctx(), { name, ...traits })
    ids.set(name, id)
    actors.set(name, actor)
  }
  const { actor } = await makePerson(database.ctx(), { posts: [head('wigan', { level: 'manager' })] })
  actors.set('a manager', actor)
  actors.set('somebody', (await makePerson(database.ctx())).actor)
})

const names = async (filter: BankFilter) =>
  (await searchBank(database.ctx(actorOf('a manager')), filter)).people.map((entry) => entry.person?.name).sort()

describe('the list', () => {
  it.each([
    ['everybody who may do something today', {}, ['Ada', 'Bo', 'Cy', 'Di']],
    ['co-leads in practice', { role: 'co_lead' }, ['Ada']],
    ['reviewers, co-leads among them', { role: 'reviewer' }, ['Ada', 'Bo']],
    ['mentors, those out of practice for four years too', { role: 'mentor' }, ['Ada', 'Bo', 'Cy']],
    ['trainees', { role: 'trainee' }, ['Di']],
    ['a region, by where they are or last were', { region: 'Wales' }, ['Bo']],
    ['a skill, from level 2', { theme: 'G1' }, ['Ada', 'Cy']],
    ['a theme, by its skills', { theme: 'G' }, ['Ada', 'Bo', 'Cy']],
    ['a skill known at level 1 only', { theme: 'K2' }, []],
    ['in kind', { basis: 'in_kind' }, ['Ada', 'Di']],
    ['charged, and insured today', { basis: 'charged' }, ['Bo']],
    ['several at once', { theme: 'G', region: 'Yorks Hum', role: 'reviewer' }, ['Ada']],
    ['a theme nobody has', { theme: 'Z9' }, []],
  ] satisfies [string, BankFilter, string[]][])('%s', async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected)
  })

  it('counts and pages', async () => {
    const list = await searchBank(database.ctx(visitor), {})
    expect(list).toMatchObject({ count: 4, isMore: false, page: 1, pageCount: 1 })
    expect((await searchBank(database.ctx(visitor), { page: 2 })).people).toEqual([])
  })
})

describe('names', () => {
  const seenBy = async (who: string) =>
    (await searchBank(database.ctx(actorOf(who)), {})).people.flatMap((entry) => entry.person?.name ?? []).sort()

  it('are seen by people of services and of the bank; by others only of those who chose it', async () => {
    expect(await seenBy('a manager')).toEqual(['Ada', 'Bo', 'Cy', 'Di'])
    expect(await seenBy('Cy')).toEqual(['Ada', 'Bo', 'Cy', 'Di'])
    expect(await seenBy('a visitor')).toEqual(['Bo'])
    expect(await seenBy('somebody')).toEqual(['Bo'])
    expect(await seenBy('Hal')).toEqual(['Ada', 'Bo', 'Cy', 'Di'])
  })

  it('left out leave a count of those who fit', async () => {
    const list = await searchBank(database.ctx(visitor), { theme: 'G1', role: 'co_lead' })
    expect(list).toMatchObject({ people: [], count: 1, named: 0, pageCount: 0 })
    expect(await searchBank(database.ctx(visitor), {})).toMatchObject({ count: 4, named: 1, pageCount: 1 })
  })
})

describe('the picture', () => {
  it('counts by role and by theme in each region what the list has with that filter', async () => {
    const { roles, themes } = await bankPicture(database.ctx(visitor))
    const [yorkshire, wales] = ['Yorks Hum', 'Wales'].map((region) => regions.indexOf(region))
    const at = (rows: readonly { name: string; counts: number[] }[], name: string, region = -1) =>
      rows.find((row) => row.name === name)?.counts[region]
    expect([at(roles, 'Peer reviewer', yorkshire), at(roles, 'Peer reviewer', wales)]).toEqual([1, 1])
    expect([at(roles, 'Mentor', yorkshire), at(roles, 'Trainee reviewer', yorkshire)]).toEqual([2, 1])
    const theme = (await themesByCode(database.ctx(visitor))).get('G')?.name ?? ''
    expect([at(themes, theme, yorkshire), at(themes, theme, wales)]).toEqual([2, 1])
  })
})

describe('a person’s page', () => {
  const page = (reader: string, name: string) => findBankMember(database.ctx(actorOf(reader)), idOf(name))

  it('tells people of services what they need to choose', async () => {
    expect(await page('a manager', 'Bo')).toMatchObject({
      ok: true,
      value: {
        name: 'Bo',
        post: 'Operations manager at Cardiff Youth Justice Service until January 2025',
        regions: ['Wales'],
        roles: [{ name: 'Peer reviewer', isOpen: true }],
        themes: [{ code: 'G2', level: 'Has led or advised on it', evidence: expect.stringMatching(/./) }],
        terms: 'Gives peer reviews in kind; for other work charges £400 a day, and is insured for charged work.',
        noes: [],
      },
    })
  })

  it('says what they may not do', async () => {
    expect(await page('a manager', 'Cy')).toMatchObject({
      value: {
        roles: [{ name: 'Co-lead', isOpen: false }],
        standing: { roles: ['mentor'], mayTrain: true, mayCharge: false },
        noes: [expect.stringContaining('may mentor or train only'), expect.stringContaining('Insurance')],
      },
    })
  })

  it('is open to visitors only of those who chose it, without evidence, rate or dates', async () => {
    const bo = await page('a visitor', 'Bo')
    expect(bo).toMatchObject({ value: { name: 'Bo', isWholePage: false, availability: [] } })
    expect(JSON.stringify(bo)).not.toMatch(/£|Says how they know it/)
    for (const name of ['Ada', 'Flo', 'Hal']) expect((await page('a visitor', name)).ok).toBe(false)
    expect((await page('somebody', 'Ada')).ok).toBe(false)
    expect((await page('Ada', 'Ada')).ok).toBe(true)
  })

  it('of a suspended person gives no reason, of a removed one nothing', async () => {
    expect(await page('a manager', 'Flo')).toMatchObject({ value: { noes: ['Not available at present.'] } })
    expect(await page('a manager', 'Hal')).toMatchObject({ problem: { kind: 'not-found' } })
  })
})

describe('a theme’s page', () => {
  it('counts who covers it by region, with what is under it', async () => {
    const counts = (await coverByRegion(database.ctx(visitor), 'G')).filter((row) => row.count > 0)
    expect(counts).toEqual([
      { region: 'Yorkshire and the Humber', count: 2 },
      { region: 'Wales', count: 1 },
    ])
  })

  it('says what it is and what belongs to it', async () => {
    expect(await themePage(database.ctx(visitor), 'K2')).toMatchObject({
      value: {
        theme: { name: 'Voice of the child and participation' },
        parent: { code: 'K' },
        children: [],
        isGoldenThread: true,
      },
    })
    expect((await themePage(database.ctx(visitor), 'Z9')).ok).toBe(false)
  })
})
