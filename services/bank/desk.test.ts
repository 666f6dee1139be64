import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { confirmCondition, recordDbsSeen, takeBackConfirmation } from './confirm.ts'
import { bankDesk, deskCounts } from './desk.ts'
import { deskPerson } from './desk-person.ts'
import { type DeskFilter, type DeskSort, deskFilterSchema } from './desk-schema.ts'
import { previewReminders, sendReminders } from './remind.ts'
import { standings } from './standings.ts'

const database = openTestDatabase()
const today = '2026-06-15'
const nothing = { review_request: [], application: [], concern: [] }
const secret = '0190a8f0-0000-7000-8000-00000000c001'
const far = '2028-01-01'

const leeds = { yotCode: 'leeds', from: '2015-01-01' }
const bank: Record<string, PersonTraits> = {
  Ada: { posts: [leeds], declaredOn: '2026-05-01', bank: { expiresOn: far } },
  Bea: { posts: [leeds], declaredOn: '2026-05-01', bank: { expiresOn: '2026-08-01', roles: ['co_lead'] } },
  Cid: {
    posts: [{ yotCode: 'cardiff', from: '2015-01-01', until: '2023-07-01' }],
    declaredOn: '2026-05-01',
    bank: { expiresOn: far, dayRatePence: 40_000, insuranceUntil: '2026-06-20' },
  },
  Dot: { posts: [leeds], bank: { expiresOn: far } },
  Eli: {
    posts: [leeds],
    declaredOn: '2026-05-01',
    bank: { expiresOn: far, conditions: [{ text: 'Do the refresher.', dueOn: '2026-06-14' }] },
  },
  Fay: { posts: [leeds], declaredOn: '2025-06-30', bank: { expiresOn: far, dbsSeenOn: '2023-06-01' } },
  Gil: { posts: [leeds], declaredOn: '2026-05-01', bank: { expiresOn: far, status: 'suspended' } },
  Hob: { posts: [leeds], declaredOn: '2026-05-01', bank: { expiresOn: '2026-06-01' } },
  Jon: {
    posts: [{ yotCode: 'leeds', from: '2010-01-01', until: '2022-01-01' }],
    declaredOn: '2026-05-01',
    bank: { expiresOn: far, roles: ['mentor'] },
  },
  Ida: { posts: [leeds], declaredOn: '2026-05-01', bank: { expiresOn: far, status: 'removed' } },
}
const ids = new Map<string, string>()
const idOf = (name: string) => ids.get(name) ?? ''
let administrator: Actor
let coordinator: Actor

