import { beforeAll, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { newId } from '#services/core/insert-rows.ts'
import {
  callOffCourse,
  datesOf,
  findCourse,
  findPlaces,
  findRegister,
  joinQueue,
  listCourses,
  readCourseFilter,
} from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
let [trainer, kent, observer]: MadePerson[] = []
const as = (who: MadePerson | undefined) => database.ctx(who?.actor ?? visitor)

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  trainer = await makePerson(ctx, { posts: [{ yotCode: 'essex', level: 'manager' }] })
  kent = await makePerson(ctx, { posts: [{ yotCode: 'kent', level: 'manager' }] })
  observer = await makePerson(ctx, { name: 'Ola Seen' })
  for (const yotCode of ['essex', 'kent']) await makeMembership(ctx, { yotCode })
})

const dated = async (title: string, description = '') => {
  const offering = await makeOffering(database.ctx(), {
    by: { yotCode: 'essex', contactId: trainer?.id ?? '' },
    title,
    ...(description === '' ? {} : { description }),
  })
  const make = (on: string, more = {}) =>
    makeCourse(database.ctx(), { offeringId: offering.id, createdById: trainer?.id ?? '', on, places: 2, ...more })
  return { offering, make }
}

it('a date that is called off stays in the lists, marked so, until its day', async () => {
  const { offering, make } = await dated('Court skills')
  const { ref } = await make('2026-06-20')
  value(await callOffCourse(as(trainer), ref, { version: 1, reason: 'The trainer is ill.' }))
  const listed = async () =>
    (await listCourses(as(undefined), readCourseFilter(new URLSearchParams(), []))).courses.filter(
      (one) => one.ref === ref,
    )
  expect(await listed()).toMatchObject([{ isOff: true, isOpen: false }])
  expect(await datesOf(as(undefined), offering.slug)).toMatchObject([{ ref, isOff: true, isOpen: false }])
  database.setNow('2026-06-21')
  expect(await listed()).toEqual([])
  database.setNow('2026-06-01')
})

it('who waits reads what became of five and more who waited before; of fewer nothing is said', async () => {
  const { make } = await dated('Often full')
  const { db, clock } = database.ctx()
  const waitedBefore = async (dateId: string, yotCode: string, isServed: boolean) => {
    const id = newId()
    await db.place.create({
      data: {
        ...{ id, dateId, groupId: newId(), yotCode, bookedById: kent?.id ?? '', createdAt: clock.now() },
        status: isServed ? 'attended' : 'left',
      },
    })
    const move = (event: string, version: number) => ({
      ...{ subjectKind: 'place', subjectId: id, event, from: null, to: 'waiting', version },
      ...{ happenedOn: clock.now(), movedAt: clock.now(), movedBy: 'Somebody' },
    })
    await db.move.createMany({ data: [move('joined', 1), ...(isServed ? [move('taken', 2)] : [])] })
  }
  const past = await make('2026-03-01', { status: 'evaluated', places: 8 })
  const coming = await make('2026-09-30')
  await db.place.createMany({
    data: [1, 2].map(() => ({
      ...{ id: newId(), dateId: coming.id, groupId: newId(), yotCode: 'essex', bookedById: trainer?.id ?? '' },
      status: 'booked' as const,
      createdAt: clock.now(),
    })),
  })
  value(await joinQueue(as(kent), coming.ref, { count: 1, how: 'any' }))
  for (const [yotCode, isServed] of [
    ['leeds', true],
    ['york', true],
    ['hull', false],
    ['devon', true],
  ] as const)
    await waitedBefore(past.id, yotCode, isServed)
  expect(value(await findPlaces(as(kent), coming.ref)).chance).toBeNull()
  await waitedBefore(past.id, 'cardiff', false)
  expect(value(await findPlaces(as(kent), coming.ref)).chance).toEqual({ dates: 1, waited: 5, served: 3 })
})

it('who observes is on the register of the door from five days before, and not earlier nor once they stood down', async () => {
  const { offering, make } = await dated('Observed')
  const date = await make('2026-06-20')
  const { db, clock } = database.ctx()
  await db.mark.create({
    data: {
      ...{ ref: 'QM-2026-DOOR', offeringId: offering.id, dateId: date.id, status: 'observing' },
      ...{ askedById: trainer?.id ?? '', askedAt: clock.now() },
      observers: {
        create: { observerId: observer?.id ?? '', side: 'first', region: 'Wales', drawnAt: clock.now() },
      },
    },
  })
  const register = async () => value(await findRegister(as(trainer), date.ref)).observers
  expect(await register()).toEqual([])
  database.setNow('2026-06-16')
  expect(await register()).toEqual(['Ola Seen'])
  await db.observation.updateMany({ where: { observerId: observer?.id ?? '' }, data: { releasedAt: clock.now() } })
  expect(await register()).toEqual([])
  database.setNow('2026-06-01')
})

it('what is written at length is drawn from a little Markdown, and HTML in it stays words or nothing', async () => {
  const { make } = await dated('Written', 'For **new** staff.\n\n- one\n- two\n\n<script>alert(1)</script>')
  const { ref } = await make('2026-09-30')
  const { description } = value(await findCourse(as(undefined), ref))
  expect(description[0]).toMatchObject({ kind: 'paragraph', children: [{}, { kind: 'strong' }, {}] })
  expect(description[1]).toMatchObject({ kind: 'list', items: [{}, {}] })
  expect(JSON.stringify(description)).not.toContain('"html"')
})
