import { beforeAll, describe, expect, it } from 'vitest'
import {
  makeSignInMail,
  openSignInLink,
  primaryAddress,
  requestSignInLink,
  signInSchema,
} from '#services/accounts/index.ts'
import { allGrantsFor, mayDo } from '#services/bank/index.ts'
import { visitor } from '#services/core/access.ts'
import { rooms } from '#services/exchange.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { rowsNaming } from '#tests/factories/record.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findPair, joinRecords, keepApart, partRecords, previewPair, recordsPage } from './index.ts'
import { likelyPairs, proposePairs } from './propose-pairs.ts'

const database = openTestDatabase({ isVerified: true })
let administrator: MadePerson

beforeAll(async () => {
  administrator = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
})

const asAdministrator = () => database.ctx(administrator.actor)

const two = async (one: PersonTraits = {}, other: PersonTraits = {}) => {
  const kept = await makePerson(database.ctx(), { name: 'Jo Bell', ...one })
  const gone = await makePerson(database.ctx(), { name: 'Joanne Bell', ...other })
  return { kept, gone, ids: [kept.id, gone.id] as [string, string] }
}

const join = ({ kept, ids }: { kept: MadePerson; ids: [string, string] }, ctx = asAdministrator()) =>
  joinRecords(ctx, { ids, keep: kept.id, sureBy: 'video' }, rooms)

const signIn = async (address: string) => {
  const ctx = database.ctx(visitor)
  await requestSignInLink(ctx, signInSchema.parse({ address }), `198.51.100.${Math.floor(Math.random() * 250)}`)
  const message = await ctx.db.outboxMessage.findFirstOrThrow({
    where: { topic: 'sign-in-link' },
    orderBy: { id: 'desc' },
  })
  const mail = await makeSignInMail(database.ctx(), message)
  const token = mail.action.path.replace('/sign-in/link/', '')
  value(await openSignInLink(ctx, { token, userAgent: null, previousToken: null }, allGrantsFor))
  return (await ctx.db.session.findFirstOrThrow({ orderBy: { id: 'desc' } })).personId
}

