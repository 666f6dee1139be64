import { beforeAll, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound } from '#services/core/result.ts'
import {
  bookPlaces,
  cancelPlace,
  changeCourse,
  choosePage,
  chooseSessions,
  courseSchema,
  draftCourse,
  findCourse,
  findPlaces,
  findRegister,
  moveCourse,
  openCourse,
  room,
} from '#services/courses/index.ts'
import { findFaults } from '#services/invariants.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)
const on = '2026-09-30'

let provider: MadePerson
let holder: MadePerson
let other: MadePerson
let slug = ''

beforeAll(async () => {
  database.setNow('2026-06-02')
  const at = (yotCode: string) => makePerson(database.ctx(), { posts: [{ yotCode, level: 'manager' }] })
  provider = await at('leeds')
  holder = await at('brent')
  other = await at('kent')
  for (const yotCode of ['leeds', 'brent', 'kent']) await makeMembership(database.ctx(), { yotCode })
  const offering = await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: provider.id } })
  slug = offering.slug
}, 60_000)

const session = (from: string, to: string, title: string, seats?: number) => ({ on, from, to, title, seats })
const conference = (seats = 1) => ({
  sessions: [
    session('09:30', '10:30', 'Opening'),
    session('11:00', '12:30', 'Court skills', seats),
    session('11:00', '12:30', 'Working with girls', 20),
    session('12:00', '13:00', 'Figures', 20),
    session('14:00', '15:00', 'Exclusion', 20),
  ],
  mode: 'on_site',
  place: 'Town hall, Leeds',
  places: 20,
  bookUntil: '2026-09-29',
})

const open = async (seats = 1): Promise<string> => {
  const { ref } = value(await draftCourse(as(provider), slug, courseSchema.parse(conference(seats))))
  value(await openCourse(as(provider), ref, { version: 1 }))
  return ref
}
const bookedBy = async (ctx: Ctx, ref: string, count = 1) => {
  value(await bookPlaces(ctx, ref, { count }))
  return value(await findPlaces(ctx, ref)).booked
}
const first = <T>(rows: readonly T[]): T => {
  const [row] = rows
  if (row === undefined) throw new Error('Nothing there')
  return row
}

it('only sessions with seats are at one time', async () => {
  const typed = conference()
  const plain = { ...typed, sessions: [...typed.sessions, session('14:30', '15:30', 'For everybody')] }
  expect(await draftCourse(as(provider), slug, courseSchema.parse(plain))).toEqual(
    invalid({ 'sessions[5].on': 'Sessions must be one after the other, but for those with seats to choose' }),
  )
})

it('whoever has a place chooses sessions that do not overlap, until the day before; a full one is said so', async () => {
  const ref = await open()
  const own = first(await bookedBy(as(holder), ref))
  const theirs = first(await bookedBy(as(other), ref))
  const choose = (who: MadePerson, place: { id: string }, version: number, sessions: number[]) =>
    chooseSessions(as(who), { id: place.id, version, sessions })

  expect(await choose(holder, own, 1, [1, 2])).toEqual(
    invalid({ sessions: '“Working with girls” is at the same time as another that you chose' }),
  )
  expect(await choose(holder, own, 1, [2, 3])).toMatchObject({ problem: { kind: 'invalid' } })
  expect(await choose(holder, own, 1, [0])).toEqual(invalid({ sessions: 'Choose from the list' }))
  expect(await choose(other, own, 1, [1])).toEqual(notFound())
  expect(await choose(provider, own, 1, [1])).toEqual(notFound())
  expect(await choosePage(as(provider), ref, own.id)).toEqual(notFound())

  value(await choose(holder, own, 1, [1, 4]))
  expect(await choose(holder, own, 1, [2])).toMatchObject({ problem: { kind: 'stale' } })
  expect(await choose(other, theirs, 1, [1])).toEqual(invalid({ sessions: '“Court skills” is full. Choose another' }))
  value(await choose(other, theirs, 1, [2]))
  // Whoever has a seat keeps it when they choose again.
  value(await choose(holder, own, 2, [1]))
  expect(value(await findPlaces(as(holder), ref)).booked).toMatchObject([{ sessions: ['Court skills'] }])
  expect(value(await findCourse(as(other), ref)).sessions.map(({ free }) => free)).toEqual([null, 0, 19, 20, 20])
  expect(value(await findRegister(as(provider), ref, 1)).rows).toHaveLength(1)
  expect(value(await findRegister(as(provider), ref)).rows).toHaveLength(2)

  // A place that is cancelled frees its seats.
  value(await cancelPlace(as(holder), { id: own.id, version: 3 }))
  value(await choose(other, theirs, 2, [1]))
  database.setNow(on)
  expect(await choose(other, theirs, 3, [2])).toMatchObject({ problem: { kind: 'refused' } })
  database.setNow('2026-06-02')
})

