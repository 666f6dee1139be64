import { randomBytes } from 'node:crypto'
import { addDays, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { isProvider, offererName } from '#services/offerings/index.ts'
import { recordTraining, unrecordTraining } from '#services/vetting/index.ts'
import { recordStep } from './cohort/record-steps.ts'
import { askToEvaluate } from './evaluate.ts'
import { findDate, type LockedCourse, type LockedPlace, moveOnDate, places, readPlaces } from './move-course.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { workingDays } from './queue/clock.ts'
import type { AttendanceInput } from './schema.ts'
import { minutesOf } from './session-times.ts'
import { tables } from './tables.ts'

/** A code that nobody guesses, in letters and numbers that are not mistaken for each other. */
const newCode = (): string => {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const code = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('')
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** The last ISO day on which attendance is recorded. */
export const attendanceUntil = ({ endsAt }: Pick<LockedCourse, 'endsAt'>): string =>
  addWorkingDays(londonDate(endsAt), workingDays.attendance)

/** Whether attendance of a date is recorded now. */
export const isAttendanceOpen = (ctx: Ctx, course: Pick<LockedCourse, 'status' | 'startsAt' | 'endsAt'>): boolean =>
  ['open', 'closed', 'held'].includes(course.status) &&
  ctx.clock.now() >= course.startsAt &&
  ctx.clock.today() <= attendanceUntil(course)

const came = async (ctx: Ctx, course: LockedCourse, place: LockedPlace): Promise<void> => {
  const on = londonDate(course.endsAt)
  if (course.isReviewerTraining && place.attendeeId !== null)
    await recordTraining(ctx, { personId: place.attendeeId, on })
  await askToEvaluate(ctx, course, place, 'first', addDays(ctx.clock.today(), 14))
}

const didNotCome = async (ctx: Ctx, course: LockedCourse, place: LockedPlace): Promise<void> => {
  if (course.isReviewerTraining && place.attendeeId !== null)
    await unrecordTraining(ctx, { personId: place.attendeeId, on: londonDate(course.endsAt) })
  await tables(ctx).evaluation.deleteMany({ where: { placeId: place.id, answeredAt: null } })
  await tellOf(ctx, course, {
    people: [attendeeOf(place), place.bookedById],
    occasion: `absent:${place.id}`,
    kind: 'news',
    letter: {
      subject: `Did not come: ${place.attendee === '' ? 'a place without a name' : place.attendee}, ${course.title} (${course.ref})`,
      lines: [
        `The provider noted that ${place.attendee === '' ? 'nobody came on one of your places' : `${place.attendee} did not come`} on ${namedDate(course)}.`,
        'If that is not so, tell the provider: they can correct it for ten working days. A place can be cancelled or given to somebody else until a course begins.',
      ],
    },
    link: { text: 'See the course' },
  })
}

/** One place, whose date is locked: came, or did not come. Only the provider's side has these moves. */
const markPlace = (
  ctx: Ctx,
  course: LockedCourse,
  { id, version, event }: { id: string; version: number; event: 'attended' | 'absent' },
) =>
  places.asMove(ctx, { ref: id, version, event }, async (ctx, { row, move }) => {
    const certificate = event === 'attended' && row.certificate === null ? { certificate: newCode() } : {}
    const moved = await move({ data: certificate })
    if (moved.ok) await (event === 'attended' ? came : didNotCome)(ctx, course, moved.value)
    return moved
  })

/**
 * The provider says who came, from the start until ten working days after the end, and corrects it. Who came gets a certificate and is asked what
 * they make of it; who did not is written to once, and so is whoever booked. Only what differs is moved. Of a cohort it is said step by step.
 *
 * @returns not found for others; refused outside these days; stale where somebody else said it first
 */
export const recordAttendance = async (
  ctx: Ctx,
  ref: string,
  { step, marks }: AttendanceInput,
): Promise<Result<{ ref: string; came: number }>> => {
  const found = await findDate(ctx, ref)
  if (!found || !isProvider(ctx.actor, found.offering)) return notFound()
  return moveOnDate(ctx, found.id, async (ctx, course) => {
    if (!isAttendanceOpen(ctx, course))
      return refused('Who came is recorded from the start until ten working days after the end.')
    if (course.isCohort) {
      const said = await recordStep(ctx, course, { step: step ?? 0, marks }, (place) => markPlace(ctx, course, place))
      return said.ok ? ok({ ref, came: marks.filter(({ came }) => came === 'yes').length }) : said
    }
    const ids = new Set((await readPlaces(ctx, { dateId: course.id })).map(({ id }) => id))
    for (const { id, version, came: said, was } of marks) {
      if (!ids.has(id)) return notFound()
      const event = said === 'yes' ? 'attended' : 'absent'
      // The form says it of everybody: what it shows already is no move.
      if (said === undefined || said === was) continue
      const done = await markPlace(ctx, course, { id, version, event })
      if (!done.ok) return done
    }
    return ok({ ref, came: await tables(ctx).place.count({ where: { dateId: course.id, status: 'attended' } }) })
  })
}

/** Names of those who attended are shown on a certificate only if they wish. */
export type Certificate = {
  title: string
  ref: string
  /** ISO day on which it ended. */
  on: string
  provider: string
  minutes: number
  /** Of a cohort: to how many of its steps. */
  steps: { came: number; of: number } | null
  name: string | null
  /** It was given and does not hold: the person did not come after all. */
  isWithdrawn: boolean
}

/** What a certificate's code says, for whoever has it; not found for one that was never given. */
export const findCertificate = async (ctx: Ctx, code: string): Promise<Result<Certificate>> => {
  const place = await tables(ctx).place.findUnique({
    where: { certificate: code.trim().toUpperCase() },
    select: {
      status: true,
      attendee: true,
      isNameShown: true,
      choices: { select: { position: true } },
      steps: { where: { came: true }, select: { position: true } },
      date: {
        select: {
          ref: true,
          title: true,
          endsAt: true,
          isCohort: true,
          sessions: { select: { position: true, seats: true, startsAt: true, endsAt: true } },
          offering: {
            select: {
              yot: { select: { name: true } },
              outside: { select: { name: true } },
              contact: { select: { name: true } },
            },
          },
        },
      },
    },
  })
  if (!place) return notFound()
  const { date } = place
  const chosen = new Set((date.isCohort ? place.steps : place.choices).map(({ position }) => position))
  const isThere = ({ position, seats }: { position: number; seats: number | null }) =>
    (seats === null && !date.isCohort) || chosen.has(position)
  return ok({
    title: date.title,
    ref: date.ref,
    on: londonDate(date.endsAt),
    provider: offererName(date.offering),
    minutes: minutesOf(date.sessions.filter(isThere)),
    steps: date.isCohort ? { came: chosen.size, of: date.sessions.length } : null,
    name: place.isNameShown ? place.attendee : null,
    isWithdrawn: place.status !== 'attended',
  })
}
