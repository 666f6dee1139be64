import { addDays, dateFromIso } from '#services/core/clock.ts'
import {
  bookPlaces,
  type CourseEvent,
  callOffCourse,
  cancelPlace,
  changeCourse,
  chooseSessions,
  courseLife,
  draftCourse,
  giveUpPlaces,
  joinQueue,
  keepPlace,
  leaveQueue,
  moveCourse,
  namePlaces,
  namesSchema,
  openCourse,
  type PlaceEvent,
  placeLife,
  recordAttendance,
  room,
  takePlaces,
  tendQueue,
} from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse, typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type TestDatabase, type Who } from './driver.ts'

type State = keyof typeof courseLife.states
type PlaceState = keyof typeof placeLife.states

const on = '2026-09-30'

/** Two people of a service that offers, and two of one that books. */
const makePeople = async (database: TestDatabase, [from, to]: readonly [string, string]) => {
  const ctx = database.ctx()
  const at = (yotCode: string) => makePerson(ctx, { posts: [{ yotCode, level: 'manager' }] })
  const provider = { first: await at(from), second: await at(from) }
  const holder = { first: await at(to), second: await at(to) }
  for (const yotCode of [from, to]) await makeMembership(ctx, { yotCode })
  const offering = await makeOffering(ctx, { by: { yotCode: from, contactId: provider.first.id } })
  return { provider, holder, offering }
}

/** Dates of Islington's, moved by two of its people. */
export const courseDriver: MakeDriver<State, CourseEvent> = async (database) => {
  const { provider, offering } = await makePeople(database, ['islington', 'brent'])
  const as = (who: Who) => database.ctx(provider[who].actor)
  const versioned = async ({ id, ref }: Subject) => {
    await database.ctx().db.courseDate.update({ where: { id }, data: { version: madeAt } })
    return { id, ref }
  }
  /** So many days ago it ended, or its booking; then what happens by itself. */
  const passing =
    (daysAgo: number | null) =>
    async ({ id }: Subject) => {
      const ctx = database.ctx()
      const today = ctx.clock.today()
      await ctx.db.courseDate.update({
        where: { id },
        data:
          daysAgo === null
            ? { bookUntil: dateFromIso(addDays(today, -1)) }
            : {
                startsAt: new Date(`${addDays(today, -daysAgo)}T08:00:00Z`),
                endsAt: new Date(`${addDays(today, -daysAgo)}T15:00:00Z`),
              },
      })
      await room.jobs?.find(({ name }) => name === 'courses.days')?.run(ctx)
    }
  const driver: Driver<State, CourseEvent> = {
    life: courseLife,
    kind: 'course',
    make: async (status) =>
      versioned(
        await makeCourse(database.ctx(), {
          offeringId: offering.id,
          createdById: provider.first.id,
          on,
          status,
          isNoted: false,
        }),
      ),
    from: { held: 'closed' },
    moves: {
      drafted: {
        begins: async () => {
          const { ref } = value(await draftCourse(as('first'), offering.slug, typedCourse(on)))
          const { id } = await database.ctx().db.courseDate.findUniqueOrThrow({ where: { ref }, select: { id: true } })
          return { id, ref }
        },
      },
      changed: {
        press: ({ ref }, version, who) =>
          changeCourse(as(who), ref, { ...typedCourse(on, { places: who === 'first' ? 20 : 21 }), version }),
      },
      opened: { press: ({ ref }, version, who) => openCourse(as(who), ref, { version }) },
      moved: {
        press: ({ ref }, version, who) => {
          const day = who === 'first' ? '2026-10-07' : '2026-10-08'
          const { sessions, bookUntil } = typedCourse(day)
          return moveCourse(as(who), ref, { version, sessions, bookUntil, reason: 'The hall is flooded.' })
        },
      },
      closed: { happens: passing(null) },
      held: { happens: passing(1) },
      evaluated: { happens: passing(20) },
      'called-off': {
        press: ({ ref }, version, who) => callOffCourse(as(who), ref, { version, reason: `The ${who} is ill.` }),
      },
    },
  }
  return driver
}

