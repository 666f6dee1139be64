import { describe, expect, it } from 'vitest'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { acceptResolution, room as engagementRoom, findDispute } from '#services/engagements/index.ts'
import { value } from '#tests/factories/application.ts'
import { openHearings } from '#tests/factories/concern.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { deskPage } from './desk.ts'
import { mediateDisputes } from './mediation.ts'
import { findConcern } from './page.ts'
import { recordView } from './record-view.ts'

const database = openTestDatabase()
const { as, draw, drawnFor } = openHearings(database)

describe('mediation', () => {
  /** A dispute about work of Leeds for Essex, opened by the host so many days ago. */
  const disputed = async (ctx: Ctx, daysAgo: number) => {
    const host = await makePerson(ctx, { posts: [{ yotCode: 'essex' }] })
    const provider = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const { id: offeringId } = await makeOffering(ctx, { by: { yotCode: 'leeds', contactId: provider.id } })
    const engagement = await makeEngagement(ctx, {
      offeringId,
      by: { yotCode: 'leeds', contactId: provider.id },
      host: { yotCode: 'essex', contactId: host.id },
      deliverer: provider,
      status: 'disputed',
    })
    await ctx.db.engagement.update({
      where: { id: engagement.id },
      data: { stateBefore: 'agreed', totalPence: 100_000 },
    })
    const openedOn = addDays(ctx.clock.today(), -daysAgo)
    await ctx.db.dispute.create({
      data: {
        engagementId: engagement.id,
        openedSide: 'host',
        openedById: host.id,
        reason: 'amount',
        statement: 'It was to cost less.',
        otherStatement: 'It costs what we agreed.',
        statementBy: dateFromIso(addDays(openedOn, 14)),
        openedAt: dateFromIso(openedOn),
      },
    })
    return { host, provider, engagement }
  }

  it('is drawn after fourteen days, of neither region; what is recommended binds nobody until both accept the same text', async () => {
    const ctx = database.ctx()
    const early = await disputed(ctx, 13)
    const { host, provider, engagement } = await disputed(ctx, 14)
    await mediateDisputes.run(ctx)
    await mediateDisputes.run(ctx)
    expect(await ctx.db.concern.count({ where: { subjectId: early.engagement.id } })).toBe(0)
    const { ref } = await ctx.db.concern.findFirstOrThrow({ where: { subjectId: engagement.id } })
    await draw(ctx, ref)
    const [mediator] = await drawnFor(ctx, ref)
    if (!mediator) throw new Error('nobody')
    const page = value(await deskPage(as(mediator), ref))
    expect(page.dispute?.statements.map(({ text }) => text)).toEqual([
      'It was to cost less.',
      'It costs what we agreed.',
    ])
    const given = { outcome: 'recommended', reasons: 'Half of what was agreed was done; half of the price fits that.' }
    expect(await recordView(as(mediator), ref, { points: [given] })).toMatchObject({ problem: { kind: 'invalid' } })
    value(await recordView(as(mediator), ref, { points: [{ ...given, to: 'agreed', total: 50_000 }] }))
    const stands = () => ctx.db.engagement.findUniqueOrThrow({ where: { id: engagement.id } })
    expect(await stands()).toMatchObject({ status: 'disputed', totalPence: 100_000 })
    const { dispute, version } = value(await findDispute(as(host), engagement.ref))
    expect(dispute?.recommendation).toBe(given.reasons)
    const accepting = { number: dispute?.resolution?.number ?? 0, hash: dispute?.resolution?.hash ?? '' }
    value(await acceptResolution(as(host), engagement.ref, { version, ...accepting }))
    expect(await stands()).toMatchObject({ status: 'disputed' })
    value(await acceptResolution(as(provider), engagement.ref, { version: (await stands()).version, ...accepting }))
    expect(await stands()).toMatchObject({ status: 'agreed', totalPence: 50_000 })
    const shown = JSON.stringify([await findDispute(as(host), engagement.ref), await findConcern(as(host), ref)])
    expect(shown).not.toContain(mediator.name)
  })

  it('ends by itself after ten working days in which not both accepted, without blame, and ratings open all the same', async () => {
    const ctx = database.ctx()
    const { engagement } = await disputed(ctx, 14)
    await mediateDisputes.run(ctx)
    const { ref } = await ctx.db.concern.findFirstOrThrow({ where: { subjectId: engagement.id } })
    await draw(ctx, ref)
    const [mediator] = await drawnFor(ctx, ref)
    if (!mediator) throw new Error('nobody')
    const reasons = 'Half of what was agreed was done; half of the price fits that.'
    value(await recordView(as(mediator), ref, { points: [{ outcome: 'recommended', reasons, to: 'cancelled' }] }))
    const end = engagementRoom.jobs?.find(({ name }) => name === 'engagements.end-unanswered')
    const lastDay = addWorkingDays('2026-06-01', 10)
    database.setNow(lastDay)
    await end?.run(ctx)
    expect(await ctx.db.engagement.findUniqueOrThrow({ where: { id: engagement.id } })).toMatchObject({
      status: 'disputed',
    })
    database.setNow(addDays(lastDay, 1))
    await end?.run(ctx)
    expect(await ctx.db.engagement.findUniqueOrThrow({ where: { id: engagement.id } })).toMatchObject({
      status: 'cancelled',
      isUnresolved: true,
    })
    expect(await ctx.db.outboxMessage.count({ where: { key: `work-delivered:engagement:${engagement.id}` } })).toBe(1)
  })
})
