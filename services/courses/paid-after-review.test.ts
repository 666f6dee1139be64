import { beforeAll, describe, expect, it } from 'vitest'
import {
  bookPlaces,
  cancelPlace,
  changeCourse,
  draftCourse,
  joinQueue,
  openCourse,
  takePlaces,
} from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
let [provider, leeds, york]: MadePerson[] = []
const on = '2026-09-30'
const as = (person: MadePerson | undefined) => database.ctx(person?.actor)

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  provider = await makePerson(ctx, { posts: [{ yotCode: 'essex', level: 'manager' }] })
  leeds = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  york = await makePerson(ctx, { posts: [{ yotCode: 'york', level: 'manager' }] })
  for (const yotCode of ['essex', 'leeds', 'york']) await makeMembership(ctx, { yotCode, endsOn: '2027-12-31' })
})

const dateOf = async (by: MadePerson | undefined, slug: string, more: Record<string, unknown> = {}, day = on) => {
  const { ref } = value(await draftCourse(as(by), slug, typedCourse(day, { trainers: [by?.id], ...more })))
  value(await openCourse(as(by), ref, { version: 1 }))
  return ref
}

/** Somebody who was on the team that reviewed Leeds so many days ago, with a post in a service now. */
const reviewedLeeds = async (daysAgo: number, yotCode: string) => {
  const ctx = database.ctx()
  const reviewer = await makePerson(ctx, { bank: {}, posts: [{ yotCode, level: 'manager' }] })
  const past = await makeReview(ctx, {
    yotCode: 'leeds',
    requestedById: leeds?.id ?? '',
    status: 'closed',
    windowsInDays: [-daysAgo],
  })
  await makeTeam(ctx, past.id, [reviewer])
  return reviewer
}

const offer = async (by: { yotCode: string; contactId: string } | { personId: string }, basis: 'charged' | 'free') =>
  (
    await makeOffering(database.ctx(), {
      by,
      basis,
      ...(basis === 'charged' ? { pricePence: 5_000, priceUnit: 'a place' } : {}),
    })
  ).slug

const refusal = { problem: { kind: 'refused', why: expect.stringMatching(/not available to your service/) } }
const noted = () => database.ctx().db.auditEntry.count({ where: { event: 'paid-work.refused' } })

describe('paid places after a review of the service that would pay', () => {
  it('are neither booked nor waited for within twelve months by it; by others, later, and free ones they are', async () => {
    database.setNow('2026-06-01')
    const kirklees = await makePerson(database.ctx(), { posts: [{ yotCode: 'kirklees', level: 'manager' }] })
    await makeMembership(database.ctx(), { yotCode: 'kirklees' })
    const { id: contactId } = await reviewedLeeds(100, 'york')
    // Who reviewed it does not train: the service that would be paid is caught as a whole.
    const slug = await offer({ yotCode: 'york', contactId }, 'charged')
    const ref = await dateOf(york, slug, { places: 2 })
    const before = await noted()
    expect(await bookPlaces(as(leeds), ref, { count: 1 })).toMatchObject(refusal)
    expect(await noted()).toBe(before + 1)
    value(await bookPlaces(as(kirklees), ref, { count: 1 }))
    expect(await joinQueue(as(leeds), ref, { count: 1, how: 'any' })).toMatchObject(refusal)
    expect(await database.ctx().db.place.count({ where: { yotCode: 'leeds' } })).toBe(0)
    const free = await dateOf(york, await offer({ yotCode: 'york', contactId }, 'free'))
    value(await bookPlaces(as(leeds), free, { count: 1 }))
    database.setNow('2027-04-01')
    value(await bookPlaces(as(leeds), await dateOf(york, slug, {}, '2027-09-30'), { count: 1 }))
    database.setNow('2026-06-01')
  })

  it('are not taken by who has waited since before it, and nobody comes to train who has just reviewed who booked', async () => {
    const slug = await offer({ yotCode: 'essex', contactId: provider?.id ?? '' }, 'charged')
    const full = await dateOf(provider, slug, { places: 2 })
    value(await bookPlaces(as(york), full, { count: 2 }))
    value(await joinQueue(as(leeds), full, { count: 1, how: 'any' }))
    const booked = await dateOf(provider, slug)
    value(await bookPlaces(as(leeds), booked, { count: 1 }))
    const reviewer = await reviewedLeeds(30, 'essex')
    const { version } = await database.ctx().db.courseDate.findUniqueOrThrow({ where: { ref: booked } })
    const change = (trainers: unknown[]) =>
      changeCourse(as(provider), booked, { ...typedCourse(on, { trainers, places: 30 }), version })
    expect(await change([provider?.id, reviewer.id])).toMatchObject({
      problem: { kind: 'invalid', fields: { trainers: expect.stringMatching(/cannot be paid/) } },
    })
    const { place } = database.ctx().db
    const one = await place.findFirstOrThrow({ where: { date: { ref: full }, status: 'booked' } })
    value(await cancelPlace(as(york), one))
    const offered = await place.findFirstOrThrow({ where: { date: { ref: full }, status: 'offered' } })
    expect(await takePlaces(as(leeds), offered)).toMatchObject(refusal)
    // What was booked before stands, and changes by whoever trains already.
    value(await change([provider?.id]))
  })

  it('are not booked from an associate whom any rule keeps from the service', async () => {
    const { db } = database.ctx()
    const sister = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'kent', until: '2026-03-31' }],
      bank: { dayRatePence: 50_000, insuranceUntil: '2027-06-01' },
    })
    const { id: declarationId } = await db.declaration.create({
      data: { personId: sister.id, kind: 'annual', isNil: false, statedAt: database.ctx().clock.now() },
    })
    await db.interest.create({ data: { personId: sister.id, declarationId, kind: 'family', yotCode: 'leeds' } })
    const ref = await dateOf(sister, await offer({ personId: sister.id }, 'charged'))
    expect(await bookPlaces(as(leeds), ref, { count: 1 })).toMatchObject(refusal)
    value(await bookPlaces(as(york), ref, { count: 1 }))
  })
})
