import { describe, expect, it } from 'vitest'
import { standings } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { makeAdministrator, makeAssessor, makeAtPanel, value } from '#tests/factories/application.ts'
import { flagIt, makeRatedWork, openHearings, statement } from '#tests/factories/concern.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { appealConcern } from './appeal.ts'
import { bring } from './bring.ts'
import { withdrawConcern } from './close.ts'
import { deskPage } from './desk.ts'
import { concernTasks } from './tasks.ts'

const database = openTestDatabase()
const { as, concernOf, decide, draw, drawnFor, hear, moreDeciders, tick } = openHearings(database)

describe('an appeal', () => {
  const decided = async (outcome = 'set-aside') => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    await decide(ctx, ref, outcome)
    return { ctx, work, ref, version: (await concernOf(ctx, ref)).version }
  }
  const given = { reason: 'new-evidence', statement: 'We have found the day on which the letter came.' }

  it('makes what was decided wait, and is decided by others: it stands, and is final', async () => {
    const { ctx, work, ref, version } = await decided()
    const [first] = await drawnFor(ctx, ref)
    const appeal = value(await appealConcern(as(work.host), ref, { version, ...given })).ref
    expect(await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).toMatchObject({
      setAsideOn: null,
    })
    await hear(ctx, appeal, work)
    const others = await drawnFor(ctx, appeal)
    expect(others).toHaveLength(2)
    expect(others.map(({ id }) => id)).not.toContain(first?.id)
    await decide(ctx, appeal, 'stands')
    expect((await concernOf(ctx, ref)).status).toBe('final')
    expect((await concernOf(ctx, appeal)).status).toBe('final')
    expect((await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).setAsideOn).not.toBeNull()
    expect(await appealConcern(as(work.lead), ref, { version: version + 2, ...given })).toMatchObject({ ok: false })
  })

  it('changes it, and the other room follows', async () => {
    const { ctx, work, ref, version } = await decided('keep')
    const appeal = value(await appealConcern(as(work.lead), ref, { version, ...given })).ref
    await hear(ctx, appeal, work)
    await decide(ctx, appeal, 'changed:hide')
    expect(await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).toMatchObject({
      wordsHiddenOn: expect.any(Date),
      setAsideOn: null,
    })
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })

  it('sends it to others who have no part before, and what they decide is final', async () => {
    const { ctx, work, ref, version } = await decided('keep')
    await moreDeciders(['swansea', 'liverpool', 'plymouth'])
    const appeal = value(await appealConcern(as(work.lead), ref, { version, ...given })).ref
    await hear(ctx, appeal, work)
    await decide(ctx, appeal, 'heard-anew')
    expect((await concernOf(ctx, ref)).status).toBe('opened')
    await draw(ctx, ref)
    await decide(ctx, ref, 'set-aside')
    const chain = await ctx.db.concernView.findMany({
      where: { chainId: (await concernOf(ctx, ref)).chainId, recordedAt: { not: null } },
    })
    expect(chain).toHaveLength(4)
    expect(new Set(chain.map(({ deciderId }) => deciderId)).size).toBe(4)
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })

  it('comes until the last minute of the 28th day, and not in the first of the next', async () => {
    const { work, ref, version } = await decided()
    database.setNow('2026-06-29T23:00:00Z')
    expect(await appealConcern(as(work.host), ref, { version, ...given })).toMatchObject({
      problem: { kind: 'refused' },
    })
    database.setNow('2026-06-29T22:59:00Z')
    expect(await appealConcern(as(work.host), ref, { version, ...given })).toMatchObject({ ok: true })
  })

  it('ends without one on the 29th day', async () => {
    const { ctx, ref } = await decided()
    database.setNow('2026-06-30T05:30:00Z')
    await tick(ctx)
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })

  it('is withdrawn, and what was decided holds again and becomes final', async () => {
    const { ctx, work, ref, version } = await decided()
    const appeal = value(await appealConcern(as(work.host), ref, { version, ...given })).ref
    value(await withdrawConcern(as(work.host), appeal, { version: 1 }))
    expect((await concernOf(ctx, ref)).status).toBe('in_effect')
    expect((await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).setAsideOn).not.toBeNull()
    database.setNow('2026-07-01')
    await tick(ctx)
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })
})

