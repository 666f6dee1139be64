import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import {
  bookPlaces,
  callOffCourse,
  cancelPlace,
  changeCourse,
  draftCourse,
  findCourse,
  openCourse,
  recordAttendance,
  room,
} from '#services/courses/index.ts'
import { cancelEngagement, findEngagement, sayDelivered, room as work } from '#services/engagements/index.ts'
import { value } from '#tests/factories/application.ts'
import { typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase({ isVerified: true })
let [provider, leeds, york, associate]: MadePerson[] = []
let slug = ''
const on = '2026-09-30'
const as = (person: MadePerson | undefined) => database.ctx(person?.actor)

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  provider = await makePerson(ctx, { posts: [{ yotCode: 'essex', level: 'manager' }] })
  leeds = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  york = await makePerson(ctx, { posts: [{ yotCode: 'york', level: 'manager' }] })
  associate = await makePerson(ctx, { bank: {} })
  for (const yotCode of ['essex', 'leeds', 'york']) await makeMembership(ctx, { yotCode })
  const offering = await makeOffering(ctx, {
    by: { yotCode: 'essex', contactId: provider.id },
    basis: 'cost_recovery',
    pricePence: 4_501,
    priceUnit: 'a place',
  })
  slug = offering.slug
})

const paidDate = async (more: Record<string, unknown> = {}) => {
  const typed = typedCourse(on, { latePercent: 50, trainers: [provider?.id], ...more })
  const { ref } = value(await draftCourse(as(provider), slug, typed))
  value(await openCourse(as(provider), ref, { version: 1 }))
  return ref
}

const agreedFor = (ref: string, hostYotCode = 'leeds') =>
  database.ctx().db.engagement.findFirst({ where: { courseDate: { ref }, hostYotCode } })
const placesOf = (ref: string, yotCode: string) =>
  database.ctx().db.place.findMany({ where: { date: { ref }, yotCode, status: 'booked' }, orderBy: { id: 'asc' } })

const cancelOne = async (ref: string, yotCode: string, who: MadePerson | undefined) => {
  const [place] = await placesOf(ref, yotCode)
  value(await cancelPlace(as(who), { id: place?.id ?? '', version: place?.version ?? 1 }))
}

describe('paid places', () => {
  it('are agreed work from the first, on the terms that stood where they were booked; what is owed follows them', async () => {
    const ref = await paidDate()
    expect(value(await findCourse(as(leeds), ref)).terms.join(' ')).toMatch(
      /£45\.01.*less than 10 working days.*£22\.51/,
    )
    value(await bookPlaces(as(leeds), ref, { count: 2 }))
    const first = await agreedFor(ref)
    expect(first).toMatchObject({ status: 'agreed', totalPence: 9_002, termsInForce: 1, providerYotCode: 'essex' })
    const page = value(await findEngagement(as(leeds), first?.ref ?? ''))
    expect(page.terms).toMatchObject({ isInForce: true, accepted: expect.arrayContaining(['host', 'provider']) })
    expect(page.courseRef).toBe(ref)
    // In time: it costs nothing.
    await cancelOne(ref, 'leeds', leeds)
    expect(await agreedFor(ref)).toMatchObject({ status: 'agreed', totalPence: 4_501 })
    expect(await database.ctx().db.engagement.count({ where: { courseDate: { ref } } })).toBe(1)
  })

  it('charge a late cancellation as the terms say, and nothing where they do not', async () => {
    const [charged, free] = [await paidDate(), await paidDate({ latePercent: 0 })]
    for (const ref of [charged, free]) value(await bookPlaces(as(leeds), ref, { count: 2 }))
    database.setNow('2026-09-21')
    for (const ref of [charged, free]) await cancelOne(ref, 'leeds', leeds)
    database.setNow('2026-06-01')
    expect((await agreedFor(charged))?.totalPence).toBe(4_501 + 2_251)
    expect((await agreedFor(free))?.totalPence).toBe(4_501)
  })

  it('have no engagement where nothing is paid to somebody else: a provider’s own, an associate’s own', async () => {
    const ref = await paidDate()
    value(await bookPlaces(as(provider), ref, { count: 1 }))
    value(await bookPlaces(as(associate), ref, { count: 1 }))
    expect(await database.ctx().db.engagement.count({ where: { courseDate: { ref } } })).toBe(0)
  })

  it('are changed on the course alone', async () => {
    const ref = await paidDate()
    value(await bookPlaces(as(leeds), ref, { count: 1 }))
    const row = await agreedFor(ref)
    const page = value(await findEngagement(as(leeds), row?.ref ?? ''))
    expect(page.moves).not.toContain('cancelled')
    const version = page.version
    const refusals = [
      await cancelEngagement(as(leeds), page.ref, { version, reason: 'No', chargePence: page.chargePence }),
      await sayDelivered(as(provider), page.ref, { version, given: [] }),
    ]
    for (const refusal of refusals) expect(refusal).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('owe nothing once the date is called off', async () => {
    const ref = await paidDate()
    value(await bookPlaces(as(leeds), ref, { count: 2 }))
    const { version } = await database.ctx().db.courseDate.findUniqueOrThrow({ where: { ref } })
    value(await callOffCourse(as(provider), ref, { version, reason: 'The trainer is ill.' }))
    expect(await agreedFor(ref)).toMatchObject({ status: 'cancelled', totalPence: 0 })
  })

  it('cannot become dearer to cancel once somebody booked', async () => {
    const ref = await paidDate()
    value(await bookPlaces(as(leeds), ref, { count: 1 }))
    const { version } = await database.ctx().db.courseDate.findUniqueOrThrow({ where: { ref } })
    const dearer = { ...typedCourse(on, { latePercent: 80 }), version }
    expect(await changeCourse(as(provider), ref, dearer)).toMatchObject({
      problem: { kind: 'invalid', fields: { latePercent: expect.any(String) } },
    })
  })

  it('are delivered when who came is written down, confirmed by silence, and stand in the ledger by who held how many', async () => {
    const ref = await paidDate()
    value(await bookPlaces(as(leeds), ref, { count: 2 }))
    value(await bookPlaces(as(york), ref, { count: 1 }))
    const days = room.jobs?.find(({ name }) => name === 'courses.days')
    database.setNow(`${addDays(on, 1)}`)
    await days?.run(database.ctx())
    const came = [...(await placesOf(ref, 'leeds')), ...(await placesOf(ref, 'york'))]
    const marks = came.map(({ id, version }, at) => ({
      id,
      version,
      came: at === 0 ? ('no' as const) : ('yes' as const),
    }))
    value(await recordAttendance(as(provider), ref, { marks }))
    expect((await agreedFor(ref))?.status).toBe('agreed')
    database.setNow(addDays(on, 16))
    await days?.run(database.ctx())
    expect(await agreedFor(ref)).toMatchObject({ status: 'delivered', totalPence: 9_002 })
    database.setNow(addDays(on, 31))
    await silenceJob(work.silences ?? []).run(database.ctx())
    expect(await agreedFor(ref)).toMatchObject({ status: 'confirmed', isBySilence: true, totalPence: 9_002 })
    const entries = await database.ctx().db.ledgerEntry.findMany({
      where: { sourceId: { in: [(await agreedFor(ref))?.id ?? '', (await agreedFor(ref, 'york'))?.id ?? ''] } },
      orderBy: { minutes: 'desc' },
    })
    // Six and a half hours of one trainer, two parts to one service and one to the other.
    expect(entries.map(({ receiverYotCode, minutes }) => [receiverYotCode, minutes])).toEqual([
      ['leeds', 260],
      ['york', 130],
    ])
  })
})
