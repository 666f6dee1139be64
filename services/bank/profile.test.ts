import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { addAbsence, removeAbsence } from './absences.ts'
import { changeProfile } from './change-profile.ts'
import { readProfile } from './read-profile.ts'
import { removeExpertise, saveExpertise } from './save-expertise.ts'
import { expertiseSchema, profileSchema } from './schema.ts'

const database = openTestDatabase()
const today = '2026-06-15'
beforeEach(() => database.setNow(today))

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

const typed = {
  version: '1',
  summary: 'Ran resettlement in two services for six years.',
  basis: 'charged',
  dayRate: '450.50',
  insuranceUntil: '2027-03-31',
  daysPerYear: '12',
  reviewsPerYear: '3',
  canTravel: 'on',
}

const read = async (actor: Actor) => value(await readProfile(database.ctx(actor)))

describe('the owner’s profile', () => {
  it('says where they stand, what they offer, and changes as they say', async () => {
    const { actor } = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'leeds' }],
      bank: { themes: { G1: 2 } },
      declaredOn: '2026-06-01',
    })
    const before = await read(actor)
    expect(before).toMatchObject({
      basis: 'in_kind',
      standing: {
        state: 'active',
        clocks: [
          { title: 'Approval', day: '2028-06-15', state: 'good' },
          { title: 'Yearly declaration', day: '2027-06-01', state: 'good' },
          { title: 'Insurance', day: null, state: 'none' },
          { title: 'DBS record', day: null, state: 'none' },
          { title: 'Post or recent practice', day: null, state: 'good' },
        ],
      },
      roles: [{ name: 'Peer reviewer', isOpen: true }],
      noes: [],
      themes: [{ code: 'G1', levelWords: 'I have led or advised on it' }],
    })
    value(await changeProfile(database.ctx(actor), profileSchema.parse(typed)))
    expect(await read(actor)).toMatchObject({
      version: 2,
      basis: 'charged',
      dayRatePence: 45_050,
      insuranceUntil: '2027-03-31',
      canWorkRemotely: false,
      isNamePublic: false,
      terms: 'Gives peer reviews in kind; for other work charges £450.50 a day, and is insured for charged work.',
      availability: [
        'Gives up to 12 days a year and takes part in up to 3 peer reviews.',
        'Travels anywhere in England and Wales; does not work remotely.',
      ],
    })
    expect(await changeProfile(database.ctx(actor), profileSchema.parse(typed))).toMatchObject({
      problem: { kind: 'stale' },
    })
  })

  it('says when the day rate changed, and only then', async () => {
    const { actor } = await makePerson(database.ctx(), { bank: { dayRatePence: 45_050 } })
    const change = (changes: object) =>
      changeProfile(database.ctx(actor), profileSchema.parse({ ...typed, ...changes }))
    expect(value(await change({}))).toEqual({ isRateChanged: false })
    expect(value(await change({ version: '2', dayRate: '500' }))).toEqual({ isRateChanged: true })
    expect(value(await change({ version: '3', basis: 'in_kind' }))).toEqual({ isRateChanged: true })
  })

  it('drops the day rate of somebody who now gives their time in kind', async () => {
    const { actor } = await makePerson(database.ctx(), { bank: { dayRatePence: 40_000 } })
    value(await changeProfile(database.ctx(actor), profileSchema.parse({ ...typed, basis: 'in_kind' })))
    expect(await read(actor)).toMatchObject({ basis: 'in_kind', dayRatePence: null })
  })

  it('is nobody else’s: a visitor is refused, somebody outside the bank has none', async () => {
    const { actor } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    expect(await readProfile(database.ctx(actor))).toMatchObject({ problem: { kind: 'not-found' } })
    const asVisitor = database.ctx({ ...actor, kind: 'visitor', personId: null })
    expect(await readProfile(asVisitor)).toMatchObject({ problem: { kind: 'forbidden' } })
    for (const ctx of [database.ctx(actor), asVisitor]) {
      const answers = [
        await changeProfile(ctx, profileSchema.parse(typed)),
        await saveExpertise(ctx, { themeCode: 'G1', level: 3, evidence: 'Long enough to be evidence.' }),
        await removeExpertise(ctx, 'G1'),
        await addAbsence(ctx, { from: today, until: today }),
      ]
      expect(answers.map((answer) => answer.ok)).toEqual([false, false, false, false])
    }
  })
})

