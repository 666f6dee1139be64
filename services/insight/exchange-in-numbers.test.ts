import { afterEach, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { exchangeInNumbers } from './exchange-in-numbers.ts'

const database = openTestDatabase()
afterEach(() => database.setNow(null))

const yotCode = async () => (await database.ctx().db.yot.findFirstOrThrow({ orderBy: { code: 'asc' } })).code

describe('the exchange in numbers', () => {
  it('counts what there is, and is at most a minute behind', async () => {
    database.setNow('2026-05-01T09:00:00Z')
    const before = await exchangeInNumbers(database.ctx(visitor))
    expect(before.services).toBe(155)
    await makePerson(database.ctx(), { bank: {} })
    database.setNow('2026-05-01T09:01:00Z')
    expect((await exchangeInNumbers(database.ctx(visitor))).inBank).toBe(before.inBank + 1)
  })

  it('leaves out a case for whoever may not know of it', async () => {
    const ctx = database.ctx()
    const host = await makeHost(ctx, await yotCode())
    const request = await makeReview(ctx, { yotCode: await yotCode(), requestedById: host.id, status: 'closed' })
    const [blocked, other] = [await makePerson(ctx), await makePerson(ctx)]
    await ctx.db.conflict.create({
      data: {
        personId: blocked.id,
        caseKind: 'review_request',
        caseId: request.id,
        activity: 'review',
        ruleId: 'FAMILY',
        ruleSetVersion: 1,
        effect: 'block',
        isSilent: false,
        isPublic: false,
        factsKey: 'key',
        facts: [],
        status: 'detected',
        foundAt: ctx.clock.now(),
      },
    })
    const seenByOther = (await exchangeInNumbers(database.ctx(other.actor))).finished
    expect((await exchangeInNumbers(database.ctx(blocked.actor))).finished).toBe(seenByOther - 1)
  })
})
