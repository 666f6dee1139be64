import { beforeAll, describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import { manageConflict, markConflictFalse } from './decide.ts'
import { declareYearly } from './declare.ts'

const database = openTestDatabase()

const scene = async () => {
  const ctx = database.ctx()
  const host = await makePerson(ctx, { posts: [{ yotCode: 'kent', level: 'head' }] })
  const friend = await makePerson(ctx, {})
  const officer = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  await declareYearly(database.ctx(officer.actor), { isNil: true, interests: [] })
  await declareYearly(database.ctx(friend.actor), {
    isNil: false,
    interests: [{ kind: 'personal', otherPersonId: host.id, from: '2020-01-01' }],
  })
  const { id } = await ctx.db.reviewRequest.create({
    data: {
      ref: `PR-${host.id}`,
      yotCode: 'kent',
      status: 'approved',
      requestedById: host.id,
      leadOfficerId: host.id,
      createdAt: ctx.clock.now(),
    },
  })
  const about = { kind: 'review_request' as const, id }
  const check = async () =>
    (await checkPeople(ctx, { case: about, activity: 'review', personIds: [friend.id], moment: 'shortlist' })).get(
      friend.id,
    ) ?? []
  const [conflict] = await check()
  if (!conflict) throw new Error('The friendship was not found')
  return { host, friend, officer, check, conflictId: conflict.id }
}

describe('deciding on a conflict', () => {
  beforeAll(() => database.setNow('2026-06-01'))

  it('lets a managed conflict through until its review date, and not a day longer', async () => {
    const { officer, check, conflictId } = await scene()
    expect(verdictOf(await check())).toBe('to-manage')
    const input = { conflictId, mitigation: 'She will not write up the interviews with him.', reviewOn: '2026-09-01' }
    expect(await manageConflict(database.ctx(officer.actor), input)).toMatchObject({ ok: true })
    expect(verdictOf(await check())).toBe('managed')
    database.setNow('2026-09-01')
    expect(verdictOf(await check())).toBe('managed')
    database.setNow('2026-09-02')
    expect(verdictOf(await check())).toBe('to-manage')
    database.setNow('2026-06-01')
  })

  it('is refused to anyone without the office, and is not-found to an officer who is conflicted', async () => {
    const { host, conflictId } = await scene()
    const input = { conflictId, reason: 'They have never met each other.' }
    expect(await markConflictFalse(database.ctx(host.actor), input)).toMatchObject({ problem: { kind: 'forbidden' } })
    const insider = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'kent', level: 'manager' }],
      appointments: [{ role: 'administrator' }],
    })
    expect(await markConflictFalse(database.ctx(insider.actor), input)).toMatchObject({
      problem: { kind: 'not-found' },
    })
  })

  it('never lifts a block, and refuses a review date that is too far away', async () => {
    const { officer, conflictId, friend, check } = await scene()
    const far = { conflictId, mitigation: 'She will not write up the interviews.', reviewOn: '2027-06-02' }
    expect(await manageConflict(database.ctx(officer.actor), far)).toMatchObject({ problem: { kind: 'invalid' } })
    await declareYearly(database.ctx(friend.actor), {
      isNil: false,
      interests: [{ kind: 'family', yotCode: 'kent', from: '2020-01-01' }],
    })
    const block = (await check()).find((conflict) => conflict.effect === 'block')
    expect(
      await manageConflict(database.ctx(officer.actor), {
        ...far,
        reviewOn: '2026-09-01',
        conflictId: block?.id ?? '',
      }),
    ).toMatchObject({ problem: { kind: 'refused' } })
    expect(verdictOf(await check())).toBe('blocked')
  })
})
