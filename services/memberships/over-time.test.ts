import { expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { membersOverTime } from './over-time.ts'

const database = openTestDatabase()

it('counts what was in force at the end of each month, and today, of two years', async () => {
  database.setNow('2026-06-15')
  const ctx = database.ctx()
  const keeper = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  const member = async (
    yotCode: string,
    joinedOn: string,
    more: { status?: 'applied' | 'lapsed' | 'ended'; endsOn?: string; endedOn?: string } = {},
  ) => {
    const endsOn = dateFromIso(more.endsOn ?? '2027-01-31')
    await ctx.db.membership.create({
      data: {
        kind: 'group',
        status: more.status ?? 'active',
        yotCode,
        joinedOn: dateFromIso(joinedOn),
        startsOn: dateFromIso(joinedOn),
        endsOn,
        endedOn: more.endedOn ? dateFromIso(more.endedOn) : null,
        feePence: 0,
      },
    })
  }
  await member('leeds', '2020-02-01')
  await member('york', '2026-05-31')
  await member('hull', '2026-06-02')
  await member('kent', '2020-02-01', { status: 'lapsed', endsOn: '2026-04-30' })
  await member('devon', '2020-02-01', { status: 'ended', endsOn: '2026-12-31', endedOn: '2026-05-30' })
  await member('wigan', '2020-02-01', { status: 'applied' })
  const months = (await membersOverTime(database.ctx(keeper.actor))) ?? []
  expect(months).toHaveLength(24)
  expect(months[0]).toEqual({ on: '2024-07-31', groups: 3, individuals: 0 })
  expect(months.slice(-3)).toEqual([
    { on: '2026-04-30', groups: 3, individuals: 0 },
    { on: '2026-05-31', groups: 2, individuals: 0 },
    { on: '2026-06-15', groups: 3, individuals: 0 },
  ])
  expect(await membersOverTime(database.ctx(visitor))).toBeNull()
})
