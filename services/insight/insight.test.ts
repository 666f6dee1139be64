import { beforeAll, describe, expect, it } from 'vitest'
import { audit } from '#services/core/audit.ts'
import { enqueue } from '#services/core/outbox.ts'
import { value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findAssociationHome } from './association-home.ts'
import { auditFilterSchema, findAuditPage } from './audit-log.ts'
import { findDeliveries } from './deliveries.ts'

const all = auditFilterSchema.parse({})

const database = openTestDatabase()

describe('the association’s reading', () => {
  beforeAll(() => database.setNow('2026-06-01'))

  it('leaves out every trace of a case from an administrator who is blocked from it', async () => {
    const ctx = database.ctx()
    const host = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const [blocked, clear] = [
      await makePerson(ctx, { appointments: [{ role: 'administrator' }] }),
      await makePerson(ctx, { appointments: [{ role: 'administrator' }] }),
    ]
    const request = await ctx.db.reviewRequest.create({
      data: {
        ref: 'PR-2026-777',
        yotCode: 'leeds',
        status: 'submitted',
        requestedById: host.id,
        leadOfficerId: host.id,
        createdAt: ctx.clock.now(),
      },
    })
    const about = { kind: 'review_request' as const, id: request.id }
    const seenBefore = async () => [
      await findAuditPage(database.ctx(blocked.actor), 1, all),
      await findDeliveries(database.ctx(blocked.actor), []),
    ]
    await ctx.db.conflict.create({
      data: {
        personId: blocked.id,
        caseKind: 'review_request',
        caseId: request.id,
        activity: 'deciding',
        ruleId: 'SAME_SERVICE',
        ruleSetVersion: 1,
        effect: 'block',
        isSilent: false,
        isPublic: false,
        factsKey: 'SAME_SERVICE:test',
        facts: {},
        status: 'detected',
        foundAt: ctx.clock.now(),
      },
    })
    const before = await seenBefore()
    await audit(ctx, { event: 'review.submitted', subject: { kind: 'review', id: request.id }, case: about })
    await enqueue(ctx, { topic: 'mail', key: 'trace', payload: {}, case: about })
    expect(await seenBefore()).toEqual(before)
    expect(await findAuditPage(database.ctx(clear.actor), 1, all, true)).toMatchObject({
      value: { isWhole: true, rows: [{ event: 'Review: submitted', about: 'PR-2026-777' }] },
    })
    const ofCase = auditFilterSchema.parse({ case: 'pr-2026-777' })
    expect(await findAuditPage(database.ctx(clear.actor), 1, ofCase)).toMatchObject({ value: { total: 1 } })
    expect(await findAuditPage(database.ctx(blocked.actor), 1, ofCase)).toMatchObject({ value: { total: 0 } })
    expect(await findDeliveries(database.ctx(clear.actor), [])).toMatchObject({
      value: { waiting: [{ what: 'Mail' }] },
    })
  })

  it('is for officers, and the log for administrators', async () => {
    const ctx = database.ctx()
    const head = await makePerson(ctx, { posts: [{ yotCode: 'kent' }] })
    const assessor = await makePerson(ctx, { appointments: [{ role: 'assessor' }] })
    expect(await findAssociationHome(database.ctx(head.actor))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findAssociationHome(database.ctx(assessor.actor))).toMatchObject({
      value: {
        groups: [
          {
            pages: ['/association/applications', '/association/outside'].map((href) => ({ href, now: null })),
          },
          {
            pages: ['/association/gaps', '/association/balance', '/association/business-case'].map((href) => ({
              href,
              now: null,
            })),
          },
          {
            pages: ['/association/fairness', '/association/disputes', '/association/access'].map((href) => ({
              href,
              now: null,
            })),
          },
        ],
      },
    })
    expect(await findAuditPage(database.ctx(assessor.actor), 1, all)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findDeliveries(database.ctx(assessor.actor), [])).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('goes by when things happened, with people, days and states in words', async () => {
    const ctx = database.ctx()
    const reader = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const doer = await makePerson(ctx, { name: 'Wren Ouse' })
    const other = await makePerson(ctx, { name: 'Avon Teal' })
    const subject = { kind: 'person', id: other.id }
    const doing = database.ctx(doer.actor)
    await audit(doing, {
      event: 'post.ended',
      subject,
      data: {
        personId: doer.id,
        postId: '01a20000-0000-7000-8000-000000000000',
        isOnLeave: true,
        lastDay: '2026-03-27',
      },
    })
    await audit(doing, {
      event: 'application.returned',
      subject: { kind: 'application', id: '1' },
      data: { to: 'checks', from: 'more_information', count: 2 },
    })
    database.setNow('2026-05-01')
    await audit(doing, { event: 'post.added', subject })
    database.setNow('2026-06-01')
    const read = async (person: string) => {
      const found = await findAuditPage(database.ctx(reader.actor), 1, auditFilterSchema.parse({ person }))
      return found.ok ? found.value.rows.map(({ event, about, more }) => [event, about, more]) : []
    }
    expect(await read('wren')).toEqual([
      ['Application: returned', '', 'From: more information; To: checks; Count: 2'],
      ['Post: ended', 'Avon Teal', 'Last day: Friday 27 March 2026; Person: Wren Ouse; On leave: yes'],
      ['Post: added', 'Avon Teal', ''],
    ])
    expect(await read('avon')).toHaveLength(2)
    expect(await read('nobody of this name')).toEqual([])
    const eventsOf = async (asked: Record<string, string>) => {
      const filter = auditFilterSchema.parse({ person: 'wren', ...asked })
      return value(await findAuditPage(database.ctx(reader.actor), null, filter)).rows.map(({ event }) => event)
    }
    expect(await eventsOf({ event: 'Post added' })).toEqual(['Post: added'])
    expect(await eventsOf({ event: 'post', from: '2026-05-02' })).toEqual(['Post: ended'])
    expect(await eventsOf({ from: '2026-05-01', until: '2026-05-01' })).toEqual(['Post: added'])
    expect(await eventsOf({ until: '2026-04-30' })).toEqual([])
  })

  it('says whom a mail goes to, and not how many were delivered', async () => {
    const ctx = database.ctx()
    const reader = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const payload = { to: 'wren@example.org', subject: 'Your invitation', lines: ['Come'] }
    await enqueue(ctx, { topic: 'mail', key: 'seen', payload })
    await enqueue(ctx, {
      topic: 'mail',
      key: 'named',
      payload: { person: reader.id, subject: 'Your rating', lines: ['Rate'] },
    })
    const found = await findDeliveries(database.ctx(reader.actor), [])
    expect(found).toMatchObject({ ok: true })
    if (!found.ok) return
    expect(found.value.waiting).toContainEqual(
      expect.objectContaining({ what: 'Your invitation', to: 'wren@example.org' }),
    )
    expect(found.value.waiting).toContainEqual(expect.objectContaining({ what: 'Your rating', to: reader.actor.name }))
    expect(Object.keys(found.value).sort()).toEqual(['givenUp', 'jobs', 'waiting'])
  })
})