it('a provider takes no seat that is chosen; moving the date asks for choices anew', async () => {
  const ref = await open(5)
  const own = first(await bookedBy(as(holder), ref))
  value(await chooseSessions(as(holder), { id: own.id, version: 1, sessions: [1] }))
  const typed = conference(5)
  const change = (sessions: typeof typed.sessions, version = 2) =>
    changeCourse(as(provider), ref, { version, ...courseSchema.parse({ ...typed, sessions }) })
  const [opening, court, ...rest] = typed.sessions
  if (!opening || !court) throw new Error('No sessions')
  expect(await change([opening, { ...court, seats: undefined }, ...rest])).toMatchObject({
    problem: { kind: 'invalid' },
  })
  expect(await change([opening, { ...court, from: '10:45' }, ...rest])).toMatchObject({
    problem: { kind: 'invalid', fields: { 'sessions[1].on': expect.stringContaining('Somebody chose this session') } },
  })
  value(await change([opening, { ...court, title: 'Court skills, again', seats: 1 }, ...rest]))
  expect(value(await findPlaces(as(holder), ref)).booked).toMatchObject([{ sessions: ['Court skills, again'] }])
  const later = typed.sessions.map(({ from, to }) => ({ on: '2026-10-07', from, to, title: '' }))
  value(
    await moveCourse(as(provider), ref, { version: 3, sessions: later, bookUntil: '2026-10-06', reason: 'The hall.' }),
  )
  expect(value(await findPlaces(as(holder), ref)).booked).toMatchObject([{ sessions: [] }])
  expect(value(await findCourse(as(holder), ref)).sessions.map(({ title, seats }) => [title, seats])).toEqual([
    ['Opening', null],
    ['Court skills, again', 1],
    ['Working with girls', 20],
    ['Figures', 20],
    ['Exclusion', 20],
  ])
})

it('the database refuses a seat too many and two sessions at one time, whoever writes them', async () => {
  const ref = await open()
  const [one, two] = await bookedBy(as(holder), ref, 2)
  if (!one || !two) throw new Error('No places')
  const { db, clock } = database.ctx()
  const { id: dateId } = await db.courseDate.findUniqueOrThrow({ where: { ref } })
  const choice = (placeId: string, position: number) => ({ placeId, dateId, position, chosenAt: clock.now() })
  await expect(db.sessionChoice.createMany({ data: [choice(one.id, 1), choice(two.id, 1)] })).rejects.toThrow(
    'More have chosen a session',
  )
  await expect(db.sessionChoice.createMany({ data: [choice(one.id, 2), choice(one.id, 3)] })).rejects.toThrow(
    'Two sessions were chosen for one time',
  )
  await expect(db.sessionChoice.create({ data: choice(one.id, 0) })).rejects.toThrow('More have chosen')
})

it('two who choose the last seat at once: one has it', async () => {
  for (let race = 0; race < races; race += 1) {
    const ref = await open()
    const [one, two] = [first(await bookedBy(as(holder), ref)), first(await bookedBy(as(other), ref))]
    const results = await Promise.all([
      chooseSessions(as(holder), { id: one.id, version: 1, sessions: [1] }),
      chooseSessions(as(other), { id: two.id, version: 1, sessions: [1] }),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toEqual(invalid({ sessions: '“Court skills” is full. Choose another' }))
  }
  expect((await findFaults(database.ctx().db)).map(({ name }) => name)).not.toContain('sessions-chosen')
}, 120_000)

it('calendars of one’s own have the sessions that were chosen, and those for everybody', async () => {
  const ref = await open(5)
  const own = first(await bookedBy(as(holder), ref))
  value(await chooseSessions(as(holder), { id: own.id, version: 1, sessions: [2] }))
  await database.ctx().db.place.update({ where: { id: own.id }, data: { attendeeId: holder.id, attendee: 'Holder' } })
  const span = { from: new Date('2026-09-01T00:00:00Z'), to: new Date('2026-10-01T00:00:00Z') }
  const mine = await room.dates?.mine?.(as(holder), span)
  expect(mine?.filter(({ path }) => path.includes(ref)).map(({ title }) => title.split(': ')[1])).toEqual([
    'Opening',
    'Working with girls',
  ])
})
