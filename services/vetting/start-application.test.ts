import { expect, it } from 'vitest'
import { asActor, visitor } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { makeDraft, value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { startApplication } from './start-application.ts'
import { withdrawApplication } from './withdraw-application.ts'

const database = openTestDatabase()

it('gives a person one draft however often and at whatever moment they press', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx)
  const own = asActor(ctx, person.actor)
  const [first, second] = await Promise.all([
    startApplication(own, { roleSought: 'reviewer' }),
    startApplication(own, { roleSought: 'reviewer' }),
  ])
  const third = await startApplication(own, { roleSought: 'reviewer' })
  const refs = [first, second, third].map((result) => value(result).ref)
  expect(new Set(refs).size).toBe(1)
  expect(refs[0]).toMatch(/^BA-\d{4}-\d{3}$/)
  expect(await ctx.db.application.count({ where: { personId: person.id } })).toBe(1)
})

it('allows one open application a person, and another when it is withdrawn', async () => {
  const ctx = database.ctx()
  const { ref, ctx: own } = await makeDraft(ctx)
  const second = await startApplication(own, { roleSought: 'co_lead' })
  expect(second).toMatchObject({ ok: false, problem: { kind: 'refused', why: expect.stringContaining(ref) } })
  value(await withdrawApplication(own, { ref }))
  expect((await startApplication(own, { roleSought: 'co_lead' })).ok).toBe(true)
})

it('refuses a role that they hold in the bank, and takes another with what the bank knows of them', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx, { bank: { roles: ['reviewer'], themes: { A1: 3, K2: 1 }, daysPerYear: 9 } })
  const own = asActor(ctx, person.actor)
  expect(await startApplication(own, { roleSought: 'reviewer' })).toMatchObject({
    ok: false,
    problem: { kind: 'refused', why: 'You are already in the bank as peer reviewer.' },
  })
  const { ref } = value(await startApplication(own, { roleSought: 'co_lead' }))
  const draft = await ctx.db.application.findUniqueOrThrow({ where: { ref }, include: { themes: true } })
  expect(draft).toMatchObject({ status: 'draft', daysPerYear: 9, isInKind: true })
  expect(draft.themes.map(({ themeCode, level }) => [themeCode, level])).toEqual(
    expect.arrayContaining([
      ['A1', 3],
      ['K2', 1],
    ]),
  )
})

it('takes the same role again when their standing has lapsed', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx, { bank: { roles: ['reviewer'], status: 'lapsed' } })
  expect((await startApplication(asActor(ctx, person.actor), { roleSought: 'reviewer' })).ok).toBe(true)
})

it('asks somebody who was deferred to wait until the day, for that role only', async () => {
  const ctx = database.ctx()
  const { id, ctx: own } = await makeDraft(ctx)
  const today = ctx.clock.today()
  const deferTo = (iso: string) =>
    ctx.db.application.update({ where: { id }, data: { status: 'deferred', deferredUntil: dateFromIso(iso) } })
  await deferTo(addDays(today, 1))
  expect(await startApplication(own, { roleSought: 'reviewer' })).toMatchObject({
    ok: false,
    problem: { kind: 'refused' },
  })
  await deferTo(today)
  expect((await startApplication(own, { roleSought: 'reviewer' })).ok).toBe(true)
})

it('is for people who are signed in', async () => {
  const result = await startApplication(database.ctx(visitor), { roleSought: 'reviewer' })
  expect(result).toMatchObject({ ok: false, problem: { kind: 'forbidden' } })
})
