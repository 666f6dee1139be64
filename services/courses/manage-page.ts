import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import type { DownloadCell } from '#services/core/spreadsheet.ts'
import { isProvider } from '#services/offerings/index.ts'
import { attendanceUntil, isAttendanceOpen } from './attendance.ts'
import { choicesOf, sessionLines } from './choose-sessions.ts'
import { linkDays } from './clocks.ts'
import { stepsOf } from './cohort/record-steps.ts'
import { enoughAnswers, evaluationFigures, wordsOf } from './evaluate.ts'
import { courseLife, placeLife } from './lifecycle.ts'
import { courses, findDate, type LockedCourse, places, readCourse, whenOf } from './move-course.ts'
import { isWithin, workingDays } from './queue/clock.ts'
import { serve } from './queue/queue.ts'
import { queueOf, situationOf } from './queue/situation.ts'
import { whyWords } from './queue/why-words.ts'
import { tables } from './tables.ts'

/** More than this is not listed on the page; the download has them all. */
const mostListed = 400

const shownStates = ['booked', 'offered', 'attended', 'absent', 'cancelled'] as const

/** A date that the actor's side provides; null for others. */
const ownCourse = async (ctx: Ctx, ref: string): Promise<LockedCourse | null> => {
  const found = await findDate(ctx, ref)
  return found && isProvider(ctx.actor, found.offering) ? readCourse(ctx, found.id) : null
}

const placesOf = (ctx: Ctx, dateId: string) =>
  tables(ctx).place.findMany({
    where: { dateId, status: { in: [...shownStates] } },
    orderBy: [{ yotCode: 'asc' }, { attendee: 'asc' }, { id: 'asc' }],
    take: mostListed,
    select: {
      id: true,
      version: true,
      status: true,
      attendee: true,
      address: true,
      isLate: true,
      keepBy: true,
      yot: { select: { name: true } },
      person: { select: { name: true } },
      bookedBy: { select: { name: true } },
    },
  })

const lineOf = ({ yot, person, bookedBy, keepBy, ...place }: Awaited<ReturnType<typeof placesOf>>[number]) => ({
  ...place,
  stands: placeLife.states[place.status],
  holder: yot?.name ?? person?.name ?? '',
  bookedBy: bookedBy.name,
  isAsked: keepBy !== null,
})

/** What the provider reads of a date: who comes, who waits and why, offers that were made, and what can be done. Not found for others. */
export const findManaged = async (ctx: Ctx, ref: string) => {
  const course = await ownCourse(ctx, ref)
  if (!course) return notFound()
  const now = ctx.clock.now()
  const [rows, situation, queue, figures, words, history] = await Promise.all([
    placesOf(ctx, course.id),
    situationOf(ctx, course),
    queueOf(ctx, course.id),
    evaluationFigures(ctx, { dateId: course.id }),
    wordsOf(ctx, course.id),
    courses.history(ctx, course.id),
  ])
  const { why } = serve(queue, situation)
  const names = new Map(
    (
      await ctx.db.yot.findMany({
        where: { code: { in: queue.flatMap(({ yotCode }) => yotCode ?? []) } },
        select: { code: true, name: true },
      })
    ).map(({ code, name }) => [code, name]),
  )
  const waitingRows = await tables(ctx).place.findMany({
    where: { dateId: course.id },
    select: { id: true },
    take: mostListed * 2,
  })
  const offers = (
    await places.histories(
      ctx,
      waitingRows.map(({ id }) => id),
    )
  ).values()
  const offersLog = [...offers]
    .flat()
    .filter(({ event }) => ['offered', 'taken', 'given-up', 'lapsed'].includes(event))
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, 100)
    .map(({ id, event, at }) => ({ id, says: placeLife.moveOf(event).title ?? event.replaceAll('-', ' '), at }))
  const taken = [...situation.byHolder.values()].reduce((sum, count) => sum + count, 0)
  return ok({
    ref,
    slug: course.offering.slug,
    title: course.title,
    startsAt: course.startsAt.toISOString(),
    status: course.status,
    stands: courseLife.states[course.status],
    version: course.version,
    places: course.places,
    taken,
    bookUntil: isoFromDate(course.bookUntil),
    least:
      course.least === null || course.leastBy === null
        ? null
        : {
            least: course.least,
            by: isoFromDate(course.leastBy),
            isDue:
              ctx.clock.today() >= isoFromDate(course.leastBy) &&
              courseLife.is('listed', course.status) &&
              rows.filter(({ status }) => status === 'booked').length < course.least,
          },
    events: courseLife.openTo(course.status, ['provider']),
    list: rows.map(lineOf),
    unnamed: rows.filter(({ status, attendee }) => status === 'booked' && attendee === '').length,
    mayRelease: isWithin(now, whenOf(course), workingDays.release) && now < course.startsAt,
    queue: queue.slice(0, 100).map((entry, at) => {
      const because = why.get(entry.id)
      return {
        id: entry.id,
        position: at + 1,
        holder: entry.yotCode === null ? 'An associate' : (names.get(entry.yotCode) ?? entry.yotCode),
        count: entry.count,
        isTogether: entry.isTogether,
        why: because === undefined ? '' : because.is === 'offered' ? 'Next to be offered.' : whyWords(because),
      }
    }),
    waiting: queue.length,
    offersLog,
    attendance: isAttendanceOpen(ctx, course) ? { until: attendanceUntil(course) } : null,
    figures: { ...figures, enough: enoughAnswers },
    words,
    history: history.map(({ id, event, on, by, note }) => ({
      id,
      says: courseLife.moveOf(event).title ?? courseLife.moveOf(event).says,
      on,
      by,
      note,
    })),
  })
}

