import type { Prisma } from '#prisma/generated/client.ts'
import type { CourseStatus, Delivery } from '#prisma/generated/enums.ts'
import { maySeeNames } from '#services/bank/index.ts'
import { may } from '#services/core/access.ts'
import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { lastMovedAt } from '#services/core/life/history.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { type Block, readMarkdown } from '#services/documents/index.ts'
import { placeTerms } from '#services/engagements/index.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { isProvider, offererName, priceInWords } from '#services/offerings/index.ts'
import { regionName, yotRegister } from '#services/yots/index.ts'
import { isAttendanceOpen } from './attendance.ts'
import { inTheWay, regionOf, whyShut } from './book.ts'
import { type SessionLine, sessionLines } from './choose-sessions.ts'
import { linkDays } from './clocks.ts'
import { isInCircle } from './cohort/circle.ts'
import { type EvaluationFigures, evaluationFigures } from './evaluate.ts'
import { courseLife } from './lifecycle.ts'
import { type MarkLine, markLineOf } from './mark/mark-line.ts'
import { courses, keptOf, type LockedCourse, readCourse, whenOf } from './move-course.ts'
import { heldBy, holdersFor, knownDates } from './policy.ts'
import { isShared, workingDays, workingDaysBefore } from './queue/clock.ts'
import { shareOf } from './queue/queue.ts'
import { situationOf, waitingOf } from './queue/situation.ts'
import { whyWords } from './queue/why-words.ts'
import { whyRests } from './rests.ts'
import { tables } from './tables.ts'

/** How the reader can book. */
type Booking =
  | { kind: 'sign-in' }
  | { kind: 'shut'; why: string }
  | { kind: 'no'; why: string }
  | {
      kind: 'open'
      /** For whom, where there is a choice; an associate has none. */
      services: { value: string; label: string }[]
      isAssociate: boolean
      /** Why one place cannot be booked now, so that they would wait; null where it can. */
      wait: string | null
    }

export type CoursePage = {
  ref: string
  title: string
  slug: string
  summary: string
  description: Block[]
  status: CourseStatus
  stands: string
  sessions: SessionLine[]
  mode: Delivery
  place: string
  region: string
  provider: string
  trainers: string[]
  price: string
  /** What booking a place agrees to, where it is paid for: sentences. */
  terms: string[]
  places: number
  free: number
  waiting: number
  /** ISO day. */
  bookUntil: string
  /** The most that one service holds, and what is kept for regions, until a day; null once they hold no more. */
  shared: { most: number; kept: { region: string; places: number }[]; until: string } | null
  isReviewerTraining: boolean
  /** Its sessions are steps, and whoever comes is in a circle; the reader is in it. */
  isCohort: boolean
  isInCircle: boolean
  edition: number
  mayRecognise: boolean
  booking: Booking
  /** Nobody new is given a place, because its provider may not offer. */
  isResting: boolean
  /** Places of the reader's side: how many are booked, offered and waited for. */
  own: { booked: number; offered: number; waiting: number }
  /** The reader is named for a place. */
  comes: boolean
  /** How to join, for those with a place from five days before; null for everybody else. */
  joiningLink: string | null
  isProvider: boolean
  mayTakeAttendance: boolean
  /** Why it was called off or moved, in the provider's words. */
  why: { event: string; note: string; on: string } | null
  figures: EvaluationFigures
  mark: MarkLine | null
  version: number
}

const more = {
  edition: true,
  joiningLink: true,
  trainers: { select: { person: { select: { name: true } } } },
  offering: {
    select: {
      summary: true,
      description: true,
      basis: true,
      pricePence: true,
      priceUnit: true,
      yot: { select: { name: true } },
    },
  },
} satisfies Prisma.CourseDateSelect

const bookingOf = async (ctx: Ctx, course: LockedCourse): Promise<Booking> => {
  const shut = whyShut(ctx, course) ?? (await whyRests(ctx, course))
  if (shut !== null) return { kind: 'shut', why: shut }
  if (ctx.actor.personId === null) return { kind: 'sign-in' }
  const holders = holdersFor(ctx.actor)
  const [first] = holders
  if (!first)
    return {
      kind: 'no',
      why: 'Places are booked by people who hold a post in a service, and by associates in the bank.',
    }
  const members = await Promise.all(
    holders.map(
      async ({ yotCode }) =>
        yotCode === null || (await hasMembership(ctx, 'course.book', { yotCode, personId: ctx.actor.personId })),
    ),
  )
  const able = holders.filter((_, at) => members[at])
  const [one] = able
  if (!one)
    return {
      kind: 'no',
      why: 'Your service is not a member of the association at present. Renew its membership, then book.',
    }
  const { register } = await yotRegister(ctx)
  const way = inTheWay(course, await situationOf(ctx, course), {
    holder: one,
    region: await regionOf(ctx, one),
    count: 1,
    waiting: await waitingOf(ctx, course.id),
    now: ctx.clock.now(),
  })
  return {
    kind: 'open',
    services: able.flatMap(({ yotCode }) =>
      yotCode === null ? [] : [{ value: yotCode, label: register.yots.get(yotCode)?.name ?? yotCode }],
    ),
    isAssociate: one.yotCode === null,
    wait: way === null ? null : whyWords(way),
  }
}

