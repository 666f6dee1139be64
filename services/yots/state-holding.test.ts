import { expect, it } from 'vitest'
import { asActor, visitor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { grantsFor } from './grants.ts'
import { stateHolding, takeBackHolding } from './state-holding.ts'

const database = openTestDatabase()

const post = {
  yot: 'Leeds YOT',
  title: 'Head of service',
  level: 'head',
  kind: 'substantive',
  from: '2015-04-01',
} as const

it('keeps a post that somebody states, under the service that its name means, once, giving no role', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx)
  const own = asActor(ctx, person.actor)
  expect(await stateHolding(own, { ...post, until: '2019-03-31' })).toEqual({
    ok: true,
    value: { yotCodes: ['leeds'] },
  })
  await stateHolding(own, { ...post, until: '2019-03-31' })
  await stateHolding(own, { ...post, from: '2024-01-01' })
  const rows = await ctx.db.holding.findMany({ where: { personId: person.id }, orderBy: { from: 'asc' } })
  expect(rows.map(({ yotCode, postId }) => [yotCode, postId])).toEqual([
    ['leeds', null],
    ['leeds', null],
  ])
  expect(await grantsFor(ctx, person.id)).toEqual([{ role: 'person' }])
  const said = await ctx.db.outboxMessage.findMany({ where: { key: { contains: rows[0]?.id ?? 'none' } } })
  expect(said.map(({ topic }) => topic).sort()).toEqual(['practice-changed', 'recheck-person'])
})

it('offers services when a name is not one of the register, and refuses days that cannot be', async () => {
  const ctx = database.ctx()
  const own = asActor(ctx, (await makePerson(ctx)).actor)
  const today = ctx.clock.today()
  const fault = async (change: Partial<Parameters<typeof stateHolding>[1]>) => {
    const result = await stateHolding(own, { ...post, ...change })
    return result.ok || result.problem.kind !== 'invalid' ? result : result.problem.fields
  }
  expect(await fault({ yot: 'Nowhere at all' })).toEqual({ yot: expect.stringContaining('do not know') })
  expect(await fault({ yot: 'Leedz' })).toEqual({ yot: expect.stringContaining('Leeds') })
  expect(await fault({ from: addDays(today, 1) })).toEqual({ from: expect.any(String) })
  expect(await fault({ from: '1997-12-31' })).toEqual({ from: expect.any(String) })
  expect(await fault({ until: '2015-03-31' })).toEqual({ until: expect.any(String) })
  expect(await fault({ until: addDays(today, 1) })).toEqual({ until: expect.any(String) })
  expect(await fault({ until: today })).toMatchObject({ ok: true })
  expect((await stateHolding(database.ctx(visitor), post)).ok).toBe(false)
})

it('is taken back by the person alone, and never off a service’s books', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx, { posts: [{ yotCode: 'hackney' }, { yotCode: 'leeds', isStated: true }] })
  const other = await makePerson(ctx)
  const rows = await ctx.db.holding.findMany({ where: { personId: person.id } })
  const stated = rows.find(({ postId }) => postId === null)?.id ?? ''
  const onBooks = rows.find(({ postId }) => postId !== null)?.id ?? ''
  expect((await takeBackHolding(asActor(ctx, other.actor), { holdingId: stated })).ok).toBe(false)
  expect((await takeBackHolding(asActor(ctx, person.actor), { holdingId: onBooks })).ok).toBe(false)
  expect((await takeBackHolding(asActor(ctx, person.actor), { holdingId: stated })).ok).toBe(true)
  expect(await ctx.db.holding.count({ where: { personId: person.id } })).toBe(1)
})

it('counts a post at a service that split for each that came of it, up to the split', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx)
  const own = asActor(ctx, person.actor)
  const there = { ...post, yot: 'Cumbria YOT' }
  for (const until of [undefined, '2023-04-01', '2024-01-01'])
    expect(await stateHolding(own, { ...there, until })).toEqual({
      ok: false,
      problem: { kind: 'invalid', fields: { until: expect.stringContaining('31 March 2023') } },
    })
  expect(await stateHolding(own, { ...there, until: '2023-03-31' })).toMatchObject({ ok: true })
  await stateHolding(own, { ...there, until: '2023-03-31' })
  const rows = await ctx.db.holding.findMany({ where: { personId: person.id }, orderBy: { yotCode: 'asc' } })
  expect(rows.map(({ yotCode, title }) => [yotCode, title])).toEqual([
    ['cumberland', 'Head of service, Cumbria'],
    ['westmorland-and-furness', 'Head of service, Cumbria'],
  ])
})