beforeAll(async () => {
  database.setNow(today)
  const ctx = database.ctx()
  for (const [name, traits] of Object.entries(bank)) ids.set(name, (await makePerson(ctx, { name, ...traits })).id)
  administrator = (await makePerson(ctx, { name: 'Ann', appointments: [{ role: 'administrator' }] })).actor
  coordinator = (await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Wales' }] })).actor
})

const sorted: DeskSort = { by: 'next', order: 'asc' }
const desk = async (filter: DeskFilter = {}, sort = sorted, hidden: typeof nothing | object = nothing) => {
  const asked = { filter, sort, hidden: { ...nothing, ...hidden } }
  return value(await bankDesk(database.ctx(administrator), asked, 1)).rows
}
const names = async (filter: DeskFilter, sort = sorted) => (await desk(filter, sort)).map(({ name }) => name)

describe('the table', () => {
  it('has everybody but those removed, what runs out next first, who has lapsed or may not act last', async () => {
    expect(await names({})).toEqual(['Cid', 'Fay', 'Bea', 'Jon', 'Ada', 'Eli', 'Dot', 'Gil', 'Hob'])
    expect(await desk({})).toMatchObject([
      { name: 'Cid', state: 'soon', next: { on: '2026-06-20', what: 'Insurance' }, practice: '2026-07-01' },
      { name: 'Fay', state: 'mend', next: { on: '2026-06-30', what: 'Declaration' }, dbs: '2026-06-01' },
      { name: 'Bea', state: 'soon', next: { on: '2026-08-01', what: 'Approval' }, role: 'Co-lead' },
      { name: 'Jon', state: 'good', next: { on: '2027-01-01', what: 'Practice' }, role: 'Mentor' },
      { name: 'Ada', state: 'good', isNil: true, region: 'Yorkshire and the Humber' },
      { name: 'Eli', state: 'mend', openConditions: 1, condition: '2026-06-14' },
      { name: 'Dot', state: 'mend', declaration: null },
      { name: 'Gil', state: 'suspended' },
      { name: 'Hob', state: 'lapsed' },
    ])
  })

  it.each<[string, DeskFilter, string[]]>([
    ['a state', { state: 'mend' }, ['Fay', 'Eli', 'Dot']],
    ['a role, with who stands higher', { role: 'co_lead' }, ['Bea']],
    ['a region', { region: 'Wales' }, ['Cid']],
    ['anything within 90 days', { due: 'anything' }, ['Cid', 'Fay', 'Bea']],
    ['one clock within 90 days', { due: 'practice' }, ['Cid']],
    ['not declared this year', { declared: 'no' }, ['Dot']],
    ['nil returns', { declared: 'nil', state: 'good' }, ['Jon', 'Ada']],
    ['open conditions', { conditions: 'open' }, ['Eli']],
    ['part of a name', { q: 'eL' }, ['Eli']],
  ])('filters by %s', async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected)
  })

  it('sorts by each column, and leaves out what a URL makes up', async () => {
    expect((await names({}, { by: 'name', order: 'desc' }))[0]).toBe('Jon')
    expect((await names({}, { by: 'dbs', order: 'asc' }))[0]).toBe('Fay')
    expect(deskFilterSchema.parse({ state: 'odd', role: '', region: 'Mars', due: 'x' })).toEqual({})
  })

  it('says of everybody what the rules say', async () => {
    const rows = await desk({})
    const said = await standings(
      database.ctx(),
      rows.map(({ id }) => id),
    )
    const words = {
      active: ['good', 'soon'],
      limited: ['mend'],
      closed: ['mend'],
      suspended: ['suspended'],
      lapsed: ['lapsed'],
    }
    for (const { id, name, state } of rows) {
      const by = said.get(id)?.state ?? 'outside'
      expect([name, by === 'outside' ? [] : words[by]]).toEqual([name, expect.arrayContaining([state])])
    }
  })

  it('counts the whole bank', async () => {
    expect(value(await deskCounts(database.ctx(coordinator), nothing))).toEqual({
      good: 2,
      soon: 2,
      mend: 3,
      suspended: 1,
      lapsed: 1,
      runsOut: 3,
      conditions: 1,
      undeclared: 1,
    })
  })

  it('is for administrators and coordinators', async () => {
    const { actor } = await makePerson(database.ctx(), { posts: [leeds], appointments: [{ role: 'board_member' }] })
    const ctx = database.ctx(actor)
    const asked = { filter: {}, sort: sorted, hidden: nothing }
    for (const result of [
      await bankDesk(ctx, asked, 1),
      await deskCounts(ctx, nothing),
      await deskPerson(ctx, idOf('Ada'), nothing),
      await previewReminders(ctx, asked),
      await sendReminders(ctx, [idOf('Ada')], nothing),
    ])
      expect(result).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})

describe('what a reader may not know of', () => {
  it('is neither shown nor counted: a condition of such a case, a declaration renewed for it', async () => {
    const ctx = database.ctx()
    const { id } = await makePerson(ctx, {
      name: 'Zoe',
      posts: [leeds],
      declaredOn: '2025-07-01',
      bank: { expiresOn: far },
    })
    await ctx.db.declaration.create({
      data: {
        personId: id,
        kind: 'annual',
        caseKind: 'review_request',
        caseId: secret,
        isNil: true,
        statedAt: dateFromIso(today),
      },
    })
    await ctx.db.standingCondition.create({
      data: {
        personId: id,
        restsOn: 'secret',
        caseKind: 'concern',
        caseId: secret,
        text: 'Hush.',
        dueOn: dateFromIso(far),
      },
    })
    const row = async (hidden: object) => (await desk({ q: 'zoe' }, sorted, hidden))[0]
    expect(await row({})).toMatchObject({ declaration: '2027-06-15', openConditions: 1 })
    expect(await row({ concern: [secret] })).toMatchObject({ openConditions: 0, condition: null })
    expect(await row({ review_request: [secret] })).toMatchObject({ declaration: '2026-07-01', state: 'soon' })
    const hidden = { review_request: [secret], application: [], concern: [secret] }
    const page = value(await deskPerson(database.ctx(administrator), id, hidden))
    expect(page).toMatchObject({ conditions: [], state: 'active' })
    expect(page.clocks.find(({ bar }) => bar === 'declaration')?.day).toBe('2026-07-01')
    expect(JSON.stringify(page)).not.toContain('Hush')
    const { id: conditionId } = await ctx.db.standingCondition.findUniqueOrThrow({ where: { restsOn: 'secret' } })
    const input = { conditionId, confirmedOn: today, note: 'Seen it.' }
    expect(await confirmCondition(database.ctx(administrator), id, input, hidden)).toMatchObject({
      problem: { kind: 'not-found' },
    })
    await ctx.db.standing.update({ where: { personId: id }, data: { status: 'removed' } })
  })
})

describe('a condition', () => {
  const input = async (changes: object = {}) => {
    const { id } = await database.ctx().db.standingCondition.findFirstOrThrow({ where: { personId: idOf('Eli') } })
    return { conditionId: id, confirmedOn: today, note: 'Saw the certificate of the course.', ...changes }
  }
  const confirm = async (actor: Actor, changes: object = {}) =>
    confirmCondition(database.ctx(actor), idOf('Eli'), await input(changes), nothing)

  it('is confirmed by an administrator, once, with the day and what was seen', async () => {
    expect(await confirm(coordinator)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await confirm(administrator, { confirmedOn: '2026-06-16' })).toMatchObject({
      problem: { kind: 'invalid', fields: { confirmedOn: expect.any(String) } },
    })
    value(await confirm(administrator))
    value(await confirm(administrator))
    const other = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
    expect(await confirm(other.actor)).toMatchObject({
      problem: { kind: 'refused', why: 'Ann has confirmed this condition on Monday 15 June 2026.' },
    })
    expect(value(await deskPerson(database.ctx(coordinator), idOf('Eli'), nothing))).toMatchObject({
      state: 'active',
      conditions: [
        { text: 'Do the refresher.', confirmed: { by: 'Ann', on: today, note: 'Saw the certificate of the course.' } },
      ],
    })
    expect(await names({ conditions: 'open' })).toEqual([])
    const events = await database.ctx().db.auditEntry.findMany({ where: { event: 'standing.condition-confirmed' } })
    expect(events).toHaveLength(1)
  })

  it('stands as before once its confirmation is taken back, and its person is told why, once; then it can be confirmed anew', async () => {
    const takeBack = async (actor: Actor) => {
      const { conditionId } = await input()
      const reason = 'It was another course.'
      return takeBackConfirmation(database.ctx(actor), idOf('Eli'), { conditionId, reason }, nothing)
    }
    expect(await takeBack(coordinator)).toMatchObject({ problem: { kind: 'forbidden' } })
    value(await takeBack(administrator))
    value(await takeBack(administrator))
    expect(value(await deskPerson(database.ctx(coordinator), idOf('Eli'), nothing)).conditions).toMatchObject([
      { confirmed: null },
    ])
    expect(await names({ conditions: 'open' })).toEqual(['Eli'])
    const letters = await database.ctx().db.outboxMessage.findMany({ where: { key: { contains: ':taken-back:' } } })
    expect(letters).toHaveLength(1)
    expect(JSON.stringify(letters[0]?.payload)).toContain('It was another course.')
    const told = () => database.ctx().db.outboxMessage.count({ where: { key: { contains: ':confirmed:' } } })
    const before = await told()
    database.setNow(`${today}T15:00:00Z`)
    value(await confirm(administrator))
    expect(await told()).toBe(before + 1)
    expect(await names({ conditions: 'open' })).toEqual([])
  })

  it('is nobody’s to confirm of themselves, nor is a certificate', async () => {
    const own = await makePerson(database.ctx(), {
      appointments: [{ role: 'administrator' }],
      bank: { dbsSeenOn: null },
    })
    const ctx = database.ctx(own.actor)
    expect(await confirmCondition(ctx, own.id, await input(), nothing)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await recordDbsSeen(ctx, own.id, { level: 'enhanced', seenOn: today })).toMatchObject({
      problem: { kind: 'refused' },
    })
    await ctx.db.standing.update({ where: { personId: own.id }, data: { status: 'removed' } })
  })
})

it('a certificate seen again puts a place in the bank in order', async () => {
  const ctx = database.ctx(administrator)
  const before = value(await deskPerson(ctx, idOf('Fay'), nothing))
  expect(before.noes).toMatchObject([{ bar: 'dbs' }, { bar: 'terms' }, { bar: 'insurance' }])
  value(await recordDbsSeen(ctx, idOf('Fay'), { level: 'enhanced', seenOn: today }))
  expect((await desk({ q: 'fay' }))[0]).toMatchObject({ dbs: '2029-06-15', state: 'soon' })
})

describe('reminders', () => {
  it('are previewed line by line, sent as shown, and once a day', async () => {
    const ctx = database.ctx(administrator)
    const asked = { filter: { region: 'Wales' }, sort: sorted, hidden: nothing }
    const line = 'Insurance: Until Saturday 20 June 2026.'
    expect(value(await previewReminders(ctx, asked)).people).toEqual([
      { id: idOf('Cid'), name: 'Cid', lines: [line], lastOn: null },
    ])
    expect(value(await sendReminders(ctx, [idOf('Cid'), idOf('Ada'), idOf('Gil')], nothing))).toEqual({ count: 1 })
    expect(await sendReminders(ctx, [idOf('Cid')], nothing)).toMatchObject({ problem: { kind: 'invalid' } })
    const letters = await lettersIn(ctx.db, { where: { key: { contains: 'asked:' } } })
    expect(letters.map(({ payload }) => payload.lines)).toEqual([expect.arrayContaining([line])])
    expect(value(await previewReminders(ctx, asked)).people).toMatchObject([{ lastOn: today }])
  })
})
