import { expect, it } from 'vitest'
import { deliverAll } from '#services/core/outbox.ts'
import { endHolding } from '#services/yots/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { type Admission, admitToBank } from './admit-to-bank.ts'
import { allGrantsFor } from './grants.ts'
import { practiceChanged, refreshPracticeDaily } from './last-practice.ts'

const database = openTestDatabase()

const admission = (personId: string, changes: Partial<Admission> = {}): Admission => ({
  personId,
  role: 'reviewer',
  evidence: 'Approved by panel BA-2026-004.',
  conditions: [],
  profile: {
    summary: 'Ran resettlement for six years.',
    isInKind: true,
    dayRatePence: null,
    daysPerYear: 6,
    maxKm: null,
    insuranceUntil: null,
    dbsLevel: null,
    dbsSeenOn: null,
    dbsSeenBy: null,
    dbsNotNeededBecause: 'No contact with children.',
  },
  themes: [{ code: 'G1', level: 2, evidence: 'Led it.', lastUsedOn: '2026-01-01' }],
  ...changes,
})

const bankOf = (personId: string) =>
  database.ctx().db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { standing: true, roles: true, expertise: true, profile: true },
  })

it('brings somebody into the bank for three years from the decision', async () => {
  database.setNow('2026-06-15')
  const { id } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', level: 'second_tier' }] })
  const { actor } = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  const ctx = database.ctx(actor)
  expect(await admitToBank(ctx, admission(id))).toEqual({ ok: true, value: { expiresOn: '2029-06-15' } })
  expect(await bankOf(id)).toMatchObject({
    standing: { status: 'active', lastYotCode: 'leeds', lastRegion: 'Yorks Hum', lastLevel: 'second_tier' },
    roles: [{ role: 'reviewer', evidence: 'Approved by panel BA-2026-004.' }],
    expertise: [{ themeCode: 'G1', level: 2 }],
    profile: { daysPerYear: 6 },
  })
  expect((await allGrantsFor(ctx, id)).at(-1)).toEqual({ role: 'bank_member' })
  expect(await ctx.db.auditEntry.count({ where: { event: 'standing.granted', subjectId: id } })).toBe(1)
})

it('renews and promotes without losing what was there', async () => {
  database.setNow('2026-06-15')
  const { id } = await makePerson(database.ctx(), {
    bank: { status: 'lapsed', themes: { G1: 1, K2: 3 }, isNamePublic: true },
  })
  await admitToBank(database.ctx(), admission(id, { role: 'co_lead' }))
  const bank = await bankOf(id)
  expect(bank.standing?.status).toBe('active')
  expect(bank.profile?.isNamePublic).toBe(true)
  expect(bank.roles.map((row) => row.role).sort()).toEqual(['co_lead', 'reviewer'])
  expect(Object.fromEntries(bank.expertise.map((row) => [row.themeCode, row.level]))).toEqual({ G1: 2, K2: 3 })
})

it('is not for anybody else to do', async () => {
  const { actor, id } = await makePerson(database.ctx(), {
    posts: [{ yotCode: 'leeds' }],
    appointments: [{ role: 'coordinator', region: 'Wales' }, { role: 'board_member' }],
  })
  expect(await admitToBank(database.ctx(actor), admission(id))).toMatchObject({ problem: { kind: 'forbidden' } })
  expect((await bankOf(id)).standing).toBeNull()
})

it('follows when somebody leaves their post, by the message or by the daily job', async () => {
  database.setNow('2026-06-15')
  const { id, actor } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }], bank: {} })
  const ctx = database.ctx(actor)
  const { id: holdingId } = await ctx.db.holding.findFirstOrThrow({ where: { personId: id } })
  await endHolding(ctx, { holdingId, version: 1, lastDay: '2026-06-10' })
  await deliverAll(database.ctx(), { 'practice-changed': practiceChanged })
  const followed = { lastYotCode: 'leeds', practisedUntil: new Date('2026-06-10') }
  expect((await bankOf(id)).standing).toMatchObject(followed)

  await ctx.db.standing.update({ where: { personId: id }, data: { lastYotCode: null, practisedUntil: null } })
  await refreshPracticeDaily.run(database.ctx())
  expect((await bankOf(id)).standing).toMatchObject(followed)
})
