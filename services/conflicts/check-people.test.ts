import { beforeAll, describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { blockedIn } from './blocked-in.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import { confirmDeclaration, declareForCase, declareInterest, declareYearly, withdrawInterest } from './declare.ts'
import { findDeclarations } from './queries.ts'
import { recheckPerson } from './recheck-person.ts'
import { checkOfficers, hiddenCaseIds, mayOpenCase } from './visibility.ts'

const database = openTestDatabase()

const requestAt = async (ctx: Ctx, yotCode: string, hostId: string, status: 'submitted' | 'closed' = 'submitted') => {
  const { id } = await ctx.db.reviewRequest.create({
    data: {
      ref: `PR-2026-${Math.random().toString(36).slice(2, 8)}`,
      yotCode,
      status,
      requestedById: hostId,
      leadOfficerId: hostId,
      createdAt: ctx.clock.now(),
    },
  })
  return { kind: 'review_request' as const, id }
}

const declared = async (ctx: Ctx, personId: string) =>
  ctx.db.declaration.create({ data: { personId, kind: 'annual', isNil: true, statedAt: ctx.clock.now() } })

describe('checking people against a review request', () => {
  beforeAll(() => database.setNow('2026-06-01'))

  it('blocks a former head until five years have passed, and records the check with its facts', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'head', from: '2020-01-01' }] })
    const recent = await makePerson(ctx, {
      posts: [{ yotCode: 'leeds', level: 'head', from: '2015-01-01', until: '2021-06-01' }],
    })
    const longAgo = await makePerson(ctx, {
      posts: [{ yotCode: 'leeds', level: 'head', from: '2010-01-01', until: '2018-05-31' }],
    })
    await declared(ctx, recent.id)
    await declared(ctx, longAgo.id)
    const about = await requestAt(ctx, 'leeds', host.id)
    const found = await checkPeople(ctx, {
      case: about,
      activity: 'review',
      personIds: [recent.id, longAgo.id, host.id],
      moment: 'proposal',
    })
    expect(verdictOf(found.get(recent.id) ?? [])).toBe('blocked')
    expect(verdictOf(found.get(longAgo.id) ?? [])).toBe('clear')
    expect((found.get(host.id) ?? []).map((conflict) => conflict.ruleId)).toContain('SELF')
    const checks = await ctx.db.conflictCheck.findMany({ where: { caseId: about.id }, orderBy: { personId: 'asc' } })
    expect(checks).toHaveLength(3)
    expect(new Set(checks.map((check) => check.caseFactsHash)).size).toBe(1)
    expect(checks.find((check) => check.personId === recent.id)).toMatchObject({ effect: 'block', moment: 'proposal' })
  })

  it('keeps one record of opening a case a day, and another once a fact changes', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'solihull' }] })
    const person = await makePerson(ctx)
    await declared(ctx, person.id)
    const about = await requestAt(ctx, 'solihull', host.id)
    const look = () =>
      checkPeople(database.ctx(), { case: about, activity: 'deciding', personIds: [person.id], moment: 'opening' })
    const records = () => ctx.db.conflictCheck.count({ where: { caseId: about.id } })
    await look()
    expect(verdictOf((await look()).get(person.id) ?? [])).not.toBe('blocked')
    expect(await records()).toBe(1)
    await ctx.db.holding.create({
      data: {
        personId: person.id,
        yotCode: 'solihull',
        kind: 'substantive',
        title: 'Manager',
        level: 'manager',
        from: new Date('2025-01-01'),
      },
    })
    expect(verdictOf((await look()).get(person.id) ?? [])).toBe('blocked')
    await look()
    expect(await records()).toBe(2)
    database.setNow(new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString())
    await look()
    expect(await records()).toBe(3)
    database.setNow(null)
  })

  it('keeps one row for the same facts, lets "false" stick, and lets a corrected fact go', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'kent', level: 'head', from: '2020-01-01' }] })
    const person = await makePerson(ctx, {
      posts: [{ yotCode: 'kent', level: 'manager', from: '2019-01-01', until: '2024-01-01' }],
    })
    await declared(ctx, person.id)
    const about = await requestAt(ctx, 'kent', host.id)
    const check = async () =>
      (await checkPeople(ctx, { case: about, activity: 'review', personIds: [person.id], moment: 'shortlist' })).get(
        person.id,
      ) ?? []
    const [first] = await check()
    const [second] = await check()
    expect(second?.id).toBe(first?.id)
    await ctx.db.conflict.update({
      where: { id: first?.id ?? '' },
      data: { status: 'false_alarm', reason: 'Namesake' },
    })
    expect(await check()).toEqual([])
    await ctx.db.holding.updateMany({ where: { personId: person.id }, data: { until: dateFromIso('2024-02-01') } })
    expect(await check()).toHaveLength(1)
    await ctx.db.holding.deleteMany({ where: { personId: person.id } })
    expect(await check()).toEqual([])
    const open = { personId: person.id, status: { notIn: ['expired' as const, 'false_alarm' as const] } }
    expect(await ctx.db.conflict.count({ where: open })).toBe(0)
    await ctx.db.holding.create({
      data: {
        personId: person.id,
        yotCode: 'kent',
        title: 'Manager',
        level: 'manager',
        kind: 'substantive',
        from: dateFromIso('2019-01-01'),
        until: dateFromIso('2024-01-01'),
      },
    })
    expect(await check()).toEqual([])
  })

  it('blocks whoever has a relative at the host, though the relative does not host the case', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'essex', level: 'head', from: '2020-01-01' }] })
    const sister = await makePerson(ctx, { posts: [{ yotCode: 'essex', level: 'manager', from: '2022-01-01' }] })
    const person = await makePerson(ctx, {})
    await declareYearly(database.ctx(person.actor), {
      isNil: false,
      interests: [{ kind: 'family', otherPersonId: sister.id }],
    })
    const about = await requestAt(ctx, 'essex', host.id)
    const found = await checkPeople(ctx, {
      case: about,
      activity: 'review',
      personIds: [person.id],
      moment: 'proposal',
    })
    expect(found.get(person.id)).toMatchObject([{ ruleId: 'FAMILY', effect: 'block' }])
    expect(await blockedIn(ctx, { kind: 'review_request', ids: [about.id], activity: 'review' })).toEqual([
      { caseId: about.id, personId: person.id },
    ])
  })

  it('no longer blocks on the day that a block fades into a note', async () => {
    database.setNow('2026-06-01')
    const host = await makePerson(database.ctx(), { posts: [{ yotCode: 'york', level: 'head', from: '2020-01-01' }] })
    const left = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'york', level: 'head', from: '2015-01-01', until: '2021-06-30' }],
    })
    const about = await requestAt(database.ctx(), 'york', host.id)
    await checkPeople(database.ctx(), { case: about, activity: 'review', personIds: [left.id], moment: 'proposal' })
    const blocked = () => blockedIn(database.ctx(), { kind: 'review_request', ids: [about.id], activity: 'review' })
    database.setNow('2026-06-30')
    expect(await blocked()).toHaveLength(1)
    database.setNow('2026-07-01')
    expect(await blocked()).toEqual([])
    database.setNow('2026-06-01')
  })

  it('asks for a declaration that is older than a year, and is content once it is made', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'devon', level: 'head', from: '2020-01-01' }] })
    const person = await makePerson(ctx, {})
    const about = await requestAt(ctx, 'devon', host.id)
    const verdict = async () =>
      verdictOf(
        (await checkPeople(ctx, { case: about, activity: 'review', personIds: [person.id], moment: 'invitation' })).get(
          person.id,
        ) ?? [],
      )
    expect(await verdict()).toBe('to-manage')
    await declareYearly(database.ctx(person.actor), { isNil: true, interests: [] })
    expect(await verdict()).toBe('clear')
  })

  it('blocks whoever says they are conflicted, and whoever the host would rather not have, without saying why', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'hull', level: 'head', from: '2020-01-01' }] })
    const [shy, unwanted] = [await makePerson(ctx, {}), await makePerson(ctx, {})]
    for (const { id } of [shy, unwanted]) await declared(ctx, id)
    const about = await requestAt(ctx, 'hull', host.id)
    await ctx.db.objection.create({ data: { requestId: about.id, personId: unwanted.id, createdAt: ctx.clock.now() } })
    await declareForCase(database.ctx(shy.actor), { case: about, isNil: true, isDeclined: true, interests: [] })
    const found = await checkPeople(ctx, {
      case: about,
      activity: 'review',
      personIds: [shy.id, unwanted.id],
      moment: 'invitation',
    })
    for (const { id } of [shy, unwanted]) {
      const conflicts = found.get(id) ?? []
      expect(verdictOf(conflicts)).toBe('blocked')
      expect(conflicts.map((conflict) => conflict.safeSentence)).toEqual(['Not available.'])
    }
  })
})