describe('what may be typed', () => {
  const faults = (changes: object) =>
    profileSchema.safeParse({ ...typed, ...changes }).error?.issues.map((issue) => issue.path.join('.')) ?? []

  it.each([
    ['as it is', {}, []],
    ['in kind without a rate', { basis: 'in_kind', dayRate: undefined }, []],
    ['charged without a rate', { basis: 'charged', dayRate: undefined }, ['dayRate']],
    ['neither here nor there', { canTravel: undefined, canWorkRemotely: undefined }, ['canTravel']],
    ['half a day', { daysPerYear: '2.5' }, ['daysPerYear']],
    ['no days', { daysPerYear: '0' }, []],
    ['a rate of nothing', { dayRate: '0' }, ['dayRate']],
    ['a child’s details', { summary: 'Worked with Kyle Smith, 12/03/2010, for a year.' }, ['summary']],
  ])('%s', (_, changes, expected) => {
    expect(faults(changes)).toEqual(expected)
  })

  it.each(['60 miles', '2.5', '-1', '1001'])('how far as %j is answered with how to say it', (maxMiles) => {
    expect(profileSchema.safeParse({ ...typed, maxMiles }).error?.issues).toMatchObject([
      {
        path: ['maxMiles'],
        message: 'Enter how far you travel as a whole number of miles, like 50, or leave it empty',
      },
    ])
  })

  it('evidence holds no child’s details', () => {
    const evidence = 'Supervised John Brown, 04/05/2009, on his licence.'
    expect(expertiseSchema.safeParse({ themeCode: 'G1', level: '2', evidence }).success).toBe(false)
  })
})

describe('themes', () => {
  const evidence = 'Led resettlement panels in 2024 and 2025.'

  it('are added, changed and taken away', async () => {
    const { actor } = await makePerson(database.ctx(), { bank: {} })
    const ctx = database.ctx(actor)
    value(await saveExpertise(ctx, { themeCode: 'G1', level: 1, evidence }))
    value(await saveExpertise(ctx, { themeCode: 'G1', level: 3, evidence, lastUsedOn: today }))
    expect((await read(actor)).themes).toMatchObject([{ code: 'G1', level: 3, lastUsedOn: today }])
    value(await removeExpertise(ctx, 'G1'))
    expect((await read(actor)).themes).toEqual([])
    expect(await removeExpertise(ctx, 'G1')).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('are those of the list, last used by today', async () => {
    const { actor } = await makePerson(database.ctx(), { bank: {} })
    const save = (changes: object) =>
      saveExpertise(database.ctx(actor), { themeCode: 'G1', level: 1, evidence, ...changes })
    expect(await save({ themeCode: 'Z9' })).toMatchObject({ problem: { fields: { themeCode: expect.any(String) } } })
    expect(await save({ lastUsedOn: '2026-06-16' })).toMatchObject({
      problem: { fields: { lastUsedOn: expect.any(String) } },
    })
  })
})

describe('absences', () => {
  it('are recorded once, without a reason, and taken back by their owner only', async () => {
    const { actor } = await makePerson(database.ctx(), { bank: {} })
    const other = await makePerson(database.ctx(), { bank: {} })
    const ctx = database.ctx(actor)
    const away = { from: '2026-07-27', until: '2026-08-07' }
    value(await addAbsence(ctx, away))
    value(await addAbsence(ctx, away))
    const [absence, ...more] = (await read(actor)).absences
    expect([absence, more]).toMatchObject([away, []])
    expect(await removeAbsence(database.ctx(other.actor), absence?.id ?? '')).toEqual(notFound())
    expect((await read(actor)).absences).toHaveLength(1)
    value(await removeAbsence(ctx, absence?.id ?? ''))
    expect((await read(actor)).absences).toEqual([])
  })

  it('become one when they overlap or adjoin, and stay apart when a day lies between', async () => {
    const { actor } = await makePerson(database.ctx(), { bank: {} })
    const ctx = database.ctx(actor)
    const add = async (from: string, until: string) => value(await addAbsence(ctx, { from, until }))
    await add('2026-07-06', '2026-07-10')
    await add('2026-07-20', '2026-07-24')
    expect((await read(actor)).absences).toHaveLength(2)
    expect(await add('2026-07-08', '2026-07-14')).toEqual({ from: '2026-07-06', until: '2026-07-14' })
    expect(await add('2026-07-07', '2026-07-07')).toEqual({ from: '2026-07-06', until: '2026-07-14' })
    expect((await read(actor)).absences).toHaveLength(2)
    expect(await add('2026-07-15', '2026-07-19')).toEqual({ from: '2026-07-06', until: '2026-07-24' })
    expect((await read(actor)).absences).toMatchObject([{ from: '2026-07-06', until: '2026-07-24' }])
  })

  it.each([
    ['that ends before it begins', '2026-07-02', '2026-07-01', false],
    ['of one day', '2026-07-02', '2026-07-02', true],
    ['that is over', '2026-06-01', '2026-06-14', false],
    ['that ends today', '2026-06-01', '2026-06-15', true],
    ['that ends in more than three years', '2029-06-01', '2029-06-16', false],
  ])('one %s', async (_, from, until, isAllowed) => {
    const { actor } = await makePerson(database.ctx(), { bank: {} })
    expect((await addAbsence(database.ctx(actor), { from, until })).ok).toBe(isAllowed)
  })
})
