import { beforeAll, expect, it } from 'vitest'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import { invalid, notFound } from '#services/core/result.ts'
import { courseDates } from '#services/courses/dates.ts'
import {
  bookPlaces,
  changeCourse,
  circlePage,
  courseSchema,
  draftCourse,
  findCertificate,
  findCourse,
  findPlaces,
  findRegister,
  leaveCircle,
  namePlaces,
  namesSchema,
  openCourse,
  recordAttendance,
  writeToCircle,
} from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)
const steps = ['2026-09-01', '2026-10-01', '2026-11-03']

let provider: MadePerson
let ann: MadePerson
let ben: MadePerson
let cat: MadePerson
let ref = ''

const typed = {
  sessions: steps.map((on, at) => ({ on, from: '09:30', to: '12:30', title: `Step ${at + 1}` })),
  mode: 'remote',
  places: 8,
  bookUntil: '2026-08-31',
  isCohort: 'yes',
}

beforeAll(async () => {
  database.setNow('2026-06-02')
  const at = (yotCode: string, name: string) =>
    makePerson(database.ctx(), { name, posts: [{ yotCode, level: 'manager' }] })
  provider = await at('leeds', 'Pat Provider')
  ann = await at('brent', 'Ann Vale')
  ben = await at('kent', 'Ben Moor')
  cat = await at('devon', 'Cat Reed')
  for (const yotCode of ['leeds', 'brent', 'kent', 'devon']) await makeMembership(database.ctx(), { yotCode })
  const { slug } = await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: provider.id } })
  ref = value(await draftCourse(as(provider), slug, courseSchema.parse(typed))).ref
  value(await openCourse(as(provider), ref, { version: 1 }))
  for (const who of [ann, ben, cat]) {
    value(await bookPlaces(as(who), ref, { count: 1 }))
    const [place] = value(await findPlaces(as(who), ref)).booked
    const named = { ...place, attendee: who.actor.name, address: who.email }
    value(await namePlaces(as(who), ref, namesSchema.parse({ names: [named] })))
  }
}, 60_000)

const attend = async (step: number, came: Record<string, 'yes' | 'no'>) => {
  const { rows } = value(await findRegister(as(provider), ref, undefined, step))
  return recordAttendance(as(provider), ref, {
    step,
    marks: rows.map(({ id, version, attendee, came: was }) => ({
      ...{ id, version, came: came[attendee] },
      was: typeof was === 'boolean' ? (was ? 'yes' : 'no') : undefined,
    })),
  })
}
const stands = async () => {
  const rows = await database.ctx().db.place.findMany({ where: { date: { ref } }, orderBy: { attendee: 'asc' } })
  return rows.map(({ attendee, status }) => [attendee.split(' ')[0], status])
}

it('a cohort has at least two steps and no seats to choose, and stays one once it is booked', async () => {
  const parse = (more: object) => courseSchema.safeParse({ ...typed, ...more })
  expect(parse({ sessions: typed.sessions.slice(0, 1) }).success).toBe(false)
  expect(parse({ sessions: typed.sessions.map((one) => ({ ...one, seats: 3 })) }).success).toBe(false)
  const change = { ...courseSchema.parse({ ...typed, isCohort: undefined }), version: 2 }
  expect(await changeCourse(as(provider), ref, change)).toEqual(
    invalid({ isCohort: 'Booking is open: people booked it as it was' }),
  )
  // One booking is a place on all of it.
  expect(value(await findCourse(as(ann), ref))).toMatchObject({ own: { booked: 1 }, isCohort: true, free: 5 })
})

