import { beforeAll, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { askForMark } from './ask-mark.ts'
import { drawObservers } from './draw-observers.ts'
import { listMarks, pastMarks } from './mark-line.ts'
import { endMarks, questionMark, restoreMark, withdrawMark } from './question-mark.ts'

const database = openTestDatabase()
let provider: MadePerson
const member = (yotCode: string, roles: ('reviewer' | 'mentor')[]) =>
  makePerson(database.ctx(), { posts: [{ yotCode, level: 'manager' }], bank: { roles }, declaredOn: '2026-05-01' })

beforeAll(async () => {
  database.setNow('2026-06-01')
  provider = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
  await makeMembership(database.ctx(), { yotCode: 'leeds' })
  // The bank has people of Yorkshire and the Humber alone.
  for (const yotCode of ['york', 'hull', 'bradford', 'barnsley']) await member(yotCode, ['reviewer', 'mentor'])
})

const course = async (title: string) => {
  const offering = await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: provider.id }, title })
  const date = await makeCourse(database.ctx(), { offeringId: offering.id, createdById: provider.id, on: '2026-07-15' })
  return { offering, date }
}

it('nobody of the offering’s region is drawn, even where there is nobody else; others are once they are there', async () => {
  const { offering, date } = await course('Of Yorkshire')
  value(await askForMark(database.ctx(provider.actor), offering.slug, { dateId: date.id }))
  const drawn = () => database.ctx().db.observation.findMany({ where: { mark: { offeringId: offering.id } } })
  await drawObservers.run(database.ctx())
  expect(await drawn()).toEqual([])
  const [one, two] = [await member('bristol', ['mentor']), await member('essex', ['reviewer'])]
  await drawObservers.run(database.ctx())
  expect((await drawn()).map(({ observerId }) => observerId).toSorted()).toEqual([one.id, two.id].toSorted())
})

it('what lapsed or was withdrawn stays to be read by everybody, without why; what is under question again does not', async () => {
  const ctx = database.ctx()
  const marked = async (title: string, endsOn: string) => {
    const { offering, date } = await course(title)
    await ctx.db.mark.create({
      data: {
        ref: `QM-2026-${title}`,
        offeringId: offering.id,
        dateId: date.id,
        status: 'awarded',
        askedById: provider.id,
        askedAt: ctx.clock.now(),
        awardedOn: new Date('2024-06-10'),
        endsOn: new Date(endsOn),
        reasons: 'Nobody else’s.',
      },
    })
    return offering
  }
  await marked('lapsing', '2026-05-31')
  const complained = await marked('complained', '2026-06-10')
  await endMarks.run(database.ctx())
  value(await questionMark(database.ctx(), complained.id))
  const read = () => pastMarks(database.ctx(visitor))
  expect(await read()).toMatchObject([{ ref: 'QM-2026-lapsing', endedOn: '2026-05-31', isWithdrawn: false }])
  value(await withdrawMark(database.ctx(), complained.id))
  const withdrawn = (await read()).find(({ ref }) => ref === 'QM-2026-complained')
  expect(withdrawn).toEqual({
    ref: 'QM-2026-complained',
    offering: { slug: complained.slug, title: 'complained' },
    provider: 'Leeds Youth Justice Service',
    awardedOn: '2024-06-10',
    endedOn: '2026-06-01',
    isWithdrawn: true,
  })
  value(await restoreMark(database.ctx(), complained.id))
  expect((await read()).map(({ ref }) => ref)).toEqual(['QM-2026-lapsing'])
  expect((await listMarks(database.ctx(visitor))).map(({ ref }) => ref)).toEqual(['QM-2026-complained'])
})
