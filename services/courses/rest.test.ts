import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { liftSuspension, suspend } from '#services/bank/index.ts'
import { system } from '#services/core/access.ts'
import {
  bookPlaces,
  cancelPlace,
  draftCourse,
  findCourse,
  joinQueue,
  openCourse,
  room,
  takePlaces,
  tendQueue,
} from '#services/courses/index.ts'
import { endProvider, reinstateProvider, suspendProvider } from '#services/outside/index.ts'
import { value } from '#tests/factories/application.ts'
import { typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makeOutside } from '#tests/factories/outside.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase({ isVerified: true })
const today = '2026-06-01'
const as = (person: MadePerson) => database.ctx(person.actor)
const db = () => database.ctx().db
let [office, leeds, york]: MadePerson[] = []

beforeAll(async () => {
  database.setNow(today)
  office = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  leeds = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  york = await makePerson(database.ctx(), { posts: [{ yotCode: 'york', level: 'manager' }] })
  for (const yotCode of ['leeds', 'york']) await makeMembership(database.ctx(), { yotCode, endsOn: '2027-12-31' })
})
beforeEach(() => database.setNow(today))

const made = (person: MadePerson | undefined): MadePerson => {
  if (person === undefined) throw new Error('Nobody is made yet')
  return person
}

/** An outside provider with one paid date of four places, of which Leeds has booked one. */
const announced = async (on: string, traits: Parameters<typeof makeOutside>[1] = {}) => {
  const speaker = await makePerson(database.ctx())
  const { id, ref } = await makeOutside(database.ctx(), { contact: speaker, ...traits })
  const { slug, id: offeringId } = await makeOffering(database.ctx(), {
    by: { personId: speaker.id },
    basis: 'charged',
    pricePence: 5_000,
    priceUnit: 'a place',
  })
  await db().offering.update({ where: { id: offeringId }, data: { outsideId: id } })
  const typed = typedCourse(on, { trainers: [speaker.id], places: 4, latePercent: 100 })
  const date = value(await draftCourse(as(speaker), slug, typed)).ref
  value(await openCourse(as(speaker), date, { version: 1 }))
  value(await bookPlaces(as(made(leeds)), date, { count: 1 }))
  const row = await db().courseDate.findUniqueOrThrow({ where: { ref: date } })
  return { id, ref, date, dateId: row.id, speaker }
}

type Announced = Pick<Awaited<ReturnType<typeof announced>>, 'date' | 'dateId' | 'speaker'>
type OfOutside = Awaited<ReturnType<typeof announced>>

const press = async (provider: OfOutside, how: typeof suspendProvider) => {
  const { version } = await db().outsideProvider.findUniqueOrThrow({ where: { id: provider.id } })
  value(await how(as(made(office)), provider.ref, { version, reasons: 'A concern is being looked at by the board.' }))
  await room.handlers?.['outside-standing-changed']?.(database.ctx(), {
    ...{ id: provider.id, key: `outside-standing-changed:${provider.id}`, payload: { outsideId: provider.id } },
  })
}
const hourly = () => room.jobs?.find(({ name }) => name === 'courses.rests')?.run(database.ctx())
const dateOf = ({ dateId }: Announced) => db().courseDate.findUniqueOrThrow({ where: { id: dateId } })
const toldOf = async ({ dateId }: Announced, what: string, person: MadePerson | undefined) =>
  (
    await db().outboxMessage.findMany({
      where: { topic: 'mail', AND: [{ key: { contains: dateId } }, { key: { contains: what } }] },
    })
  ).filter(({ payload }) => JSON.stringify(payload).includes(made(person).id)).length

