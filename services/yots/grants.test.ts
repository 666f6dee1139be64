import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { grantsFor } from './grants.ts'
import { speaksFor, yotsOf } from './speaks-for.ts'

const database = openTestDatabase()

/** Roles with their scope, as short words. */
const grantsOn = async (day: string, traits: Parameters<typeof makePerson>[1]) => {
  database.setNow(day)
  const ctx = database.ctx()
  const { id } = await makePerson(ctx, traits)
  const grants = await grantsFor(ctx, id)
  return grants.map(({ role, yotCode, region }) => [role, yotCode ?? region].filter(Boolean).join(' '))
}

describe('a post gives its roles', () => {
  const head = (from: string, until: string | null) => ({ posts: [{ yotCode: 'leeds', from, until }] })

  it.each([
    ['the day before the first', '2026-03-01', null, '2026-02-28', ['person']],
    ['the first day', '2026-03-01', null, '2026-03-01', ['person', 'service_lead leeds', 'manager leeds']],
    ['the last day', '2026-03-01', '2026-06-30', '2026-06-30', ['person', 'service_lead leeds', 'manager leeds']],
    ['the day after the last', '2026-03-01', '2026-06-30', '2026-07-01', ['person']],
  ])('%s', async (_, from, until, on, grants) => {
    expect(await grantsOn(on, head(from, until))).toEqual(grants)
  })

  it('at head level leads the service, acting and interim too, but not while on leave', async () => {
    const on = '2026-03-01'
    for (const kind of ['acting', 'interim'] as const)
      expect(await grantsOn(on, { posts: [{ yotCode: 'hull', kind }] })).toContain('service_lead hull')
    expect(await grantsOn(on, { posts: [{ yotCode: 'hull', isOnLeave: true }] })).toEqual(['person', 'manager hull'])
  })

  it('at any other level makes a manager', async () => {
    expect(await grantsOn('2026-03-01', { posts: [{ yotCode: 'hull', level: 'second_tier' }] })).toEqual([
      'person',
      'manager hull',
    ])
  })

  it('that a person only stated about themselves gives nothing', async () => {
    expect(await grantsOn('2026-03-01', { posts: [{ yotCode: 'hull', isStated: true }] })).toEqual(['person'])
  })
})

describe('an appointment gives its role', () => {
  it.each([
    ['2026-02-28', ['person']],
    ['2026-03-01', ['person', 'coordinator Wales']],
    ['2026-06-30', ['person', 'coordinator Wales']],
    ['2026-07-01', ['person']],
  ])('on %s', async (on, grants) => {
    const term = { role: 'coordinator' as const, region: 'Wales', from: '2026-03-01', until: '2026-06-30' }
    expect(await grantsOn(on, { appointments: [term] })).toEqual(grants)
  })

  it('in the association, without a region', async () => {
    const roles = ['assessor', 'board_member', 'administrator'] as const
    expect(await grantsOn('2026-03-01', { appointments: roles.map((role) => ({ role })) })).toEqual([
      'person',
      ...roles,
    ])
  })
})

it('someone who left the exchange is nobody in particular', async () => {
  const ctx = database.ctx()
  const { id } = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }], appointments: [{ role: 'administrator' }] })
  await ctx.db.person.update({ where: { id }, data: { leftAt: ctx.clock.now() } })
  expect(await grantsFor(ctx, id)).toEqual([{ role: 'person' }])
})

it('a lead speaks for their own service only', async () => {
  database.setNow(null)
  const { actor } = await makePerson(database.ctx(), {
    posts: [{ yotCode: 'leeds' }, { yotCode: 'hull', level: 'manager' }],
  })
  expect([speaksFor(actor, 'leeds'), speaksFor(actor, 'hull'), speaksFor(actor, 'york')]).toEqual([true, false, false])
  expect(yotsOf(actor).sort()).toEqual(['hull', 'leeds'])
})
