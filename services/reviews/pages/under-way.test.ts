import { expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { reviewsUnderWay } from './under-way.ts'

const database = openTestDatabase()

it('is what goes on in one’s own service: not what is over, and nobody else’s', async () => {
  const yotCode = 'bury-and-rochdale'
  const head = await makeHost(database.ctx(), yotCode)
  const about = { yotCode, requestedById: head.id }
  const { ref } = await makeReview(database.ctx(), { ...about, status: 'submitted' })
  await makeReview(database.ctx(), { ...about, status: 'withdrawn' })
  const neighbour = await makePerson(database.ctx(), { posts: [{ yotCode: 'bolton' }] })
  expect(await reviewsUnderWay(database.ctx(head.actor))).toEqual([
    { title: expect.stringContaining(ref), href: `/reviews/${ref}`, stands: expect.stringMatching(/\w/) },
  ])
  expect(await reviewsUnderWay(database.ctx(neighbour.actor))).toEqual([])
})
