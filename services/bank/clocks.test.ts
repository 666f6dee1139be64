import { describe, expect, it } from 'vitest'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { ageStandings, bankTasks, statusOn } from './clocks.ts'

const database = openTestDatabase()

describe('what the calendar does', () => {
  it.each([
    ['active', '2026-09-14', 'active'],
    ['active', '2026-09-13', 'renewal_due'],
    ['active', '2026-06-15', 'renewal_due'],
    ['active', '2026-06-14', 'lapsed'],
    ['renewal_due', '2026-06-14', 'lapsed'],
    ['suspended', '2026-06-14', 'suspended'],
    ['removed', '2026-06-14', 'removed'],
  ] as const)('%s until %s is %s', (status, expiresOn, expected) => {
    expect(statusOn(status, expiresOn, '2026-06-15')).toBe(expected)
  })
})

const subjects = async (address: string) => {
  const rows = await lettersIn(database.ctx().db, { where: { topic: 'mail' }, orderBy: { createdAt: 'asc' } })
  return rows.flatMap(({ payload }) => (payload.to === address ? [payload.subject] : []))
}
const runOn = async (day: string) => {
  database.setNow(day)
  await ageStandings.run(database.ctx())
}

it('an approval is due for renewal, reminded of three times, and lapses; each is said once', async () => {
  database.setNow('2026-06-15')
  const { id, email, actor } = await makePerson(database.ctx(), { bank: { expiresOn: '2026-12-31' } })
  const status = async () => (await database.ctx().db.standing.findUniqueOrThrow({ where: { personId: id } })).status
  await runOn('2026-10-01')
  expect([await status(), await subjects(email)]).toEqual(['active', []])
  const said: number[] = []
  // The 90th, 30th and 7th day before its last, and the days before those.
  for (const day of ['2026-10-02', '2026-11-30', '2026-12-01', '2026-12-23', '2026-12-24', '2026-12-31']) {
    await runOn(day)
    said.push((await subjects(email)).length)
  }
  expect([await status(), said]).toEqual(['renewal_due', [1, 1, 2, 2, 3, 3]])
  expect(await bankTasks(database.ctx(actor))).toMatchObject([{ href: '/apply', dueOn: '2026-12-31' }])
  await runOn('2027-01-01')
  await runOn('2027-01-02')
  expect(await status()).toBe('lapsed')
  expect(await subjects(email)).toContain('Your approval in the bank has lapsed')
  expect(await subjects(email)).toHaveLength(4)
  expect(await bankTasks(database.ctx(actor))).toEqual([])
  const events = await database.ctx().db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(events.map((entry) => entry.event)).toEqual(['standing.renewal-due', 'standing.lapsed'])
})

it('is said to have run out until the 30th day after, and not later', async () => {
  database.setNow('2026-06-15')
  const bank = { insuranceUntil: '2026-06-20', expiresOn: '2029-01-01', dayRatePence: 40_000 }
  const told = await makePerson(database.ctx(), { bank })
  await runOn('2026-07-20')
  expect(await subjects(told.email)).toEqual(['2026-06-20: give the new last day of your insurance for charged work'])
  const late = await makePerson(database.ctx(), { bank })
  await runOn('2026-07-21')
  expect(await subjects(late.email)).toEqual([])
})

it('insurance that runs out is said three times before and once after, to those who charge', async () => {
  database.setNow('2026-06-15')
  const bank = { insuranceUntil: '2026-09-15', expiresOn: '2029-01-01' }
  const charges = await makePerson(database.ctx(), { bank: { ...bank, dayRatePence: 40_000 } })
  const inKind = await makePerson(database.ctx(), { bank })
  await runOn('2026-06-16')
  expect(await bankTasks(database.ctx(charges.actor))).toEqual([])
  const days = ['2026-06-17', '2026-08-15', '2026-08-16', '2026-09-08', '2026-09-15', '2026-09-16', '2026-09-17']
  for (const day of days) await runOn(day)
  const line = '2026-09-15: give the new last day of your insurance for charged work'
  expect(await subjects(charges.email)).toEqual([line, line, line, line])
  expect(await subjects(inKind.email)).toEqual([])
  expect(await bankTasks(database.ctx(charges.actor))).toMatchObject([{ href: '/profile/details' }])
  expect(await bankTasks(database.ctx(inKind.actor))).toEqual([])
})

it('warns of every other clock the same way, and tells nobody who is suspended', async () => {
  database.setNow('2026-06-15')
  const bank = {
    expiresOn: '2029-01-01',
    dbsSeenOn: '2023-06-20',
    conditions: [
      { text: 'Do the refresher on safeguarding.', dueOn: '2026-06-20' },
      { text: 'Shadow a lead.', dueOn: '2026-06-20', confirmedOn: '2026-06-01' },
    ],
  }
  const posts = [{ yotCode: 'leeds', from: '2010-01-01', until: '2023-06-20' }]
  const told = await makePerson(database.ctx(), { declaredOn: '2025-06-20', posts, bank })
  const suspended = await makePerson(database.ctx(), { posts, bank: { ...bank, status: 'suspended' } })
  for (const day of ['2026-06-15', '2026-06-16', '2026-06-21', '2026-06-22', '2027-06-15']) await runOn(day)
  const declaration = '2026-06-20: make your yearly declaration of interests'
  const condition = '2026-06-20: meet a condition of your place in the bank'
  const dbs = '2026-06-20: ask the association to see a DBS certificate of yours again'
  // Each before its day and once after; practice changes, and is not over.
  expect((await subjects(told.email)).sort()).toEqual(
    [
      ...[condition, condition, dbs, dbs, declaration, declaration],
      '2026-06-20: what you may do in the bank changes',
    ].sort(),
  )
  expect(await subjects(suspended.email)).toEqual([])
})