describe('dates of an outside provider that is suspended', () => {
  it('take nobody new, and everybody with a place or in the queue is told once with the day it is decided', async () => {
    const provider = await announced('2026-09-30')
    value(await joinQueue(as(made(york)), provider.date, { count: 4, how: 'together' }))
    await press(provider, suspendProvider)
    await hourly()
    expect(await dateOf(provider)).toMatchObject({ status: 'open', restsSince: expect.any(Date) })
    for (const one of [leeds, york, provider.speaker]) expect(await toldOf(provider, 'rested', one)).toBe(1)
    const refusal = { problem: { kind: 'refused', why: expect.stringContaining('may not offer here at present') } }
    expect(await bookPlaces(as(made(leeds)), provider.date, { count: 1 })).toMatchObject(refusal)
    expect(value(await findCourse(as(made(leeds)), provider.date)).booking).toMatchObject({ kind: 'shut' })
  })

  it('offer nothing to whoever waits, who keeps their turn, also where it was offered before', async () => {
    const provider = await announced('2026-09-30')
    value(await bookPlaces(as(made(york)), provider.date, { count: 1 }))
    await db().courseDate.update({ where: { id: provider.dateId }, data: { places: 2 } })
    value(await joinQueue(as(made(york)), provider.date, { count: 1, how: 'any' }))
    const mine = async (status: 'booked' | 'offered' | 'waiting', yotCode: string) =>
      db().place.findFirstOrThrow({ where: { dateId: provider.dateId, yotCode, status } })
    const { id, version } = await mine('booked', 'leeds')
    value(await cancelPlace(as(made(leeds)), { id, version }))
    const offered = await mine('offered', 'york')
    await press(provider, suspendProvider)
    const back = await mine('waiting', 'york')
    expect(back).toMatchObject({ id: offered.id, lapses: 0, waitingSince: offered.waitingSince })
    expect(await takePlaces(as(made(york)), { id: back.id, version: back.version })).toMatchObject({
      problem: { kind: 'refused' },
    })
    value(await tendQueue(database.ctx(), provider.dateId))
    expect(await mine('waiting', 'york')).toMatchObject({ id: back.id })
    await press(provider, reinstateProvider)
    expect(await dateOf(provider)).toMatchObject({ restsSince: null })
    expect(await mine('offered', 'york')).toMatchObject({ id: back.id })
    for (const one of [york, provider.speaker]) expect(await toldOf(provider, 'resumed', one)).toBe(1)
  })

  it('are called off ten working days before', async () => {
    const provider = await announced('2026-06-24')
    await press(provider, suspendProvider)
    database.setNow('2026-06-09')
    await hourly()
    expect(await dateOf(provider)).toMatchObject({ status: 'open' })
    database.setNow('2026-06-10')
    await hourly()
    expect(await dateOf(provider)).toMatchObject({ status: 'called_off' })
    for (const one of [leeds, provider.speaker]) expect(await toldOf(provider, 'called-off', one)).toBe(1)
    expect(await db().place.count({ where: { dateId: provider.dateId, status: 'booked' } })).toBe(0)
    const [owed] = await db().engagement.findMany({ where: { courseDateId: provider.dateId } })
    expect(owed).toMatchObject({ status: 'cancelled', totalPence: 0 })
  })

  it('are called off at once where they begin within ten working days, or where its place has ended', async () => {
    const soon = await announced('2026-06-12')
    await press(soon, suspendProvider)
    expect(await dateOf(soon)).toMatchObject({ status: 'called_off' })
    const far = await announced('2026-11-12')
    await press(far, endProvider)
    expect(await dateOf(far)).toMatchObject({ status: 'called_off' })
  })
})

