import { describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeRatedWork, openHearings, statement, view } from '#tests/factories/concern.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { answerQuestion, askQuestion } from './ask.ts'
import { bring } from './bring.ts'
import { deskPage } from './desk.ts'
import { findConcern } from './page.ts'
import { recordView } from './record-view.ts'
import { releaseDecider, standDown } from './release.ts'

const database = openTestDatabase()
const { as, concernOf, deciders, draw, drawnFor, hear } = openHearings(database)

describe('deciders', () => {
  it('ask two questions at most, and both sides read them and the answers', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    const [decider] = await drawnFor(ctx, ref)
    if (!decider) throw new Error('nobody')
    const question = { toSide: 'other' as const, question: 'When did the letter reach you?' }
    for (const number of [1, 2]) {
      value(await askQuestion(as(decider), ref, question))
      expect(await recordView(as(decider), ref, view('keep'))).toMatchObject({ problem: { kind: 'refused' } })
      expect(await answerQuestion(as(work.lead), ref, { number, answer: 'Me?' })).toMatchObject({
        problem: { kind: 'not-found' },
      })
      value(await answerQuestion(as(work.host), ref, { number, answer: 'On the tenth.' }))
    }
    expect(await askQuestion(as(decider), ref, question)).toMatchObject({ problem: { kind: 'refused' } })
    for (const who of [work.lead, work.host])
      expect(await findConcern(as(who), ref)).toMatchObject({ value: { questions: [{ answer: 'On the tenth.' }, {}] } })
  })

  it('give their place to somebody else when they stand down or become conflicted, and nobody learns why', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    const [first] = await drawnFor(ctx, ref)
    if (!first) throw new Error('nobody')
    value(await standDown(as(first), ref))
    const [second] = await drawnFor(ctx, ref)
    if (!second) throw new Error('nobody')
    expect(second.id).not.toBe(first.id)
    expect(await deskPage(as(first), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    value(await releaseDecider(ctx, (await concernOf(ctx, ref)).id, second.id))
    const [third] = await drawnFor(ctx, ref)
    expect([first.id, second.id]).not.toContain(third?.id)
    expect(value(await findConcern(as(work.lead), ref)).history.map(({ title }) => title)).toContain(
      'Somebody else was drawn',
    )
  })

  it('are nobody who looks after concerns, whatever else they are', async () => {
    const ctx = database.ctx()
    await ctx.db.appointment.updateMany({
      where: { personId: { in: deciders().map(({ id }) => id) } },
      data: { until: dateFromIso('2026-05-01') },
    })
    await makePerson(ctx, { appointments: [{ role: 'administrator' }, { role: 'board_member' }] })
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await draw(ctx, ref)
    expect((await concernOf(ctx, ref)).status).toBe('opened')
  })

  it('are two for standing, whose views neither sees of the other; a third is drawn when they differ and the middle counts', async () => {
    const ctx = database.ctx()
    const { lead } = await makeRatedWork(ctx)
    const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const { ref } = value(await bring(as(member), { about: 'person', id: lead.id, reason: 'conduct', statement }))
    await hear(ctx, ref, { lead, host: member })
    const [one, two] = await drawnFor(ctx, ref)
    if (!one || !two) throw new Error('not two')
    const seen = await deskPage(as(two), ref)
    const sides = [await findConcern(as(member), ref), await findConcern(as(lead), ref)]
    value(await recordView(as(one), ref, view('none')))
    expect(await deskPage(as(two), ref)).toEqual(seen)
    expect([await findConcern(as(member), ref), await findConcern(as(lead), ref)]).toEqual(sides)
    value(await recordView(as(two), ref, view('suspended', '2026-09-01')))
    const third = (await drawnFor(ctx, ref)).find(({ id }) => id !== one.id && id !== two.id)
    if (!third) throw new Error('no third')
    value(await recordView(as(third), ref, view('advice')))
    expect(await concernOf(ctx, ref)).toMatchObject({
      status: 'in_effect',
      points: [{ outcomes: [{ outcome: 'advice' }] }],
    })
  })
})
