import { expect, it } from 'vitest'
import { checkPeople } from '#services/conflicts/index.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { hostedUnderWay, reviewsUnderWay } from './under-way.ts'

const database = openTestDatabase()

it('is what goes on in one’s own service: not what is over, and nobody else’s', async () => {
  const yotCode = 'bury-and-rochdale'
  const head = await makeHost(database.ctx(), yotCode)
  const about = { yotCode, requestedById: head.id }
  const { ref } = await makeReview(database.ctx(), { ...about, status: 'submitted' })
  await makeReview(database.ctx(), { ...about, status: 'withdrawn' })
  const neighbour = await makePerson(database.ctx(), { posts: [{ yotCode: 'bolton' }] })
  const [one, ...others] = await reviewsUnderWay(database.ctx(head.actor))
  expect(others).toEqual([])
  expect(one).toMatchObject({
    title: expect.stringContaining(ref),
    href: `/reviews/${ref}`,
    stands: expect.stringMatching(/\w/),
  })
  expect(one?.steps?.find(({ state }) => state === 'now')?.title).toBe('Checked by the coordinator')
  expect(await reviewsUnderWay(database.ctx(neighbour.actor))).toEqual([])
})

it('is what somebody is on the team of, once they said yes, with what nobody did; nothing once they are blocked', async () => {
  const head = await makeHost(database.ctx(), 'bury-and-rochdale')
  const [asked, ...team] = await makeBank(database.ctx(), 4)
  const review = await makeReview(database.ctx(), {
    yotCode: 'bury-and-rochdale',
    requestedById: head.id,
    status: 'on_site',
  })
  await makeTeam(database.ctx(), review.id, team)
  const { db } = database.ctx()
  await db.seat.create({
    data: {
      requestId: review.id,
      position: 9,
      role: 'reviewer',
      invitations: {
        create: {
          personId: asked?.id ?? '',
          status: 'offered',
          reasons: [],
          offeredAt: database.ctx().clock.now(),
          respondBy: new Date('2030-01-01'),
        },
      },
    },
  })
  const of = (person: MadePerson | undefined) => reviewsUnderWay(database.ctx(person?.actor))
  const [seen] = await of(team[2])
  expect(seen).toMatchObject({ href: `/reviews/${review.ref}` })
  expect(seen?.steps?.filter(({ state }) => state === 'unsaid').map(({ title }) => title)).toContain('Documents sent')
  expect(await of(asked)).toEqual([])
  expect(await hostedUnderWay(database.ctx(team[2]?.actor))).toEqual([])
  const declaration = await db.declaration.findFirstOrThrow({ where: { personId: team[2]?.id ?? '' } })
  await db.interest.create({
    data: { personId: team[2]?.id ?? '', declarationId: declaration.id, kind: 'family', yotCode: 'bury-and-rochdale' },
  })
  await checkPeople(database.ctx(), {
    case: caseOf(review.id),
    activity: 'review',
    personIds: [team[2]?.id ?? ''],
    moment: 'change',
  })
  expect(await of(team[2])).toEqual([])
})