/** A date by its reference; drafts are there for the provider's side only. */
export const findCourse = async (ctx: Ctx, ref: string): Promise<Result<CoursePage>> => {
  const found = await tables(ctx).courseDate.findFirst({
    where: { ref, ...knownDates(ctx.actor) },
    select: { id: true, ...more },
  })
  const course = found && (await readCourse(ctx, found.id))
  if (!found || !course) return notFound()
  const isOwn = isProvider(ctx.actor, course.offering)
  const { personId } = ctx.actor
  const ownPlaces = { dateId: course.id, status: { in: ['booked', 'offered', 'waiting'] as const } }
  const [situation, waiting, booking, held, named, history, figures, mark, sessions, inCircle] = await Promise.all([
    situationOf(ctx, course),
    waitingOf(ctx, course.id),
    bookingOf(ctx, course),
    tables(ctx).place.groupBy({
      by: ['status'],
      where: { dateId: ownPlaces.dateId, status: { in: [...ownPlaces.status.in] }, ...heldBy(ctx.actor) },
      _count: true,
    }),
    personId === null
      ? 0
      : tables(ctx).place.count({ where: { dateId: course.id, attendeeId: personId, status: 'booked' } }),
    courses.history(ctx, course.id),
    evaluationFigures(ctx, { offeringId: course.offering.id }),
    markLineOf(ctx, course.offering.id),
    sessionLines(ctx, course.id),
    course.isCohort ? isInCircle(ctx, ref) : false,
  ])
  const taken = [...situation.byHolder.values()].reduce((sum, count) => sum + count, 0)
  const ownCount = (status: string) => held.find((one) => one.status === status)?._count ?? 0
  const start = londonDate(course.startsAt)
  const seesLink =
    (named > 0 || isOwn) && ctx.clock.today() >= addDays(start, -linkDays) && courseLife.is('listed', course.status)
  const said = history.find(({ event, note }) => (event === 'called-off' || event === 'moved') && note !== null)
  return ok({
    ref,
    title: course.title,
    slug: course.offering.slug,
    summary: found.offering.summary,
    description: readMarkdown(found.offering.description),
    status: course.status,
    stands: courseLife.states[course.status],
    sessions,
    mode: course.mode,
    place: course.place,
    region: regionName(course.region),
    provider: offererName({
      ...course.offering,
      contact: { name: maySeeNames(ctx.actor) ? course.offering.contact.name : 'An associate' },
    }),
    trainers: maySeeNames(ctx.actor) ? found.trainers.map(({ person }) => person.name) : [],
    price: priceInWords(found.offering),
    terms: course.pricePence ? placeTerms({ ...course, pricePence: course.pricePence }) : [],
    places: course.places,
    free: course.places - taken,
    waiting,
    bookUntil: isoFromDate(course.bookUntil),
    shared: isShared(ctx.clock.now(), whenOf(course))
      ? {
          most: shareOf(course.places),
          kept: Object.entries(keptOf(course)).map(([region, places]) => ({ region: regionName(region), places })),
          until: workingDaysBefore(start, workingDays.shared),
        }
      : null,
    isReviewerTraining: course.isReviewerTraining,
    isCohort: course.isCohort,
    isInCircle: inCircle,
    edition: found.edition,
    mayRecognise: may(ctx.actor, 'course.recognise') && ['open', 'closed'].includes(course.status),
    booking,
    isResting: course.restsSince !== null,
    own: { booked: ownCount('booked'), offered: ownCount('offered'), waiting: ownCount('waiting') },
    comes: named > 0,
    joiningLink: seesLink ? found.joiningLink : null,
    isProvider: isOwn,
    mayTakeAttendance: isOwn && isAttendanceOpen(ctx, course),
    why: said ? { event: said.event, note: said.note ?? '', on: said.on } : null,
    figures,
    mark,
    version: course.version,
  })
}

/** The sessions of a date for a calendar: the same ids every time, and a sequence that grows with every change. */
export const calendarOf = async (ctx: Ctx, ref: string) => {
  const found = await tables(ctx).courseDate.findFirst({
    where: { ref, ...knownDates(ctx.actor) },
    select: {
      id: true,
      ref: true,
      title: true,
      place: true,
      sequence: true,
      status: true,
      createdAt: true,
      sessions: { orderBy: { position: 'asc' } },
    },
  })
  if (!found) return notFound()
  const changedAt = (await lastMovedAt(ctx, courses.kind, found.id)) ?? found.createdAt
  return ok({ ...found, changedAt, isOff: found.status === 'called_off' })
}
