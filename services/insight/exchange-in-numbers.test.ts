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

  it('says nothing of reviews, because anybody can read it', async () => {
    const ctx = database.ctx()
    const before = await exchangeInNumbers(database.ctx(visitor))
    const host = await makeHost(ctx, await yotCode())
    await makeReview(ctx, { yotCode: await yotCode(), requestedById: host.id, status: 'closed' })
    database.setNow('2026-05-01T10:00:00Z')
    expect((await exchangeInNumbers(database.ctx(visitor))).finished).toBe(before.finished)
  })
})
