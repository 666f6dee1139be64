import { groupBy } from '#services/conflicts/index.ts'
import { asActor } from '#services/core/access.ts'
import { londonDate, londonTime } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { deliverPlaces, type GivenTo, settlePlaces } from '#services/engagements/index.ts'
import { checkPaidPlaces } from '#services/enquiries/index.ts'
import { offererName } from '#services/offerings/index.ts'
import type { LockedCourse } from './move-course.ts'
import { minutesOf } from './session-times.ts'
import { tables } from './tables.ts'
import { partsOf } from './write-time.ts'

/** Places that are paid for once the day has come, whoever came. */
const held = ['booked', 'attended', 'absent'] as const

/** Whether what a holder has on a date is settled here: it is paid for, by a service, and not to itself. An associate's own place is not. */
export const isPaidBy = (course: LockedCourse, yotCode: string | null): yotCode is string =>
  (course.pricePence ?? 0) > 0 && yotCode !== null && yotCode !== course.offering.yotCode

/**
 * Whether a service may pay for places on a date: nobody of its provider has just reviewed it. Asked when it books, waits and takes, by whoever
 * does so for it. Free where nothing is paid.
 */
export const mayPay = async (ctx: Ctx, course: LockedCourse, yotCode: string | null): Promise<Result<undefined>> => {
  if (!isPaidBy(course, yotCode)) return ok(undefined)
  const trainers = await tables(ctx).courseTrainer.findMany({
    where: { dateId: course.id },
    select: { personId: true },
  })
  return checkPaidPlaces(ctx, {
    yotCode,
    provider: course.offering,
    trainerIds: trainers.map(({ personId }) => personId),
  })
}

/** Whether every service that holds paid places on a date may still pay for them once these people train too. */
export const mayTrain = async (ctx: Ctx, course: LockedCourse, trainers: readonly string[]): Promise<boolean> => {
  if ((course.pricePence ?? 0) === 0) return true
  const { place, courseTrainer } = tables(ctx)
  const before = await courseTrainer.findMany({ where: { dateId: course.id }, select: { personId: true } })
  const trainerIds = trainers.filter((id) => !before.some(({ personId }) => personId === id))
  if (trainerIds.length === 0) return true
  const holders = await place.findMany({
    where: { dateId: course.id, yotCode: { not: null }, status: { in: [...held] } },
    distinct: ['yotCode'],
    orderBy: { yotCode: 'asc' },
    select: { yotCode: true, bookedById: true },
  })
  for (const { yotCode, bookedById } of holders) {
    if (!isPaidBy(course, yotCode)) continue
    const booker = asActor(ctx, { kind: 'person', personId: bookedById, name: '', grants: [] })
    const may = await checkPaidPlaces(booker, {
      yotCode,
      provider: { yotCode: null, personId: null, outsideId: null },
      trainerIds,
    })
    if (!may.ok) return false
  }
  return true
}

const readPlan = async (ctx: Ctx, { id }: LockedCourse) => {
  const where = { dateId: id }
  const [sessions, trainers] = [
    await tables(ctx).courseSession.findMany({ where, orderBy: { position: 'asc' } }),
    await tables(ctx).courseTrainer.findMany({
      where,
      orderBy: { personId: 'asc' },
      select: { personId: true, person: { select: { name: true } } },
    }),
  ]
  return { sessions, people: trainers.map(({ personId, person }) => ({ personId, name: person.name })) }
}

/**
 * Settles what a service holds on a paid date with the engagement of both, in the transaction that changed its places. Does nothing where
 * nothing is paid for it.
 */
export const settlePaid = async (ctx: Ctx, course: LockedCourse, yotCode: string | null): Promise<Result<unknown>> => {
  if (!isPaidBy(course, yotCode)) return ok(null)
  const own = { dateId: course.id, yotCode }
  const { place } = tables(ctx)
  const [places, late, booker, host, plan] = [
    await place.count({ where: { ...own, status: { in: [...held] } } }),
    await place.count({ where: { ...own, status: 'cancelled', isLate: true } }),
    await place.findFirst({ where: own, orderBy: { id: 'asc' }, select: { bookedById: true } }),
    await ctx.db.yot.findUniqueOrThrow({ where: { code: yotCode }, select: { name: true } }),
    await readPlan(ctx, course),
  ]
  const { offering } = course
  return settlePlaces(ctx, {
    course: {
      ...{ id: course.id, ref: course.ref, title: course.title, people: plan.people },
      sessions: plan.sessions.map(({ startsAt, endsAt }) => ({
        on: londonDate(startsAt),
        from: londonTime(startsAt),
        to: londonTime(endsAt),
        mode: course.mode,
        place: course.place,
      })),
    },
    offering,
    provider: { name: offererName(offering) },
    host: { yotCode, name: host.name, contactId: booker?.bookedById ?? ctx.actor.personId ?? '' },
    pricePence: course.pricePence ?? 0,
    lateDays: course.lateDays,
    latePercent: course.latePercent,
    ...{ places, late },
  })
}

/** The same of every service that has or had places on it: its days or its people have changed. */
export const settleAllPaid = async (ctx: Ctx, course: LockedCourse): Promise<Result<unknown>> => {
  if ((course.pricePence ?? 0) === 0) return ok(null)
  const holders = await tables(ctx).place.groupBy({
    by: ['yotCode'],
    where: { dateId: course.id, yotCode: { not: null }, status: { in: [...held, 'cancelled'] } },
    orderBy: { yotCode: 'asc' },
  })
  for (const { yotCode } of holders) {
    const settled = await settlePaid(ctx, course, yotCode)
    if (!settled.ok) return settled
  }
  return ok(null)
}

/**
 * Who came is written down: what was paid for is delivered, with the trainers' time in parts, by how many places each service had. Once, in
 * the transaction that closes the attendance.
 */
export const deliverPaid = async (ctx: Ctx, course: LockedCourse): Promise<Result<unknown>> => {
  if ((course.pricePence ?? 0) === 0) return ok(null)
  const counts = await tables(ctx).place.groupBy({
    by: ['yotCode'],
    where: { dateId: course.id, yotCode: { not: null }, status: { in: [...held] } },
    _count: true,
    orderBy: { yotCode: 'asc' },
  })
  const hosts = counts.flatMap(({ yotCode, _count }) =>
    yotCode === null || yotCode === course.offering.yotCode ? [] : [{ yotCode, count: _count }],
  )
  const { people, sessions } = await readPlan(ctx, course)
  const sessionsOn = groupBy(sessions, ({ startsAt }) => londonDate(startsAt))
  const weights = hosts.map(({ count }) => count)
  const time = people.flatMap(({ personId }) =>
    [...sessionsOn].flatMap(([on, ofDay]): GivenTo[] => {
      const parts = partsOf(minutesOf(ofDay), weights)
      return hosts.map(({ yotCode }, at) => ({ hostYotCode: yotCode, personId, on, minutes: parts[at] ?? 0 }))
    }),
  )
  return deliverPlaces(ctx, course.id, { hosts: hosts.map(({ yotCode }) => yotCode), time })
}