describe('what a conflicted officer sees', () => {
  it('is nothing: neither in a list nor by opening, from submission on and after a fact learned later', async () => {
    database.setNow('2026-06-01')
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'surrey', level: 'head', from: '2020-01-01' }] })
    const conflicted = await makePerson(ctx, {
      posts: [{ yotCode: 'surrey', level: 'second_tier', from: '2018-01-01' }],
      appointments: [{ role: 'administrator' }],
    })
    const clear = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    for (const { id } of [conflicted, clear]) await declared(ctx, id)
    const about = await requestAt(ctx, 'surrey', host.id)
    expect(await checkOfficers(ctx, about)).toEqual([conflicted.id])
    expect(await hiddenCaseIds(database.ctx(conflicted.actor), 'review_request')).toContain(about.id)
    expect(await mayOpenCase(database.ctx(conflicted.actor), about.kind, about.id)).toBe(false)
    expect(await mayOpenCase(database.ctx(clear.actor), about.kind, about.id)).toBe(true)
    expect(await hiddenCaseIds(database.ctx(clear.actor), 'review_request')).toEqual([])

    await declareYearly(database.ctx(clear.actor), {
      isNil: false,
      interests: [{ kind: 'family', yotCode: 'surrey', from: '2024-01-01' }],
    })
    await recheckPerson(ctx, clear.id)
    expect(await hiddenCaseIds(database.ctx(clear.actor), 'review_request')).toContain(about.id)
    expect(await ctx.db.outboxMessage.count({ where: { topic: 'conflict-found', caseId: about.id } })).toBeGreaterThan(
      0,
    )
    database.setNow(null)
  })
})

