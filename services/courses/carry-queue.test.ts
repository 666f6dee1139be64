import { beforeAll, expect, it } from 'vitest'
import {
  bookPlaces,
  callOffCourse,
  draftCourse,
  findPlaces,
  joinQueue,
  leaveQueue,
  openCourse,
  room,
} from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse, typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase({ isVerified: true })
let people: Record<'trainer' | 'leeds' | 'kent' | 'york' | 'hull', MadePerson>
const as = (who: keyof typeof people) => database.ctx(people[who].actor)
const carry = async () => room.jobs?.find(({ name }) => name === 'courses.carry')?.run(database.ctx())

beforeAll(async () => {
  database.setNow('2026-06-01')
  const at = async (yotCode: string) => {
    await makeMembership(database.ctx(), { yotCode })
    return makePerson(database.ctx(), { posts: [{ yotCode, level: 'manager' }] })
  }
  people = {
    trainer: await at('essex'),
    leeds: await at('leeds'),
    kent: await at('kent'),
    york: await at('york'),
    hull: await at('hull'),
  }
})

it('goes on with the next date that is opened, in its order and before newcomers; who left or has a place is not moved', async () => {
  const offering = await makeOffering(database.ctx(), { by: { yotCode: 'essex', contactId: people.trainer.id } })
  const off = await makeCourse(database.ctx(), {
    offeringId: offering.id,
    createdById: people.trainer.id,
    on: '2026-09-30',
    places: 2,
  })
  value(await bookPlaces(as('leeds'), off.ref, { count: 2 }))
  value(await joinQueue(as('kent'), off.ref, { count: 2, how: 'together' }))
  database.setNow('2026-06-02')
  value(await joinQueue(as('york'), off.ref, { count: 1, how: 'any' }))
  value(await joinQueue(as('hull'), off.ref, { count: 1, how: 'any' }))
  const [own] = value(await findPlaces(as('hull'), off.ref)).entries
  value(await leaveQueue(as('hull'), { id: own?.id ?? '', version: own?.version ?? 1 }))
  value(await callOffCourse(as('trainer'), off.ref, { version: 1, reason: 'The trainer is ill.' }))
  await carry()
  expect(value(await findPlaces(as('kent'), off.ref)).entries).toEqual([])

  // The next is opened later. It has two places: those who wanted two together came first.
  const { ref } = value(await draftCourse(as('trainer'), offering.slug, typedCourse('2026-10-15', { places: 2 })))
  await carry()
  value(await openCourse(as('trainer'), ref, { version: 1 }))
  await carry()
  await carry()
  expect(value(await findPlaces(as('kent'), ref)).entries).toMatchObject([{ status: 'offered', count: 2 }])
  expect(value(await findPlaces(as('york'), ref)).entries).toMatchObject([{ status: 'waiting', count: 1 }])
  expect(await findPlaces(as('hull'), ref)).toMatchObject({ problem: { kind: 'not-found' } })
  expect(await bookPlaces(as('hull'), ref, { count: 1 })).toMatchObject({ problem: { kind: 'refused' } })
  const letters = await database.ctx().db.outboxMessage.count({
    where: { topic: 'mail', payload: { path: ['subject'], string_contains: 'You wait on the next date' } },
  })
  expect(letters).toBe(2)
})

it('leaves out whoever has places on the next date already, and a service that is no member any more', async () => {
  const offering = await makeOffering(database.ctx(), { by: { yotCode: 'essex', contactId: people.trainer.id } })
  const make = (on: string, places: number) =>
    makeCourse(database.ctx(), { offeringId: offering.id, createdById: people.trainer.id, on, places })
  const [off, next] = [await make('2026-09-10', 2), await make('2026-11-10', 8)]
  value(await bookPlaces(as('leeds'), off.ref, { count: 2 }))
  value(await joinQueue(as('kent'), off.ref, { count: 1, how: 'any' }))
  value(await joinQueue(as('york'), off.ref, { count: 1, how: 'any' }))
  value(await bookPlaces(as('kent'), next.ref, { count: 1 }))
  await database.ctx().db.membership.updateMany({ where: { yotCode: 'york' }, data: { status: 'lapsed' } })
  value(await callOffCourse(as('trainer'), off.ref, { version: 1, reason: 'Few have booked.' }))
  await carry()
  expect(await database.ctx().db.place.count({ where: { dateId: next.id, status: { not: 'booked' } } })).toBe(0)
  expect(await database.ctx().db.place.count({ where: { isCarried: true } })).toBe(0)
  await database.ctx().db.membership.updateMany({ where: { yotCode: 'york' }, data: { status: 'active' } })
})
