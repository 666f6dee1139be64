import { describe, expect, it } from 'vitest'
import { standings, suspensionsToday } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { handlers } from '#services/worker.ts'
import { value } from '#tests/factories/application.ts'
import { makeRatedWork, openHearings, statement } from '#tests/factories/concern.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bring } from './bring.ts'
import { concernQueue, deskPage } from './desk.ts'
import { endMeasure, putMeasure, renewMeasure } from './measures.ts'
import { findConcern } from './page.ts'
import { suspensionCauses } from './suspension-causes.ts'

const database = openTestDatabase()
const { as, concernOf, deciders, tick } = openHearings(database)

describe('what holds for now', () => {
  const friday = '2026-06-05T18:30:00Z'
  const suspended = async () => {
    const ctx = database.ctx()
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const { lead } = await makeRatedWork(ctx)
    database.setNow(friday)
    const { ref } = value(await bring(as(administrator), { about: 'person', id: lead.id, reason: 'risk', statement }))
    const target = `suspension:${lead.id}`
    const reason = 'A host rang this evening about how they spoke with children.'
    return { ctx, administrator, lead, ref, input: { target, reason } }
  }
  const mayServe = async (ctx: Ctx, id: string) => (await standings(ctx, [id])).get(id)?.roles.length ?? 0

  it('is a suspension on a Friday evening, told without its reason, which ends by itself after its day', async () => {
    const { ctx, administrator, lead, ref, input } = await suspended()
    expect(await mayServe(ctx, lead.id)).toBeGreaterThan(0)
    value(await putMeasure(as(administrator), ref, { version: 1, ...input, reviewOn: '2026-06-12' }))
    expect(await mayServe(ctx, lead.id)).toBe(0)
    // Why is for officers who may know of it, at the desk for the bank.
    const restsOn = (await suspensionsToday(ctx, [lead.id])).map((one) => one.restsOn)
    expect([...(await suspensionCauses(as(administrator), restsOn)).values()]).toMatchObject([{ ref }])
    for (const who of [lead, await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Wales' }] })])
      expect((await suspensionCauses(as(who), restsOn)).size).toBe(0)
    const page = value(await findConcern(as(lead), ref))
    expect(page.measures).toMatchObject([{ isRunning: true, reviewOn: '2026-06-12' }])
    expect(JSON.stringify(page)).not.toContain('rang this evening')
    const letters = await lettersIn(ctx.db, { where: { caseId: (await concernOf(ctx, ref)).id } })
    expect(JSON.stringify(letters)).not.toContain('rang this evening')
    database.setNow('2026-06-13T12:00:00Z')
    // By its day it holds no more, whether or not anything has run.
    expect(await mayServe(ctx, lead.id)).toBeGreaterThan(0)
    await tick(ctx)
    expect(await mayServe(ctx, lead.id)).toBeGreaterThan(0)
    expect(await ctx.db.standing.findUniqueOrThrow({ where: { personId: lead.id } })).toMatchObject({
      status: 'active',
    })
  })

  it('is reviewed on a working day within twenty, and renewed three times at most', async () => {
    const { administrator, ref, input, ctx } = await suspended()
    const put = (reviewOn: string) => putMeasure(as(administrator), ref, { version: 1, ...input, reviewOn })
    expect(await put('2026-06-07')).toMatchObject({
      problem: { fields: { reviewOn: expect.stringContaining('working day') } },
    })
    expect(await put('2026-08-31')).toMatchObject({ problem: { kind: 'invalid' } })
    value(await put('2026-06-12'))
    const renew = async () => {
      const measure = await ctx.db.concernMeasure.findFirstOrThrow({ where: { concern: { ref }, endedAt: null } })
      const { version } = await concernOf(ctx, ref)
      return renewMeasure(as(administrator), ref, {
        version,
        measureId: measure.id,
        reviewOn: '2026-06-12',
        reason: input.reason,
      })
    }
    for (let times = 0; times < 3; times += 1) value(await renew())
    expect(await renew()).toMatchObject({ problem: { kind: 'refused' } })
    const measure = await ctx.db.concernMeasure.findFirstOrThrow({ where: { concern: { ref }, endedAt: null } })
    value(
      await endMeasure(as(administrator), ref, { version: (await concernOf(ctx, ref)).version, measureId: measure.id }),
    )
    expect(await ctx.db.concernMeasure.count({ where: { concern: { ref }, endedAt: null } })).toBe(0)
  })

  it('is for those who look after it, not for a party, a stranger or a conflicted administrator', async () => {
    const { ctx, lead, ref, input } = await suspended()
    const conflicted = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const declaration = await ctx.db.declaration.findFirstOrThrow({ where: { personId: conflicted.id } })
    await ctx.db.interest.create({
      data: { personId: conflicted.id, declarationId: declaration.id, kind: 'family', otherPersonId: lead.id },
    })
    for (const who of [lead, conflicted, deciders()[0]])
      expect(who && (await putMeasure(as(who), ref, { version: 1, ...input, reviewOn: '2026-06-12' }))).toMatchObject({
        problem: { kind: 'not-found' },
      })
    expect(await deskPage(as(conflicted), ref)).toEqual(await deskPage(as(conflicted), 'CO-2026-999'))
    await deliverAll(ctx, handlers)
    expect(value(await concernQueue(as(conflicted))).rows.map((row) => row.ref)).not.toContain(ref)
  })
})