it('nobody is in the circle before it begins; then those who come see each other, and nobody else does', async () => {
  expect(await circlePage(as(ann), ref)).toEqual(notFound())
  database.setNow('2026-09-02')
  const { members, mayWrite } = value(await circlePage(as(ann), ref))
  expect(members.map(({ name, service }) => [name, service])).toEqual([
    ['Ann Vale', 'Brent Youth Justice Service'],
    ['Ben Moor', 'Kent Youth Justice Service'],
    ['Cat Reed', 'Devon Youth Justice Service'],
  ])
  expect(mayWrite).toBe(false)
  expect(await circlePage(as(provider), ref)).toEqual(notFound())
  expect(await writeToCircle(as(ann), ref, { text: 'Already?' })).toMatchObject({ problem: { kind: 'refused' } })
})

it('each step has its attendance; who came to any attended, with how many on the certificate', async () => {
  value(await attend(0, { 'Ann Vale': 'yes', 'Ben Moor': 'no', 'Cat Reed': 'no' }))
  expect(await attend(1, { 'Ann Vale': 'yes' })).toMatchObject({ problem: { kind: 'refused' } })
  // Whoever shows an older answer is told.
  const { rows } = value(await findRegister(as(provider), ref, undefined, 0))
  const [first] = rows
  expect(
    await recordAttendance(as(provider), ref, {
      step: 0,
      marks: [{ id: first?.id ?? '', version: 1, came: 'no', was: undefined }],
    }),
  ).toMatchObject({ problem: { kind: 'stale' } })
  database.setNow('2026-10-02')
  value(await attend(1, { 'Ann Vale': 'yes', 'Ben Moor': 'no', 'Cat Reed': 'no' }))
  expect((await stands()).map(([, status]) => status)).toEqual(['booked', 'booked', 'booked'])
  database.setNow('2026-11-04')
  value(await attend(2, { 'Ann Vale': 'no', 'Ben Moor': 'yes', 'Cat Reed': 'no' }))
  expect(await stands()).toEqual([
    ['Ann', 'attended'],
    ['Ben', 'attended'],
    ['Cat', 'absent'],
  ])
  const [place] = value(await findPlaces(as(ann), ref)).past
  const certificate = async () => value(await findCertificate(database.ctx(), place?.certificate ?? ''))
  expect(await certificate()).toMatchObject({ steps: { came: 2, of: 3 }, minutes: 360 })
  // A step that is corrected counts on the certificate, and who came to one after all attended.
  value(await attend(1, { 'Ann Vale': 'no', 'Cat Reed': 'yes' }))
  expect(await certificate()).toMatchObject({ steps: { came: 1, of: 3 }, minutes: 180 })
  expect((await stands()).at(-1)).toEqual(['Cat', 'attended'])
})

it('after the last step they write to each other; who leaves is not seen, nor what they wrote, and is not written to', async () => {
  value(await writeToCircle(as(ann), ref, { text: 'Shall we meet?', meetsOn: '2027-01-12' }))
  const told = async () =>
    (await lettersIn(database.ctx().db, { where: { topic: 'mail', key: { contains: ':circle:' } } })).length
  expect(await told()).toBe(2)
  expect(value(await circlePage(as(ben), ref)).notes).toMatchObject([
    { by: 'Ann Vale', text: 'Shall we meet?', meetsOn: '2027-01-12' },
  ])
  const days = async (person: Parameters<typeof as>[0]) =>
    (
      (await courseDates.mine?.(as(person), { from: dateFromIso('2026-11-04'), to: dateFromIso('2028-01-01') })) ?? []
    ).flatMap(({ id, path, start }) => (id.startsWith('circle-') ? [[path, isoFromDate(start)]] : []))
  const day = [[`/courses/${ref}/circle`, '2027-01-12']]
  expect([await days(ann), await days(ben)]).toEqual([day, day])
  value(await leaveCircle(as(ann), ref))
  expect([await days(ann), await days(ben)]).toEqual([[], []])
  expect(await circlePage(as(ann), ref)).toEqual(notFound())
  expect(value(await circlePage(as(ben), ref))).toMatchObject({ notes: [], members: [{}, {}] })
  value(await writeToCircle(as(ben), ref, { text: 'The two of us, then.' }))
  expect(await told()).toBe(3)
})