describe('dates of an outside provider whose insurance has run out', () => {
  it('go on, take nobody new, and cost nothing to give up', async () => {
    const provider = await announced('2026-06-12', { insuranceSeenUntil: '2026-06-03' })
    database.setNow('2026-06-04')
    expect(await bookPlaces(as(made(leeds)), provider.date, { count: 1 })).toMatchObject({
      problem: { kind: 'refused' },
    })
    await hourly()
    await hourly()
    expect(await dateOf(provider)).toMatchObject({ status: 'open', restsSince: expect.any(Date) })
    expect(await toldOf(provider, 'rested', leeds)).toBe(1)
    const { id, version } = await db().place.findFirstOrThrow({ where: { dateId: provider.dateId } })
    value(await cancelPlace(as(made(leeds)), { id, version }))
    // Within ten working days of the start a cancellation is late, and charged in full, at any other time.
    expect(await db().place.findFirstOrThrow({ where: { id } })).toMatchObject({ status: 'cancelled', isLate: false })
    await db().outsideProvider.update({
      where: { id: provider.id },
      data: { insuranceSeenUntil: new Date('2027-06-03') },
    })
    await hourly()
    expect(await dateOf(provider)).toMatchObject({ status: 'open', restsSince: null })
    value(await bookPlaces(as(made(leeds)), provider.date, { count: 1 }))
  })
})

/** An associate with one date of four places in their own name, of which Leeds has booked one. */
const inOwnName = async (on: string, basis: 'charged' | 'free') => {
  const person = await makePerson(database.ctx(), {
    posts: [{ yotCode: 'kent', until: '2026-03-31' }],
    bank: { dayRatePence: 50_000, insuranceUntil: '2026-12-31' },
  })
  const price = basis === 'charged' ? { pricePence: 5_000, priceUnit: 'a place' } : {}
  const { slug } = await makeOffering(database.ctx(), { by: { personId: person.id }, basis, ...price })
  const typed = typedCourse(on, { trainers: [person.id], places: 4, latePercent: 100 })
  const date = value(await draftCourse(as(person), slug, typed)).ref
  value(await openCourse(as(person), date, { version: 1 }))
  value(await bookPlaces(as(made(leeds)), date, { count: 1 }))
  const { id } = await db().courseDate.findUniqueOrThrow({ where: { ref: date } })
  return { date, dateId: id, speaker: person }
}

describe('dates that an associate gives in their own name', () => {
  it.each(['charged', 'free'] as const)(
    'take nobody new while they are suspended, and go on after it: %s',
    async (basis) => {
      const course = await inOwnName('2026-09-30', basis)
      const restsOn = `outcome:${randomUUID()}`
      const personId = course.speaker.id
      value(await suspend(database.ctx(system), { personId, restsOn, until: '2026-06-20' }))
      expect(await bookPlaces(as(made(leeds)), course.date, { count: 1 })).toMatchObject({
        problem: { kind: 'refused' },
      })
      await hourly()
      await hourly()
      expect(await dateOf(course)).toMatchObject({ status: 'open', restsSince: expect.any(Date) })
      expect(await toldOf(course, 'rested', leeds)).toBe(1)
      value(await liftSuspension(database.ctx(system), restsOn))
      await hourly()
      expect(await dateOf(course)).toMatchObject({ status: 'open', restsSince: null })
      value(await bookPlaces(as(made(leeds)), course.date, { count: 1 }))
    },
  )

  it('are called off ten working days before where they are suspended still', async () => {
    const course = await inOwnName('2026-06-24', 'charged')
    const suspension = { personId: course.speaker.id, restsOn: `outcome:${randomUUID()}`, until: null }
    value(await suspend(database.ctx(system), suspension))
    database.setNow('2026-06-10')
    await hourly()
    expect(await dateOf(course)).toMatchObject({ status: 'called_off' })
    expect(await toldOf(course, 'called-off', leeds)).toBe(1)
  })

  it('go on, charged, and take nobody new where their insurance has run out; free ones ask for none', async () => {
    const charged = await inOwnName('2027-02-10', 'charged')
    const free = await inOwnName('2027-02-11', 'free')
    database.setNow('2027-01-02')
    await hourly()
    expect(await dateOf(charged)).toMatchObject({ status: 'open', restsSince: expect.any(Date) })
    expect(await dateOf(free)).toMatchObject({ status: 'open', restsSince: null })
  })
})