describe('an appeal of the decision on an application', () => {
  /** Declined by a panel of two and an administrator, and appealed. */
  const declined = async () => {
    const ctx = database.ctx()
    await moreDeciders(['swansea', 'liverpool'])
    const panel = [await makeAssessor(ctx, 'plymouth'), await makeAssessor(ctx, 'bristol')]
    const administrator = await makeAdministrator(ctx)
    const { id, ref: applicationRef, applicant } = await makeAtPanel(ctx, panel)
    await ctx.db.application.update({
      where: { id },
      data: { status: 'declined', decidedAt: ctx.clock.now(), decidedById: administrator.id, decisionReasons: 'No.' },
    })
    const own = as(applicant)
    const given = { about: 'application', id: applicationRef, reason: 'procedure', statement } as const
    const { ref } = value(await bring(own, given))
    await draw(ctx, ref)
    return { ctx, ref, panel, administrator, applicant, id, applicationRef, given }
  }
  const stands = (ctx: Ctx, id: string) => ctx.db.application.findUniqueOrThrow({ where: { id } })

  it('is decided by two who had no part in it, who are asked at once; “changed” brings the applicant into the bank', async () => {
    const { ctx, ref, panel, administrator, applicant, id, given } = await declined()
    const drawn = await drawnFor(ctx, ref)
    expect(drawn).toHaveLength(2)
    for (const had of [...panel, administrator]) expect(drawn.map((one) => one.id)).not.toContain(had.id)
    for (const who of drawn) expect(await concernTasks(as(who))).toMatchObject([{ title: `Record your view (${ref})` }])
    for (const who of panel) expect(await deskPage(as(who), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    await decide(ctx, ref, 'changed')
    expect((await concernOf(ctx, ref)).status).toBe('final')
    expect((await stands(ctx, id)).status).toBe('approved')
    expect((await standings(ctx, [applicant.id])).get(applicant.id)).toMatchObject({ state: 'active' })
    expect(await bring(as(applicant), given)).toMatchObject({ ok: false })
  })

  it('“heard anew” brings it before a panel of others, and “stands” leaves it as it is', async () => {
    const { ctx, ref, panel, id } = await declined()
    await decide(ctx, ref, 'heard-anew')
    const anew = await stands(ctx, id)
    expect(anew).toMatchObject({ status: 'checks', round: 2, heardAnewRound: 2 })
    // Whoever decides on appeal is none of them either, and the panel before keeps its part on record.
    expect(
      await ctx.db.assessment.count({ where: { applicationId: id, assessorId: { in: panel.map((p) => p.id) } } }),
    ).toBe(2)
    const other = await declined()
    await decide(ctx, other.ref, 'stands')
    expect((await stands(ctx, other.id)).status).toBe('declined')
    expect(await bring(as(other.applicant), other.given)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('comes until the last minute of the 28th day, and not in the first of the next', async () => {
    const ctx = database.ctx()
    const { id, ref, applicant } = await makeAtPanel(ctx, [])
    await ctx.db.application.update({ where: { id }, data: { status: 'deferred', decidedAt: ctx.clock.now() } })
    const given = { about: 'application', id: ref, reason: 'procedure', statement } as const
    database.setNow('2026-06-29T23:00:00Z')
    expect(await bring(as(applicant), given)).toMatchObject({ problem: { kind: 'refused' } })
    database.setNow('2026-06-29T22:59:00Z')
    expect(await bring(as(applicant), given)).toMatchObject({ ok: true })
  })
})
