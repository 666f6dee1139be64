import { beforeAll, describe, expect, it } from 'vitest'
import { audit } from '#services/core/audit.ts'
import { enqueue } from '#services/core/outbox.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findAssociationHome, findAuditPage, findDeliveries } from './queries.ts'

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
      await findAuditPage(database.ctx(blocked.actor), 1),
      await findDeliveries(database.ctx(blocked.actor)),
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
    expect(await findAuditPage(database.ctx(clear.actor), 1, true)).toMatchObject({
      value: { isWhole: true, rows: [{ event: 'Review: submitted', about: 'PR-2026-777' }] },
    })
    expect(await findDeliveries(database.ctx(clear.actor))).toMatchObject({ value: { waiting: [{ topic: 'mail' }] } })
  })

  it('is for officers, and the log for administrators', async () => {
    const ctx = database.ctx()
    const head = await makePerson(ctx, { posts: [{ yotCode: 'kent' }] })
    const assessor = await makePerson(ctx, { appointments: [{ role: 'assessor' }] })
    expect(await findAssociationHome(database.ctx(head.actor))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findAssociationHome(database.ctx(assessor.actor))).toMatchObject({
      value: { pages: [{ href: '/association/applications' }, { href: '/association/access' }] },
    })
    expect(await findAuditPage(database.ctx(assessor.actor), 1)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findDeliveries(database.ctx(assessor.actor))).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})