/** Places of Medway's on dates of Croydon's. */
export const placeDriver: MakeDriver<PlaceState, PlaceEvent> = async (database) => {
  const { provider, holder, offering } = await makePeople(database, ['croydon', 'medway'])
  const as = (who: Who) => database.ctx(holder[who].actor)
  const course = () =>
    makeCourse(database.ctx(), { offeringId: offering.id, createdById: provider.first.id, on, places: 20 })
  const placeOn = async (ref: string): Promise<Subject> => {
    const { id } = await database.ctx().db.place.findFirstOrThrow({ where: { date: { ref } }, select: { id: true } })
    return { id, ref: id }
  }
  const dateOf = async ({ id }: Subject) =>
    (await database.ctx().db.place.findUniqueOrThrow({ where: { id }, select: { date: true } })).date
  const press = (does: typeof takePlaces) => ({
    press: ({ id }: Subject, version: number, who: Who) => does(as(who), { id, version }),
  })
  const attendance = (came: 'yes' | 'no') => ({
    press: async (subject: Subject, version: number, who: Who) => {
      const date = await dateOf(subject)
      const today = database.ctx().clock.today()
      const data = { startsAt: new Date(`${today}T08:00:00Z`), endsAt: new Date(`${today}T15:00:00Z`) }
      await database.ctx().db.courseDate.update({ where: { id: date.id }, data })
      const marks = [{ id: subject.id, version, came }]
      return recordAttendance(database.ctx(provider[who].actor), date.ref, { marks })
    },
  })
  const driver: Driver<PlaceState, PlaceEvent> = {
    life: placeLife,
    kind: 'place',
    make: async (status) => {
      const { id: dateId } = await course()
      const { db, clock } = database.ctx()
      const queued = status === 'waiting' ? { waitingSince: clock.now() } : {}
      const offered = status === 'offered' ? { offeredUntil: new Date('2026-06-04T16:00:00Z') } : {}
      const { id } = await db.place.create({
        data: {
          dateId,
          groupId: '0190a8f0-0000-7000-8000-0000000000f0',
          yotCode: 'medway',
          bookedById: holder.first.id,
          status,
          keepBy: status === 'booked' ? dateFromIso('2026-06-09') : null,
          certificate: null,
          createdAt: clock.now(),
          version: madeAt,
          ...queued,
          ...offered,
        },
      })
      return { id, ref: id }
    },
    from: { absent: 'booked' },
    moves: {
      booked: {
        begins: async () => {
          const { ref } = await course()
          value(await bookPlaces(as('first'), ref, { count: 1 }))
          return placeOn(ref)
        },
      },
      joined: {
        begins: async () => {
          const { ref } = await course()
          value(await joinQueue(as('first'), ref, { count: 1, how: 'any' }))
          return placeOn(ref)
        },
      },
      offered: { happens: async (subject) => tendQueue(database.ctx(), (await dateOf(subject)).id) },
      taken: press(takePlaces),
      'given-up': press(giveUpPlaces),
      lapsed: {
        happens: async (subject) => {
          const { db } = database.ctx()
          const over = new Date('2026-06-01T16:00:00Z')
          await db.place.updateMany({
            where: { id: subject.id, lapses: 0, status: 'offered' },
            data: { offeredUntil: over },
          })
          await tendQueue(database.ctx(), (await dateOf(subject)).id)
        },
      },
      left: press(leaveQueue),
      named: {
        press: async (subject, version, who) => {
          const typed = { id: subject.id, version, attendee: `Named by the ${who}` }
          return namePlaces(as(who), (await dateOf(subject)).ref, namesSchema.parse({ names: [typed] }))
        },
      },
      chosen: {
        press: async (subject, version, who) => {
          const { id: dateId } = await dateOf(subject)
          await database.ctx().db.courseSession.updateMany({ where: { dateId }, data: { seats: 5 } })
          return chooseSessions(as(who), { id: subject.id, version, sessions: [0] })
        },
      },
      kept: press(keepPlace),
      cancelled: press(cancelPlace),
      attended: attendance('yes'),
      absent: attendance('no'),
    },
  }
  return driver
}
