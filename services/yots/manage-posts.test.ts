import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import type { Result } from '#services/core/result.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { abolishPost, addPost } from './add-post.ts'
import { endHolding, markLeave, removeHolding } from './change-holding.ts'
import { grantsFor } from './grants.ts'
import { managePosts } from './posts.ts'
import { startHolding } from './start-holding.ts'

const database = openTestDatabase()
const today = '2026-06-15'
beforeEach(() => database.setNow(today))

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** A service with a head of its own; each test takes another so that they do not meet. */
const serviceLedBy = async (yotCode: string) => {
  const head = await makePerson(database.ctx(), { name: 'Ada Thorne', posts: [{ yotCode }] })
  const page = value(await managePosts(database.ctx(head.actor), yotCode))
  const post = page.posts[0]
  const holder = post?.holders[0]
  if (!post || !holder) throw new Error('The head holds no post')
  return { head, post, holder, ctx: database.ctx(head.actor) }
}

const outbox = async (topic: string, about: string) => {
  const rows = await lettersIn(database.ctx().db, { where: { topic }, orderBy: { createdAt: 'asc' } })
  return rows.filter((row) => JSON.stringify(row.payload).includes(about))
}

describe('who may keep a service’s posts', () => {
  it('its own lead and an administrator, nobody else', async () => {
    const who = async (actor: Actor, yotCode = 'leeds') => (await managePosts(database.ctx(actor), yotCode)).ok
    const { actor: lead } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const { actor: manager } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', level: 'manager' }] })
    const { actor: away } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', isOnLeave: true }] })
    const { actor: administrator } = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
    expect(await Promise.all([lead, manager, away, administrator].map((actor) => who(actor)))).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect(await who(lead, 'hull')).toBe(false)
    expect(await managePosts(database.ctx(lead), 'atlantis')).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('and every change asks the same', async () => {
    const { post, holder } = await serviceLedBy('york')
    const { actor } = await makePerson(database.ctx(), { posts: [{ yotCode: 'hull' }] })
    const ctx = database.ctx(actor)
    const one = { holdingId: holder.holdingId, version: post.version }
    const answers = [
      await addPost(ctx, 'york', { title: 'Team manager', level: 'manager' }),
      await abolishPost(ctx, { postId: post.id, version: post.version }),
      await startHolding(ctx, {
        postId: post.id,
        version: post.version,
        name: 'Bo Lind',
        address: 'bo@example.org',
        kind: 'acting',
        from: today,
      }),
      await markLeave(ctx, { ...one, isOnLeave: true }),
      await removeHolding(ctx, one),
      await endHolding(ctx, { ...one, lastDay: today }),
    ]
    expect(answers.map((answer) => !answer.ok && answer.problem.kind)).toEqual(Array(6).fill('forbidden'))
  })
})

describe('posts', () => {
  it('are added vacant, once, and taken away only while nobody holds them', async () => {
    const { ctx, post } = await serviceLedBy('barnsley')
    const { postId } = value(await addPost(ctx, 'barnsley', { title: 'Team manager, court', level: 'manager' }))
    expect(await addPost(ctx, 'barnsley', { title: 'team manager, Court', level: 'manager' })).toMatchObject({
      problem: { kind: 'invalid', fields: { title: expect.stringContaining('already') } },
    })
    const page = value(await managePosts(ctx, 'barnsley'))
    expect(page.posts.find((row) => row.id === postId)).toMatchObject({ isVacant: true, mayBeAbolished: true })
    expect(await abolishPost(ctx, { postId: post.id, version: post.version })).toMatchObject({
      problem: { kind: 'refused' },
    })
    value(await abolishPost(ctx, { postId, version: 1 }))
    expect(value(await managePosts(ctx, 'barnsley')).posts).toHaveLength(1)
    expect(await abolishPost(ctx, { postId, version: 2 })).toMatchObject({ problem: { kind: 'refused' } })
  })
})

describe('starting in a post', () => {
  const vacant = async (yotCode: string) => {
    const service = await serviceLedBy(yotCode)
    const { postId } = value(await addPost(service.ctx, yotCode, { title: 'Deputy', level: 'second_tier' }))
    const start = (changes: object) => ({
      postId,
      version: 1,
      name: 'Bo Lind',
      address: `bo@${yotCode}.example.org`,
      kind: 'substantive' as const,
      from: today,
      ...changes,
    })
    return { ...service, start }
  }

  it('brings a newcomer in, gives them their role, tells them, and has their conflicts checked', async () => {
    const { ctx, start } = await vacant('wakefield')
    value(await startHolding(ctx, start({})))
    const person = await ctx.db.person.findFirstOrThrow({
      where: { addresses: { some: { address: 'bo@wakefield.example.org', verifiedAt: null, isPrimary: true } } },
    })
    expect(await grantsFor(ctx, person.id)).toContainEqual({ role: 'manager', yotCode: 'wakefield' })
    expect(await outbox('recheck-person', person.id)).toHaveLength(1)
    expect(await outbox('practice-changed', person.id)).toHaveLength(1)
    const [letter] = await outbox('mail', 'bo@wakefield.example.org')
    expect(JSON.stringify(letter?.payload)).toContain('there is no password to remember')
  })

  it('finds somebody known by any address they ever used, who stays one person', async () => {
    const { ctx, start } = await vacant('calderdale')
    const known = await makePerson(ctx, { name: 'Roberta Lind', email: 'old@example.org' })
    value(await startHolding(ctx, start({ address: 'old@example.org' })))
    expect(await grantsFor(ctx, known.id)).toContainEqual({ role: 'manager', yotCode: 'calderdale' })
    expect(
      await ctx.db.person.count({ where: { name: 'Bo Lind', addresses: { some: { address: 'old@example.org' } } } }),
    ).toBe(0)
  })

  it('does not take an address known under another name, nor say whose it is', async () => {
    const { ctx, start } = await vacant('kirklees')
    await makePerson(ctx, { name: 'Zoe Unsworth', email: 'zoe@example.org' })
    const answer = await startHolding(ctx, start({ address: 'zoe@example.org' }))
    expect(answer).toMatchObject({ problem: { kind: 'invalid', fields: { name: expect.any(String) } } })
    expect(JSON.stringify(answer)).not.toContain('Unsworth')
  })

  it('pressed twice happens once; from a page since overtaken, not at all', async () => {
    const { ctx, start } = await vacant('bradford')
    const [first, second] = await Promise.all([startHolding(ctx, start({})), startHolding(ctx, start({}))])
    expect([first?.ok, second?.ok].sort()).toEqual([false, true])
    expect(await ctx.db.holding.count({ where: { yotCode: 'bradford', person: { name: 'Bo Lind' } } })).toBe(1)
    expect(await startHolding(ctx, start({ name: 'Cy Marsh' }))).toMatchObject({ problem: { kind: 'stale' } })
    expect(await startHolding(ctx, start({ version: 2 }))).toMatchObject({
      problem: { kind: 'invalid', fields: { address: expect.stringContaining('already') } },
    })
  })

  it.each([
    ['a year ahead', '2027-06-15', 'doncaster', true],
    ['more than a year ahead', '2027-06-16', 'rotherham', false],
    ['when the services began', '1998-01-01', 'sheffield', true],
    ['before there were any', '1997-12-31', 'hull', false],
  ])('%s', async (_, from, yotCode, isAllowed) => {
    const { ctx, start } = await vacant(yotCode)
    expect((await startHolding(ctx, start({ from }))).ok).toBe(isAllowed)
  })

  it('that is to come gives nothing yet, is checked again on the day, and can be taken back', async () => {
    const { ctx, start } = await vacant('north-lincolnshire')
    value(await startHolding(ctx, start({ from: '2026-09-01' })))
    const page = value(await managePosts(ctx, 'north-lincolnshire'))
    const post = page.posts.find((row) => row.title === 'Deputy')
    const coming = post?.holders[0]
    expect(post?.isVacant).toBe(true)
    expect(coming?.moves.map((move) => move.event)).toEqual(['removed'])
    const checks = await outbox('recheck-person', coming?.personId ?? '')
    expect(checks.map((row) => row.availableAt.toISOString().slice(0, 10))).toEqual([today, '2026-09-01'])
    value(await removeHolding(ctx, { holdingId: coming?.holdingId ?? '', version: post?.version ?? 0 }))
    expect(await ctx.db.holding.count({ where: { personId: coming?.personId } })).toBe(0)
  })
})

describe('leave', () => {
  it('takes the lead’s voice while it lasts, and no reason is kept', async () => {
    const { post, holder, head } = await serviceLedBy('lancashire')
    const { actor } = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
    const ctx = database.ctx(actor)
    const one = { holdingId: holder.holdingId }
    value(await markLeave(ctx, { ...one, version: post.version, isOnLeave: true }))
    expect(await grantsFor(ctx, head.id)).not.toContainEqual({ role: 'service_lead', yotCode: 'lancashire' })
    expect(await markLeave(ctx, { ...one, version: post.version + 1, isOnLeave: true })).toMatchObject({
      problem: { kind: 'refused' },
    })
    value(await markLeave(ctx, { ...one, version: post.version + 1, isOnLeave: false }))
    expect(await grantsFor(ctx, head.id)).toContainEqual({ role: 'service_lead', yotCode: 'lancashire' })
  })
})

describe('a head’s departure', () => {
  it('leaves a vacancy and tells the region’s coordinator', async () => {
    const { ctx, post, holder, head } = await serviceLedBy('swansea')
    const coordinator = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Wales' }] })
    const elsewhere = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
    const end = { holdingId: holder.holdingId, version: post.version, lastDay: today }
    expect(value(await endHolding(ctx, end))).toMatchObject({ isVacant: true, lastDay: today })
    const [letter, ...more] = await outbox('mail', coordinator.email)
    expect(letter?.payload).toMatchObject({
      subject: 'Swansea Youth Justice Service: the head’s post will be vacant',
      lines: [expect.stringContaining('Ada Thorne'), expect.stringContaining('Tuesday 16 June 2026')],
      action: { path: '/yots/swansea' },
    })
    expect([more, await outbox('mail', elsewhere.email)]).toEqual([[], []])

    expect(await grantsFor(ctx, head.id)).toContainEqual({ role: 'service_lead', yotCode: 'swansea' })
    database.setNow('2026-06-16')
    expect(await grantsFor(ctx, head.id)).toEqual([{ role: 'person' }])
    const { actor } = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const page = value(await managePosts(database.ctx(actor), 'swansea'))
    expect(page.posts[0]).toMatchObject({ isVacant: true, holders: [] })
  })

  it('tells the administrators where a region has no coordinator, and says when somebody else holds the post', async () => {
    const { ctx, post, holder } = await serviceLedBy('cornwall')
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    value(
      await startHolding(ctx, {
        postId: post.id,
        version: post.version,
        name: 'Bo Lind',
        address: 'bo@cornwall.example.org',
        kind: 'acting',
        from: today,
      }),
    )
    const end = { holdingId: holder.holdingId, version: post.version + 1, lastDay: '2026-06-30' }
    expect(value(await endHolding(ctx, end))).toMatchObject({ isVacant: false })
    const [letter] = await outbox('mail', administrator.email)
    expect(letter?.payload).toMatchObject({ subject: expect.stringContaining('a change of head') })
  })

  it('of anybody else tells no coordinator, but them', async () => {
    const { ctx } = await serviceLedBy('cardiff')
    const coordinator = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Wales' }] })
    const manager = await makePerson(ctx, { posts: [{ yotCode: 'cardiff', level: 'manager' }] })
    const page = value(await managePosts(ctx, 'cardiff'))
    const post = page.posts.find((row) => row.level === 'manager')
    const end = { holdingId: post?.holders[0]?.holdingId ?? '', version: post?.version ?? 0, lastDay: '2026-06-01' }
    value(await endHolding(ctx, end))
    expect(await outbox('mail', coordinator.email)).toEqual([])
    expect(await outbox('mail', manager.email)).toHaveLength(1)
    expect(await outbox('practice-changed', manager.id)).toHaveLength(1)
    expect(await endHolding(ctx, { ...end, version: end.version + 1 })).toMatchObject({ problem: { kind: 'refused' } })
  })

  it.each([
    ['before their first day', 'devon', '2019-12-31'],
    ['more than a year ahead', 'plymouth', '2027-06-16'],
  ])('cannot be %s', async (_, yotCode, lastDay) => {
    const { ctx, post, holder } = await serviceLedBy(yotCode)
    expect(await endHolding(ctx, { holdingId: holder.holdingId, version: post.version, lastDay })).toMatchObject({
      problem: { kind: 'invalid', fields: { lastDay: expect.any(String) } },
    })
  })
})