describe('a declaration', () => {
  it('lists what the exchange knows, adds what is typed, and offers a near name without assuming it', async () => {
    database.setNow('2026-06-01')
    const ctx = database.ctx()
    const person = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager', from: '2020-03-01' }] })
    const mine = database.ctx(person.actor)
    expect(await findDeclarations(mine)).toMatchObject({
      isStale: true,
      posts: [{ service: 'Leeds Youth Justice Service', from: '2020-03-01', until: null }],
      interests: [],
    })
    const typed = { kind: 'family' as const, withKind: 'yot' as const, withName: 'Hakney' }
    const offered = await declareInterest(mine, typed)
    expect(offered).toMatchObject({ problem: { fields: { withName: expect.stringContaining('Hackney') } } })
    expect(await declareInterest(mine, { ...typed, withName: 'hackney YOT' })).toMatchObject({ ok: true })
    const page = await findDeclarations(mine)
    expect(page).toMatchObject({
      isStale: false,
      lastsUntil: '2027-06-01',
      interests: [{ with: 'Hackney Youth Justice Service' }],
    })
    database.setNow('2027-06-02')
    expect(await findDeclarations(mine)).toMatchObject({ isStale: true })
    await withdrawInterest(mine, page?.interests[0]?.id ?? '')
    await confirmDeclaration(mine)
    expect(await findDeclarations(mine)).toMatchObject({ isStale: false, interests: [] })
    expect(await ctx.db.declaration.findFirst({ where: { personId: person.id, isNil: true } })).not.toBeNull()
    database.setNow(null)
  })

  it('lists teams, paid work and panels too, and nothing of a case that must not exist for them', async () => {
    const ctx = database.ctx()
    const person = await makePerson(ctx, { bank: {} })
    const host = await makeHost(ctx, 'durham')
    const { id } = await makeReview(ctx, { yotCode: 'durham', requestedById: host.id, status: 'closed' })
    await makeTeam(ctx, id, [person])
    const mine = database.ctx(person.actor)
    const what = async () => (await findDeclarations(mine))?.works.map((work) => work.what)
    expect(await what()).toEqual(['On the review team for Durham Youth Justice Service'])
    await declareInterest(mine, { kind: 'family', withKind: 'yot', withName: 'Durham' })
    const about = { kind: 'review_request' as const, id }
    await checkPeople(ctx, { case: about, activity: 'deciding', personIds: [person.id], moment: 'change' })
    expect(await what()).toEqual([])
  })

  it('answers the same for an address it knows and one it does not', async () => {
    const ctx = database.ctx()
    const [me, known] = [await makePerson(ctx, {}), await makePerson(ctx, {})]
    const typed = { kind: 'personal' as const, withKind: 'person' as const }
    const answers = await Promise.all([
      declareInterest(database.ctx(me.actor), { ...typed, withName: known.email.toUpperCase() }),
      declareInterest(database.ctx(me.actor), { ...typed, withName: 'nobody@example.org' }),
    ])
    expect(answers.map((answer) => answer.ok)).toEqual([true, true])
    expect(await ctx.db.interest.count({ where: { personId: me.id, otherPersonId: known.id } })).toBe(1)
  })
})
