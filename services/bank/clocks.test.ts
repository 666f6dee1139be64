import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { ageStandings, bankTasks, standingOn } from './clocks.ts'

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
    ['lapsed', '2027-06-14', 'lapsed'],
  ] as const)('%s until %s is %s', (status, expiresOn, expected) => {
    expect(standingOn(status, expiresOn, '2026-06-15')).toBe(expected)
  })
})

const subjects = async (address: string) => {
  const rows = await database
    .ctx()
    .db.outboxMessage.findMany({ where: { topic: 'mail' }, orderBy: { createdAt: 'asc' } })
  return rows.flatMap(({ payload }) =>
    typeof payload === 'object' && payload !== null && 'to' in payload && payload.to === address
      ? [payload.subject]
      : [],
  )
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
  for (const day of ['2026-10-02', '2026-10-03', '2026-12-01', '2026-12-02', '2026-12-24', '2026-12-31'])
    await runOn(day)
  expect([await status(), (await subjects(email)).length]).toEqual(['renewal_due', 3])
  expect(await bankTasks(database.ctx(actor))).toMatchObject([{ href: '/apply', dueOn: '2026-12-31' }])
  await runOn('2027-01-01')
  await runOn('2027-01-02')
  expect(await status()).toBe('lapsed')
  expect((await subjects(email)).at(-1)).toBe('Your approval in the bank has lapsed')
  expect(await subjects(email)).toHaveLength(4)
  expect(await bankTasks(database.ctx(actor))).toEqual([])
  const events = await database.ctx().db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(events.map((entry) => entry.event)).toEqual(['standing.renewal-due', 'standing.lapsed'])
})

it('insurance that runs out is said before and after, to those who charge', async () => {
  database.setNow('2026-06-15')
  const bank = { insuranceUntil: '2026-07-15', expiresOn: '2029-01-01' }
  const charges = await makePerson(database.ctx(), { bank: { ...bank, dayRatePence: 40_000 } })
  const inKind = await makePerson(database.ctx(), { bank })
  await runOn('2026-06-14')
  expect(await bankTasks(database.ctx(charges.actor))).toEqual([])
  for (const day of ['2026-06-15', '2026-07-15', '2026-07-16', '2026-07-17']) await runOn(day)
  expect(await subjects(charges.email)).toEqual([
    'Your insurance ends on Wednesday 15 July 2026',
    'Your insurance ended on Wednesday 15 July 2026',
  ])
  expect(await subjects(inKind.email)).toEqual([])
  expect(await bankTasks(database.ctx(charges.actor))).toMatchObject([{ href: '/profile/details' }])
  expect(await bankTasks(database.ctx(inKind.actor))).toEqual([])
})
