import type { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { isProvider } from '#services/offerings/index.ts'
import { courseLife, placeLife } from './lifecycle.ts'
import { knownDates, placeSidesOf } from './policy.ts'
import type { When } from './queue/clock.ts'
import { tables } from './tables.ts'

const owner = { id: true, slug: true, title: true, yotCode: true, personId: true, contactId: true } as const

const courseSelect = {
  id: true,
  ref: true,
  title: true,
  region: true,
  status: true,
  startsAt: true,
  endsAt: true,
  mode: true,
  place: true,
  places: true,
  least: true,
  leastBy: true,
  bookUntil: true,
  kept: true,
  lateDays: true,
  pricePence: true,
  latePercent: true,
  isReviewerTraining: true,
  isCohort: true,
  sequence: true,
  restsSince: true,
  version: true,
  offering: {
    select: {
      ...owner,
      status: true,
      basis: true,
      contact: { select: { name: true } },
      yot: { select: { name: true } },
      person: { select: { name: true } },
      outsideId: true,
      outside: { select: { name: true } },
    },
  },
} satisfies Prisma.CourseDateSelect

/** A date that nobody else can change until this transaction ends. */
export type LockedCourse = Prisma.CourseDateGetPayload<{ select: typeof courseSelect }>

export const readCourse = (ctx: Ctx, id: string): Promise<LockedCourse | null> =>
  tables(ctx).courseDate.findUnique({ where: { id }, select: courseSelect })

/** What the queue's clock asks of a date. */
export const whenOf = ({ startsAt, bookUntil }: Pick<LockedCourse, 'startsAt' | 'bookUntil'>): When => ({
  startsAt,
  bookUntil: isoFromDate(bookUntil),
})

/** The places that are kept for regions. */
export const keptOf = ({ kept }: Pick<LockedCourse, 'kept'>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(kept !== null && typeof kept === 'object' ? kept : {}).flatMap(([region, count]) =>
      typeof count === 'number' ? [[region, count]] : [],
    ),
  )

export const findDate = (ctx: Ctx, ref: string) =>
  tables(ctx).courseDate.findFirst({
    where: { ref, ...knownDates(ctx.actor) },
    select: { id: true, status: true, offering: { select: owner } },
  })

/** Course dates and their moves, by reference: for their provider's side; to anybody else there is nothing to move. */
export const courses = keep(courseLife, {
  kind: 'course',
  table: 'CourseDate',
  find: findDate,
  sidesOf: ({ actor }, { offering }) => (isProvider(actor, offering) ? (['provider'] as const) : []),
  read: readCourse,
  write: (ctx, { id }, data: Prisma.CourseDateUncheckedUpdateInput) =>
    tables(ctx).courseDate.update({ where: { id }, data }),
  about: ({ offering: { yotCode } }) => (yotCode === null ? {} : { yotCode }),
})

const placeSelect = {
  id: true,
  dateId: true,
  groupId: true,
  yotCode: true,
  personId: true,
  bookedById: true,
  status: true,
  attendee: true,
  attendeeId: true,
  address: true,
  waitingSince: true,
  drawn: true,
  isTogether: true,
  lapses: true,
  offeredUntil: true,
  keepBy: true,
  isLate: true,
  certificate: true,
  createdAt: true,
  version: true,
} satisfies Prisma.PlaceSelect

/** A place that nobody else can change until this transaction ends: its date is locked. */
export type LockedPlace = Prisma.PlaceGetPayload<{ select: typeof placeSelect }>

/** Places of a date or of a group, the oldest first. Lock the date before. */
export const readPlaces = (ctx: Ctx, where: Prisma.PlaceWhereInput): Promise<LockedPlace[]> =>
  tables(ctx).place.findMany({ where, orderBy: { id: 'asc' }, select: placeSelect })

const isId = (key: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)

/** Places and their moves, by id: for whoever holds them, the person named, and the provider; to anybody else there is none. */
export const places = keep(placeLife, {
  kind: 'place',
  table: 'Place',
  find: async (ctx: Ctx, id: string) =>
    isId(id)
      ? tables(ctx).place.findUnique({
          where: { id },
          select: {
            id: true,
            dateId: true,
            yotCode: true,
            personId: true,
            attendeeId: true,
            date: { select: { offering: { select: owner } } },
          },
        })
      : null,
  sidesOf: ({ actor }, found) => placeSidesOf(actor, found),
  read: (ctx, id): Promise<LockedPlace | null> => tables(ctx).place.findUnique({ where: { id }, select: placeSelect }),
  write: (ctx, { id }, data: Prisma.PlaceUncheckedUpdateInput) => tables(ctx).place.update({ where: { id }, data }),
  about: ({ yotCode }) => (yotCode === null ? {} : { yotCode }),
})

/**
 * Does something about a date in one transaction with the date locked: whatever changes its places comes one after the other, and places are
 * locked after their date.
 */
export const moveOnDate = <T>(
  ctx: Ctx,
  dateId: string,
  work: (ctx: Ctx, course: LockedCourse) => Promise<Result<T>>,
): Promise<Result<T>> =>
  inTransaction(ctx, async (ctx) => {
    const course = await courses.lock(ctx, dateId)
    return course ? work(ctx, course) : notFound()
  })

/** The same, of the date that a place is on. */
export const moveOnDateOf = async <T>(
  ctx: Ctx,
  placeId: string,
  work: (ctx: Ctx, course: LockedCourse) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const found = isId(placeId)
    ? await tables(ctx).place.findUnique({ where: { id: placeId }, select: { dateId: true } })
    : null
  return found ? moveOnDate(ctx, found.dateId, work) : notFound()
}