/** Who observes it for the quality mark, from five days before: they come to the door without a place. */
const observersNear = async (ctx: Ctx, { id, startsAt }: LockedCourse): Promise<string[]> => {
  if (ctx.clock.today() < addDays(londonDate(startsAt), -linkDays)) return []
  const rows = await tables(ctx).observation.findMany({
    where: { releasedAt: null, OR: [{ mark: { dateId: id, status: 'observing' } }, { dateId: id }] },
    orderBy: { id: 'asc' },
    select: { observer: { select: { name: true } } },
  })
  return rows.map(({ observer }) => observer.name)
}

/**
 * Who has a place, for the register that is printed and for attendance. Not found for others.
 *
 * @param session the position of a session that is chosen: who chose it
 * @param step the position of a step of a cohort: who came to it; the newest that has begun when left out
 */
export const findRegister = async (ctx: Ctx, ref: string, session?: number, step?: number) => {
  const course = await ownCourse(ctx, ref)
  if (!course) return notFound()
  const rows = await placesOf(ctx, course.id)
  const sessions = await sessionLines(ctx, course.id)
  const choices = await choicesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const begun = sessions.filter(({ startsAt }) => new Date(startsAt) <= ctx.clock.now())
  const atStep = course.isCohort ? (begun.find(({ position }) => position === step) ?? begun.at(-1) ?? null) : null
  const came = course.isCohort ? await stepsOf(ctx, course.id) : null
  const isHere = ({ id }: { id: string }) => session === undefined || (choices.get(id) ?? []).includes(session)
  return ok({
    ref,
    title: course.title,
    startsAt: course.startsAt.toISOString(),
    place: course.place,
    observers: await observersNear(ctx, course),
    sessions,
    session: sessions.find(({ position, seats }) => position === session && seats !== null) ?? null,
    steps: course.isCohort ? begun : [],
    step: atStep,
    isOpen: isAttendanceOpen(ctx, course),
    until: attendanceUntil(course),
    rows: rows
      .filter((row) => ['booked', 'attended', 'absent'].includes(row.status) && isHere(row))
      .map((row) => ({
        ...lineOf(row),
        came: came
          ? atStep && came.get(row.id)?.get(atStep.position)
          : row.status === 'booked'
            ? undefined
            : row.status === 'attended',
        /** To how many of the steps so far. */
        cameTo: came ? [...(came.get(row.id)?.values() ?? [])].filter((one) => one).length : null,
      })),
  })
}

/** The list of a date as a table to keep, for its provider. */
export const placesTable = async (ctx: Ctx, ref: string): Promise<Result<readonly (readonly DownloadCell[])[]>> => {
  const course = await ownCourse(ctx, ref)
  if (!course) return notFound()
  const rows = (await placesOf(ctx, course.id)).map(lineOf)
  const lines = await sessionLines(ctx, course.id)
  const choices = await choicesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const chosen = (id: string) => (choices.get(id) ?? []).map((position) => lines[position]?.title ?? '').join('; ')
  return ok([
    ['Service', 'Name', 'E-mail', 'State', 'Late cancellation', 'Booked by', 'Sessions chosen'],
    ...rows.map((row) => [
      ...[row.holder, row.attendee, row.address, row.stands, row.isLate ? 'yes' : '', row.bookedBy],
      chosen(row.id),
    ]),
  ])
}

/** A date as the form to change or move it shows it, for its provider. */
export const findCourseForm = async (ctx: Ctx, ref: string) => {
  const course = await ownCourse(ctx, ref)
  if (!course) return notFound()
  const row = await tables(ctx).courseDate.findUniqueOrThrow({
    where: { id: course.id },
    select: {
      joiningLink: true,
      sessions: { orderBy: { position: 'asc' }, select: { startsAt: true, endsAt: true, title: true, seats: true } },
      trainers: { select: { personId: true } },
    },
  })
  return ok({ course, joiningLink: row.joiningLink, sessions: row.sessions, trainers: row.trainers })
}
