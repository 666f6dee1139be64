import { describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeRatedWork, openHearings, statement } from '#tests/factories/concern.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { causesNow, openByRule } from './standing.ts'
import { sayHow } from './state.ts'

const database = openTestDatabase()
const { as, decide, draw } = openHearings(database)

describe('standing', () => {
  it('is reviewed by rule: two low ratings, one low on conduct, a serious word; each once, heard like any other', async () => {
    const ctx = database.ctx()
    const { lead, pairId, hostRatingId } = await makeRatedWork(ctx)
    await openByRule.run(ctx)
    expect(await ctx.db.concern.count({ where: { subjectId: lead.id } })).toBe(0)
    await ctx.db.rating.update({ where: { id: hostRatingId }, data: { conduct: 2 } })
    await openByRule.run(ctx)
    await openByRule.run(ctx)
    const [opened, ...more] = await ctx.db.concern.findMany({ where: { subjectId: lead.id } })
    expect(more).toEqual([])
    expect(opened).toMatchObject({ kind: 'standing', openedById: null })
    if (!opened) throw new Error('none')
    await draw(ctx, opened.ref)
    value(await sayHow(as(lead), opened.ref, { statement }))
    await decide(ctx, opened.ref, 'suspended', '2026-07-10')
    expect(await ctx.db.standing.findUniqueOrThrow({ where: { personId: lead.id } })).toMatchObject({
      status: 'suspended',
    })
    database.setNow('2026-07-11')
    for (const job of (await import('#services/bank/index.ts')).room.jobs ?? [])
      if (job.name === 'bank.end-suspensions') await job.run(ctx)
    expect(await ctx.db.standing.findUniqueOrThrow({ where: { personId: lead.id } })).toMatchObject({
      status: 'active',
    })
    expect(pairId).toBeDefined()
  })

  it('is reviewed for two low ratings of the last twelve months, and not for one that is a day older', async () => {
    const ctx = database.ctx()
    database.setNow('2026-09-01')
    const { lead, pairId } = await makeRatedWork(ctx)
    const earlier = await makeRatedWork(ctx)
    await ctx.db.ratedPerson.updateMany({ where: { pairId: earlier.pairId }, data: { personId: lead.id } })
    const reasonsWith = async (revealOn: string) => {
      await ctx.db.ratingPair.update({ where: { id: earlier.pairId }, data: { revealOn: dateFromIso(revealOn) } })
      return (await causesNow(ctx)).filter(({ personId }) => personId === lead.id).map(({ reason }) => reason)
    }
    await ctx.db.ratingPair.update({ where: { id: pairId }, data: { revealOn: dateFromIso('2026-08-30') } })
    expect(await reasonsWith('2025-09-01')).toEqual(['low-ratings'])
    expect(await reasonsWith('2025-08-31')).toEqual([])
  })
})
