import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeSignInMail, openSignInLink, requestSignInLink, signInSchema } from '#services/accounts/index.ts'
import { addAbsence, allGrantsFor } from '#services/bank/index.ts'
import { visitor } from '#services/core/access.ts'
import { rooms } from '#services/exchange.ts'
import { applyImport } from '#services/import/index.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { rowsNaming } from '#tests/factories/record.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { joinRecords } from './index.ts'

const database = openTestDatabase({ isVerified: true })
let administrator: MadePerson

beforeAll(async () => {
  administrator = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
})

const two = async () => {
  const ctx = database.ctx()
  const kept = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const gone = await makePerson(ctx, { posts: [{ yotCode: 'kent' }], bank: {} })
  return { kept, gone, ids: [kept.id, gone.id] as [string, string] }
}

const join = ({ kept, ids }: Awaited<ReturnType<typeof two>>) =>
  joinRecords(database.ctx(administrator.actor), { ids, keep: kept.id, sureBy: 'video' }, rooms)

const linkFor = async (address: string) => {
  const ctx = database.ctx(visitor)
  await requestSignInLink(ctx, signInSchema.parse({ address }), `198.51.100.${Math.floor(Math.random() * 250)}`)
  const message = await ctx.db.outboxMessage.findFirstOrThrow({
    where: { topic: 'sign-in-link', payload: { path: ['address'], equals: address } },
    orderBy: { id: 'desc' },
  })
  const mail = await makeSignInMail(database.ctx(), message)
  return mail.action.path.replace('/sign-in/link/', '')
}

const open = (token: string) =>
  openSignInLink(database.ctx(visitor), { token, userAgent: null, previousToken: null }, allGrantsFor)

/** Whatever came first: nothing names the record that was joined, and it is nobody's. */
const allLeadToTheOne = async ({ kept, gone }: Awaited<ReturnType<typeof two>>) => {
  const ctx = database.ctx()
  expect(await rowsNaming(ctx, [gone.id])).toEqual({})
  expect(await ctx.db.person.findUniqueOrThrow({ where: { id: gone.id } })).toMatchObject({ joinedIntoId: kept.id })
  expect(await ctx.db.session.count({ where: { personId: gone.id, revokedAt: null } })).toBe(0)
}

const timeout = 60_000 + races * 2_000

describe('joining two records at the moment of', () => {
  it('a sign-in ends with one person signed in, or asked for a new link', { timeout }, async () => {
    const came = new Map<string, number>()
    for (let n = 0; n < races; n += 1) {
      const pair = await two()
      const token = await linkFor(pair.gone.email)
      const [joined, opened] = await Promise.all([join(pair), open(token)])
      expect(joined).toMatchObject({ ok: true })
      await allLeadToTheOne(pair)
      const { db } = database.ctx()
      const sessions = await db.session.findMany({ where: { personId: { in: pair.ids } } })
      const how = sessions.map(({ personId }) => (personId === pair.kept.id ? 'the one' : 'ended')).join()
      expect(opened.ok ? sessions.length : 0).toBe(sessions.length)
      came.set(how, (came.get(how) ?? 0) + 1)
    }
    expect([...came.values()].reduce((sum, one) => sum + one, 0)).toBe(races)
  })

  it('an import that writes about it ends with all of it at the one', { timeout }, async () => {
    for (let n = 0; n < races; n += 1) {
      const pair = await two()
      const importing = applyImport(database.ctx(administrator.actor), {
        records: [],
        counts: { ask: 0, create: 0, update: 1, skip: 0 },
        changes: [
          {
            kind: 'open-post',
            personKey: pair.gone.id,
            postKey: randomUUID(),
            yot: 'essex',
            position: 'Team manager',
            status: 'substantive',
          },
          { kind: 'add-email', personKey: pair.gone.id, email: `late-${pair.gone.id}@example.org` },
        ],
      } as unknown as Parameters<typeof applyImport>[1])
      const [joined, imported] = await Promise.all([join(pair), importing])
      expect([joined.ok, imported.ok]).toEqual([true, true])
      await allLeadToTheOne(pair)
      const { db } = database.ctx()
      expect(await db.holding.count({ where: { personId: pair.kept.id } })).toBe(3)
      expect(await db.emailAddress.count({ where: { personId: pair.kept.id } })).toBe(3)
    }
  })

  it('a move of theirs ends with it at the one, or with an answer that says why not', { timeout }, async () => {
    for (let n = 0; n < races; n += 1) {
      const pair = await two()
      const [joined, moved] = await Promise.all([
        join(pair),
        addAbsence(database.ctx(pair.gone.actor), { from: '2030-03-01', until: '2030-03-04' }),
      ])
      expect(joined.ok).toBe(true)
      await allLeadToTheOne(pair)
      expect(await database.ctx().db.absence.count({ where: { personId: pair.kept.id } })).toBe(moved.ok ? 1 : 0)
    }
  })

  it('another joining of one of them: one of the two is done', { timeout }, async () => {
    for (let n = 0; n < races; n += 1) {
      const pair = await two()
      const third = await makePerson(database.ctx())
      const results = await Promise.all([
        join(pair),
        join({ kept: third, gone: pair.gone, ids: [third.id, pair.gone.id] }),
      ])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })
})