describe('two records of one person', () => {
  it('become one: what they held, offered and declared leads to it, and any address signs in as it', async () => {
    const pair = await two(
      { posts: [{ yotCode: 'leeds', level: 'manager' }] },
      { posts: [{ yotCode: 'kent' }], bank: { dayRatePence: 40_000, insuranceUntil: '2099-01-01', themes: { G1: 2 } } },
    )
    const { kept, gone } = pair
    const ctx = database.ctx()
    const { id: offeringId } = await makeOffering(ctx, { by: { personId: gone.id }, basis: 'charged', pricePence: 1 })
    await makeMembership(ctx, { personId: gone.id })
    const { db } = ctx
    const log = await db.auditEntry.findMany({ orderBy: { id: 'asc' }, select: { id: true, hash: true } })
    expect(value(await join(pair))).toMatchObject({ name: 'Jo Bell' })

    expect(await rowsNaming(ctx, [gone.id])).toEqual({})
    const grants = await allGrantsFor(ctx, kept.id)
    expect(grants.map(({ role, yotCode }) => `${role} ${yotCode ?? ''}`.trim())).toEqual(
      expect.arrayContaining(['manager leeds', 'service_lead kent', 'bank_member']),
    )
    expect(await db.offering.findUniqueOrThrow({ where: { id: offeringId } })).toMatchObject({
      personId: kept.id,
      contactId: kept.id,
    })
    expect(await db.membership.count({ where: { personId: kept.id } })).toBe(1)
    expect(await mayDo(ctx, kept.id, 'charge')).toMatchObject({ may: true })
    for (const address of [kept.email, gone.email]) expect(await signIn(address)).toBe(kept.id)
    expect(await primaryAddress(ctx, gone.id)).toBe(kept.email)
    // What was written before is as it was, hash by hash.
    const after = await db.auditEntry.findMany({ orderBy: { id: 'asc' }, select: { id: true, hash: true } })
    expect(after.slice(0, log.length)).toEqual(log)
    const letters = await db.outboxMessage.findMany({ where: { topic: 'mail', key: { contains: 'joined:' } } })
    expect(JSON.stringify(letters)).toContain(gone.email)
    expect(JSON.stringify(letters)).toContain(kept.email)
  })

  it('are two again within 30 days, row by row as they were', async () => {
    const bank = { themes: { G1: 2 }, absences: [{ from: '2099-01-01', until: '2099-01-09' }] }
    const pair = await two(
      { posts: [{ yotCode: 'leeds' }], bank },
      { posts: [{ yotCode: 'kent' }], bank: { ...bank, roles: ['co_lead', 'reviewer'] }, declaredOn: '2026-01-05' },
    )
    const { kept, gone, ids } = pair
    const ctx = database.ctx()
    const before = await rowsNaming(ctx, ids)
    value(await join(pair))
    const { id } = await ctx.db.recordJoin.findFirstOrThrow({ where: { keptId: kept.id } })
    // Both were in the bank: the approval and the profile of the one that is kept count.
    expect(await ctx.db.standing.count({ where: { personId: { in: ids } } })).toBe(1)
    const absence = await ctx.db.absence.create({
      data: { personId: kept.id, from: new Date('2099-03-01'), until: new Date('2099-03-02') },
    })
    value(await partRecords(asAdministrator(), id, rooms))
    await ctx.db.absence.delete({ where: { id: absence.id } })
    expect(await rowsNaming(ctx, ids)).toEqual(before)
    expect(await ctx.db.person.findUniqueOrThrow({ where: { id: gone.id } })).toMatchObject({
      leftAt: null,
      joinedIntoId: null,
    })
    expect(await signIn(gone.email)).toBe(gone.id)
    expect(await partRecords(asAdministrator(), id, rooms)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('stay one after 30 days, and a chain is undone from its end', async () => {
    database.setNow('2026-05-04')
    const first = await two()
    const third = await makePerson(database.ctx(), { name: 'J Bell' })
    value(await join(first))
    value(await join({ kept: third, ids: [third.id, first.kept.id] }))
    const { db } = database.ctx()
    expect(await db.person.findUniqueOrThrow({ where: { id: first.gone.id } })).toMatchObject({
      joinedIntoId: third.id,
    })
    const [a, b] = await db.recordJoin.findMany({
      where: { joinedRecordId: { in: [first.gone.id, first.kept.id] } },
      orderBy: { id: 'asc' },
    })
    database.setNow('2026-06-03')
    expect(await partRecords(asAdministrator(), a?.id ?? '', rooms)).toMatchObject({ problem: { kind: 'refused' } })
    value(await partRecords(asAdministrator(), b?.id ?? '', rooms))
    expect(await signIn(first.gone.email)).toBe(first.kept.id)
    database.setNow('2026-06-04')
    expect(await partRecords(asAdministrator(), a?.id ?? '', rooms)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('over') },
    })
    database.setNow(null)
  })

  it('are not joined where the two have stood against each other', async () => {
    const ctx = database.ctx()
    const pair = await two({ posts: [{ yotCode: 'leeds' }] }, { bank: {} })
    const { kept, gone } = pair
    const { id: offeringId } = await makeOffering(ctx, { by: { personId: gone.id } })
    await makeEnquiry(ctx, { offeringId, fromId: kept.id, yotCode: 'leeds' })
    await ctx.db.declaration.create({
      data: {
        personId: kept.id,
        kind: 'annual',
        isNil: false,
        statedAt: new Date(),
        interests: { create: { personId: kept.id, otherPersonId: gone.id, kind: 'personal' } },
      },
    })
    const refusal = await join(pair)
    expect(refusal).toMatchObject({ problem: { kind: 'refused' } })
    expect(JSON.stringify(refusal)).toMatch(/sent the other an enquiry.*declared an interest in the other/)
    expect(await ctx.db.person.count({ where: { id: { in: pair.ids }, leftAt: null } })).toBe(2)
  })

  it('are not joined where the one person would be stopped in something under way', async () => {
    const ctx = database.ctx()
    const head = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const pair = await two(
      { bank: {} },
      { posts: [{ yotCode: 'leeds', level: 'manager', until: '2026-01-01', from: '2024-01-01' }] },
    )
    const review = await makeReview(ctx, { yotCode: 'leeds', requestedById: head.id, status: 'team_proposed' })
    await ctx.db.seat.create({ data: { requestId: review.id, role: 'reviewer', position: 1, personId: pair.kept.id } })
    const refusal = await join(pair)
    expect(JSON.stringify(refusal)).toContain(`would have a conflict that stops them`)
    expect(JSON.stringify(refusal)).toContain(review.ref)
    expect(await ctx.db.holding.count({ where: { personId: pair.gone.id } })).toBe(1)
  })

  it('are joined by an administrator alone, and never by whose record it is', async () => {
    const pair = await two()
    expect(await join(pair, database.ctx(pair.kept.actor))).toMatchObject({ problem: { kind: 'forbidden' } })
    const own = await makePerson(database.ctx(), { name: 'Own' })
    const refusal = await join({ kept: administrator, ids: [administrator.id, own.id] })
    expect(refusal).toMatchObject({ problem: { kind: 'refused', why: expect.stringContaining('your own') } })
    expect(await recordsPage(database.ctx(pair.kept.actor))).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('are compared as they would be joined, and nothing is changed by looking', async () => {
    const { ids, kept, gone } = await two({ posts: [{ yotCode: 'leeds' }] }, { posts: [{ yotCode: 'kent' }] })
    const before = await rowsNaming(database.ctx(), ids)
    const found = value(await findPair(asAdministrator(), { one: kept.email, other: gone.email }))
    const { records } = value(await previewPair(asAdministrator(), found.ids, rooms))
    expect(records.map(({ ifKept }) => ifKept.against)).toEqual([null, null])
    expect(records[0]?.ifKept.carried).toEqual(expect.arrayContaining([{ title: 'Posts', count: 1 }]))
    expect(await rowsNaming(database.ctx(), ids)).toEqual(before)
    expect(await findPair(asAdministrator(), { one: kept.email, other: 'nobody@example.org' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
  })
})

describe('what is proposed', () => {
  const known = (id: string, name: string, ...yotCodes: string[]) => ({ id, name, yotCodes })

  it('are names that nearly agree at one service, and the same name where one has no service', () => {
    const pairs = likelyPairs([
      known('a', 'Cath O’Brien', 'leeds'),
      known('b', 'Catherine O’Brien', 'leeds', 'kent'),
      known('c', 'Catherine O’Brien', 'essex'),
      known('d', 'Sam Hall', 'kent'),
      known('e', 'Sam Hall'),
      known('f', 'Sam Hill', 'kent'),
    ])
    expect(pairs).toEqual([
      ['a', 'b'],
      ['d', 'e'],
    ])
  })

  it('is there for an administrator until somebody says that it is two people', async () => {
    const { ids } = await two(
      { name: 'Maggie Strong', posts: [{ yotCode: 'leeds' }] },
      { name: 'Margaret Strong', posts: [{ yotCode: 'leeds' }] },
    )
    await proposePairs(database.ctx())
    const open = async () => value(await recordsPage(asAdministrator())).pairs.map((pair) => pair.names.join())
    expect((await open()).some((names) => names.includes('Margaret Strong'))).toBe(true)
    value(await keepApart(asAdministrator(), ids))
    await proposePairs(database.ctx())
    expect((await open()).some((names) => names.includes('Margaret Strong'))).toBe(false)
  })
})
