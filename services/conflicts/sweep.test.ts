import { beforeAll, describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { checkPeople } from './check-people.ts'
import { sweep } from './sweep.ts'
import { hiddenCaseIds } from './visibility.ts'

const database = openTestDatabase()
beforeAll(() => database.setNow('2026-06-01'))

describe('a sweep', () => {
  it('hides a case from whoever is blocked, though nobody ever asked them, and shows it again when that ends', async () => {
    const ctx = database.ctx()
    const host = await makeHost(ctx, 'leeds')
    const relative = await makePerson(ctx)
    const stranger = await makePerson(ctx)
    const declaration = await ctx.db.declaration.create({
      data: { personId: relative.id, kind: 'annual', isNil: false, statedAt: ctx.clock.now() },
    })
    const interest = await ctx.db.interest.create({
      data: { personId: relative.id, declarationId: declaration.id, kind: 'family', yotCode: 'leeds' },
    })
    const { id } = await makeReview(ctx, { yotCode: 'leeds', requestedById: host.id, status: 'closed' })
    const hiddenFrom = (person: typeof host) => hiddenCaseIds(database.ctx(person.actor), 'review_request')
    expect(await hiddenFrom(relative)).toEqual([])
    const found = await sweep(ctx, null)
    expect(found.map(({ personId }) => personId)).toEqual(expect.arrayContaining([relative.id, host.id]))
    expect([await hiddenFrom(relative), await hiddenFrom(stranger)]).toEqual([[id], []])
    expect(await sweep(ctx, null)).toEqual([])
    await ctx.db.interest.update({ where: { id: interest.id }, data: { withdrawnAt: ctx.clock.now() } })
    await sweep(ctx, [relative.id])
    expect(await hiddenFrom(relative)).toEqual([])
    expect(await hiddenFrom(host)).toEqual([id])
  })

  it('leaves alone what was found for decisions and is no block', async () => {
    const ctx = database.ctx()
    const host = await makeHost(ctx, 'kent')
    const officer = await makePerson(ctx, { appointments: [{ role: 'administrator' }], declaredOn: null })
    const { id } = await makeReview(ctx, { yotCode: 'kent', requestedById: host.id, status: 'submitted' })
    const about = { kind: 'review_request' as const, id }
    const check = { case: about, activity: 'deciding' as const, personIds: [officer.id], moment: 'opening' as const }
    const before = (await checkPeople(ctx, check)).get(officer.id)
    expect(before).toMatchObject([{ ruleId: 'STALE', status: 'detected' }])
    await sweep(ctx, null)
    const row = await ctx.db.conflict.findUniqueOrThrow({ where: { id: before?.[0]?.id ?? '' } })
    expect(row.status).toBe('detected')
  })
})

describe('a conflict that rests on a review which must not exist for whoever decides', () => {
  it('is not there when it is a note', async () => {
    const ctx = database.ctx()
    const host = await makeHost(ctx, 'durham')
    const [one, other] = [await makePerson(ctx), await makeHost(ctx, 'york')]
    const past = await makeReview(ctx, {
      yotCode: 'durham',
      requestedById: host.id,
      status: 'closed',
      windowsInDays: [-60],
    })
    await makeTeam(ctx, past.id, [one, other])
    const { id } = await makeReview(ctx, { yotCode: 'york', requestedById: other.id, status: 'submitted' })
    const clear = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const kept = await makePerson(ctx, {
      appointments: [{ role: 'administrator' }],
      posts: [{ yotCode: 'durham', level: 'manager' }],
    })
    await sweep(ctx, null)
    const rulesFor = async (person: typeof clear) => {
      const found = await checkPeople(database.ctx(person.actor), {
        case: { kind: 'review_request', id },
        activity: 'review',
        personIds: [one.id],
        moment: 'shortlist',
      })
      return found.get(one.id)?.map(({ ruleId }) => ruleId)
    }
    expect(await rulesFor(clear)).toEqual(['CO_TEAM', 'STALE'])
    expect(await rulesFor(kept)).toEqual(['STALE'])
  })
})
