import { beforeAll, expect, it } from 'vitest'
import { notFound } from '#services/core/result.ts'
import { courseTasks } from '#services/courses/tasks.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { askForMark } from './ask-mark.ts'
import { drawObservers } from './draw-observers.ts'
import { changeEdition, isAskedWhatChanged } from './editions.ts'
import { listMarks } from './mark-line.ts'
import { findMark } from './mark-page.ts'
import { findObservation, saveLine, sendObservation, standDownAsObserver } from './observe.ts'
import { endMarks } from './question-mark.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)

let provider: MadePerson
let stranger: MadePerson
const bank = new Map<string, MadePerson>()

beforeAll(async () => {
  database.setNow('2026-06-01')
  provider = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
  stranger = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent' }] })
  await makeMembership(database.ctx(), { yotCode: 'leeds' })
  for (const yotCode of ['bristol', 'devon', 'essex', 'norfolk', 'york']) {
    const made = await makePerson(database.ctx(), {
      posts: [{ yotCode, level: 'manager' }],
      bank: { roles: ['reviewer', 'mentor'] },
      declaredOn: '2026-05-01',
    })
    bank.set(made.id, made)
  }
}, 60_000)

const dateOn = (offeringId: string, on: string) =>
  makeCourse(database.ctx(), { offeringId, createdById: provider.id, on })
const person = (id: string): MadePerson => {
  const found = bank.get(id)
  if (!found) throw new Error('Somebody else was drawn')
  return found
}
const see = async (id: string, observerId: string, level: '1' | '3') => {
  for (let position = 1; position <= 8; position += 1)
    value(await saveLine(as(person(observerId)), id, { position, version: 0, level, evidence: 'Seen.' }))
  value(await sendObservation(as(person(observerId)), id))
}

/** An offering whose mark was awarded in July. */
const marked = async (title: string) => {
  database.setNow('2026-06-01')
  const offering = await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: provider.id }, title })
  const { id: dateId } = await dateOn(offering.id, '2026-07-15')
  value(await askForMark(as(provider), offering.slug, { dateId }))
  database.setNow('2026-07-16')
  for (const { id, observerId } of await db().observation.findMany({ where: { mark: { offeringId: offering.id } } }))
    await see(id, observerId, '3')
  return offering
}
const substance = { isSubstance: true, words: 'A second day, on girls in custody.' }
const again = (offeringId: string) =>
  db().observation.findMany({ where: { mark: { offeringId }, side: 'again', releasedAt: null } })
const lineOf = async (slug: string) => (await listMarks(database.ctx())).find(({ offering }) => offering.slug === slug)

it('what changed is asked where a course has dates, and dates that have not begun are of the new edition', async () => {
  const offering = await marked('Of words')
  const later = await dateOn(offering.id, '2026-10-01')
  expect(await isAskedWhatChanged(as(provider), offering.slug)).toBe(true)
  expect(await isAskedWhatChanged(as(stranger), offering.slug)).toBe(false)
  expect(await changeEdition(as(stranger), offering.slug, substance)).toEqual(notFound())
  value(await changeEdition(as(provider), offering.slug, { isSubstance: false, words: 'The cases are newer.' }))
  const dates = await db().courseDate.findMany({ where: { offeringId: offering.id }, orderBy: { startsAt: 'asc' } })
  expect(dates.map(({ id, edition }) => [id === later.id, edition])).toEqual([
    [false, 1],
    [true, 2],
  ])
  // The wording alone asks nobody to look again.
  expect(await lineOf(offering.slug)).toMatchObject({ edition: 1, newest: 2, observeBy: null })
  expect(await again(offering.id)).toEqual([])
  expect(value(await findMark(as(provider), offering.slug)).editions).toMatchObject([
    { number: 2, isSubstance: false, words: 'The cases are newer.' },
  ])
})

it('where its substance changed one more observes within six months, and what they see keeps the mark for that edition', async () => {
  const offering = await marked('Of substance')
  value(await changeEdition(as(provider), offering.slug, substance))
  expect(await lineOf(offering.slug)).toMatchObject({ edition: 1, newest: 2, observeBy: '2027-01-16' })
  // Nobody is drawn before there is a date.
  await drawObservers.run(database.ctx())
  expect(await again(offering.id)).toEqual([])
  const date = await dateOn(offering.id, '2026-10-01')
  await db().courseDate.update({ where: { id: date.id }, data: { edition: 2 } })
  await drawObservers.run(database.ctx())
  await drawObservers.run(database.ctx())
  const [first] = await again(offering.id)
  if (!first) throw new Error('Nobody was drawn')
  // Not one of those who saw it before, nor of the same region.
  const before = await db().observation.findMany({
    where: { mark: { offeringId: offering.id }, side: { not: 'again' } },
  })
  expect(before.map(({ observerId }) => observerId)).not.toContain(first.observerId)
  expect(first.observerId).not.toBe([...bank.keys()].at(-1))
  expect((await courseTasks(as(person(first.observerId)))).map(({ href }) => href)).toContain(
    `/observations/${first.id}`,
  )
  value(await standDownAsObserver(as(person(first.observerId)), first.id))
  const [second, ...more] = await again(offering.id)
  if (!second) throw new Error('Nobody else was drawn')
  expect([second.observerId === first.observerId, more]).toEqual([false, []])
  expect(value(await findObservation(as(person(second.observerId)), second.id))).toMatchObject({
    date: { ref: date.ref },
    mayWrite: false,
  })
  database.setNow('2026-10-02')
  await see(second.id, second.observerId, '3')
  expect(await lineOf(offering.slug)).toMatchObject({
    ...{ edition: 2, newest: 2, observeBy: null, observedOn: '2026-10-01', endsOn: '2028-07-16' },
  })
  // The provider reads what the two saw, as before.
  expect(value(await findMark(as(provider), offering.slug)).mark?.seen[0]?.evidence).toHaveLength(2)
})

it('the mark lapses where the new edition does not come to it, and where nobody saw it in six months', async () => {
  const poor = await marked('Poor now')
  await dateOn(poor.id, '2026-10-05')
  value(await changeEdition(as(provider), poor.slug, substance))
  const [drawn] = await again(poor.id)
  if (!drawn) throw new Error('Nobody was drawn')
  const unseen = await marked('Unseen')
  value(await changeEdition(as(provider), unseen.slug, substance))
  database.setNow('2026-10-06')
  await see(drawn.id, drawn.observerId, '1')
  expect(await lineOf(poor.slug)).toBeUndefined()
  database.setNow('2027-01-16')
  await endMarks.run(database.ctx())
  expect(await lineOf(unseen.slug)).toBeDefined()
  database.setNow('2027-01-17')
  await endMarks.run(database.ctx())
  expect(await lineOf(unseen.slug)).toBeUndefined()
})
