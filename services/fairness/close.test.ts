import { describe, expect, it } from 'vitest'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeRatedWork, openHearings, statement } from '#tests/factories/concern.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bring } from './bring.ts'
import { sendElsewhere } from './close.ts'
import { leaveFairness } from './leave.ts'
import { findConcern } from './page.ts'

const database = openTestDatabase()
const { as, concernOf, draw, drawnFor } = openHearings(database)

describe('what is not for here', () => {
  it('shows whom to tell of a child at risk, and keeps nothing of what was written', async () => {
    const ctx = database.ctx()
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    value(await sendElsewhere(as(administrator), ref, { version: 1, why: 'safeguarding' }))
    expect(await ctx.db.concernStatement.count({ where: { concern: { ref } } })).toBe(0)
    expect(await findConcern(as(work.lead), ref)).toMatchObject({
      value: { elsewhere: expect.stringContaining('LADO') },
    })
    expect(await findConcern(as(work.host), ref)).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('ends what somebody brought who leaves, hands on what they decide, and stops nothing that is about them', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const { ref } = value(await bring(as(member), { about: 'person', id: work.lead.id, reason: 'conduct', statement }))
    const flag = await flagIt(as(work.lead), work)
    await draw(ctx, flag)
    const [decider] = await drawnFor(ctx, flag)
    if (!decider) throw new Error('nobody')
    value(await leaveFairness(ctx, decider.id))
    expect((await drawnFor(ctx, flag)).map(({ id }) => id)).not.toContain(decider.id)
    value(await leaveFairness(ctx, work.lead.id))
    expect((await concernOf(ctx, ref)).status).toBe('opened')
    value(await leaveFairness(ctx, member.id))
    expect((await concernOf(ctx, ref)).status).toBe('withdrawn')
  })
})
