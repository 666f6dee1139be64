import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import type { Ctx } from './context.ts'
import { once } from './once.ts'
import { enqueue } from './outbox.ts'
import { ok, refused } from './result.ts'

const database = openTestDatabase()

const sent = (key: string) =>
  database.ctx().db.outboxMessage.count({ where: { topic: 'once', key: { startsWith: key } } })

/** Work that would do harm if it were done twice. */
const work = (key: string) => async (ctx: Ctx) => {
  const number = (await ctx.db.outboxMessage.count({ where: { topic: 'once' } })) + 1
  await enqueue(ctx, { topic: 'once', key: `${key}:${number}:${Math.random()}`, payload: {} })
  return ok({ ref: `PR-${number}` })
}

describe('once', () => {
  it('does the work of one form once, however often it is sent, and answers each time the same', async () => {
    const first = await once(database.ctx(), 'same', work('same'))
    expect(first).toMatchObject({ ok: true })
    expect(await once(database.ctx(), 'same', work('same'))).toEqual(first)
    expect(await sent('same')).toBe(1)
  })

  it('lets the presses of an impatient finger share one answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => once(database.ctx(), 'impatient', work('impatient'))),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await sent('impatient')).toBe(1)
  })

  it('remembers no failure: mended, the same form goes through', async () => {
    expect(await once(database.ctx(), 'mended', async () => refused('Not yet.'))).toEqual(refused('Not yet.'))
    expect(await once(database.ctx(), 'mended', work('mended'))).toMatchObject({ ok: true })
  })

  it('does other forms, and forms that cannot be told apart, each time', async () => {
    for (const key of ['one', 'another', null, null]) await once(database.ctx(), key, work('each'))
    expect(await sent('each')).toBe(4)
  })

  it('remembers an answer of nothing', async () => {
    expect(await once(database.ctx(), 'nothing', async () => ok(null))).toEqual(ok(null))
    expect(await once(database.ctx(), 'nothing', async () => ok(null))).toEqual(ok(null))
  })
})
