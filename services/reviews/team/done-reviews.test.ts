import { beforeAll, describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import { ownLadder, startApplication } from '#services/vetting/index.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { doneReviews } from './done-reviews.ts'

describe('the next role', () => {
  const database = openTestDatabase()
  let person: MadePerson
  const as = (one: MadePerson) => database.ctx(one.actor)

  beforeAll(async () => {
    database.setNow('2026-06-15')
    const ctx = database.ctx()
    person = await makePerson(ctx, { posts: [{ yotCode: 'hull' }], bank: { roles: ['reviewer'], themes: { A1: 2 } } })
    for (const [yotCode, status, answer] of [
      ['kent', 'closed', 'accepted'],
      ['essex', 'presented', 'accepted'],
      ['devon', 'on_site', 'accepted'],
    ] as const) {
      const head = await makeHost(ctx, yotCode)
      const review = await makeReview(ctx, { yotCode, requestedById: head.id, status })
      const leads = [await makePerson(ctx), await makePerson(ctx)]
      await makeTeam(ctx, review.id, [...leads, person], answer)
    }
  }, 60_000)

  it('begins with the reviews that were done here, not with those under way', async () => {
    const reviewsDone = await doneReviews(as(person), person.id)
    expect(reviewsDone).toEqual({ reviewer: 2 })
    const ladder = await ownLadder(as(person), { reviewsDone: doneReviews })
    expect(ladder?.openRef).toBeNull()
    expect(ladder?.steps.find(({ state }) => state === 'next')).toMatchObject({ role: 'co_lead' })
    const begun = await startApplication(as(person), { roleSought: 'co_lead' }, { reviewsDone: doneReviews })
    if (!begun.ok) throw new Error(JSON.stringify(begun.problem))
    const { ref } = begun.value
    expect(await database.ctx().db.application.findUnique({ where: { ref } })).toMatchObject({ reviewsDone: 2 })
    expect((await ownLadder(as(person), { reviewsDone: doneReviews }))?.openRef).toBe(ref)
    await database.ctx().db.application.update({
      where: { ref },
      data: { status: 'withdrawn', submittedAt: new Date(), trainedOn: dateFromIso('2025-02-03') },
    })
    expect((await ownLadder(as(person), { reviewsDone: doneReviews }))?.steps[3]?.asks[0]?.says).toBe(
      'Reviewer training on Monday 3 February 2025: counts until Thursday 3 February 2028',
    )
  })

  it('is nobody’s who is not in the bank', async () => {
    expect(await ownLadder(as(await makePerson(database.ctx())), {})).toBeNull()
  })
})
