import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Dated, DatesSource } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { circleDays } from './cohort/circle.ts'
import { markDays } from './mark/mark-days.ts'
import { courses } from './move-course.ts'
import { tables } from './tables.ts'

/** The moves with which the sequence of a date grows. */
const changes = ['opened', 'changed', 'moved', 'called-off'] as const

type Span = { from: Date; to: Date }

const datesWhere = async (ctx: Ctx, { from, to }: Span, where: Prisma.CourseDateWhereInput) => {
  const rows = await tables(ctx).courseDate.findMany({
    where: { AND: [{ status: { not: 'draft' }, startsAt: { lt: to }, endsAt: { gt: from } }, where] },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      ref: true,
      title: true,
      region: true,
      status: true,
      mode: true,
      place: true,
      sequence: true,
      createdAt: true,
      sessions: {
        orderBy: { position: 'asc' },
        select: { position: true, startsAt: true, endsAt: true, title: true, seats: true },
      },
    },
  })
  const moved = await lastMovesAt(
    ctx,
    courses.kind,
    rows.map(({ id }) => id),
    changes,
  )
  return rows.map((row) => ({ ...row, changedAt: moved.get(row.id) ?? row.createdAt }))
}

type Row = Awaited<ReturnType<typeof datesWhere>>[number]

/** Each session of a date, under the id that its own file has. */
const sessionsOf = ({ id, ref, title, place, status, sequence, changedAt, sessions }: Row): Dated[] =>
  sessions.map(({ position, startsAt, endsAt, title: session }) => ({
    id: `course-${id}-${position}`,
    title: session === '' ? title : `${title}: ${session}`,
    path: `/courses/${ref}`,
    start: startsAt,
    end: endsAt,
    place,
    isOff: status === 'called_off',
    sequence,
    changedAt,
  }))

/** Course dates: every member's, and those that somebody comes to, leads or observes; days on which their circles could meet, and days of their marks. */
export const courseDates: DatesSource = {
  open: async (ctx, span) =>
    (await datesWhere(ctx, span, {})).flatMap((row) =>
      sessionsOf(row).map((one) => ({
        ...one,
        feed: 'courses' as const,
        // What takes place remotely too is for every region.
        regions: row.mode === 'on_site' ? [row.region] : [],
      })),
    ),
  mine: async (ctx, span) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const { place, courseTrainer, observation } = tables(ctx)
    const [circles, marks, attending, leading, observing] = await Promise.all([
      circleDays(ctx, span),
      markDays(ctx, span),
      place.findMany({
        where: {
          attendeeId: personId,
          // Calling a date off cancels its places: whoever had one sees that it is off.
          OR: [
            { status: { in: ['booked', 'attended', 'absent'] } },
            { status: 'cancelled', date: { status: 'called_off' } },
          ],
        },
        select: { dateId: true, choices: { select: { position: true } } },
      }),
      courseTrainer.findMany({ where: { personId }, select: { dateId: true } }),
      observation.findMany({
        where: { observerId: personId, releasedAt: null },
        select: { dateId: true, mark: { select: { dateId: true } } },
      }),
    ])
    const ids = [...attending, ...leading, ...observing].map((one) =>
      'mark' in one ? (one.dateId ?? one.mark.dateId) : one.dateId,
    )
    const others = [...circles, ...marks]
    if (ids.length === 0) return others
    const rows = await datesWhere(ctx, span, { id: { in: [...new Set(ids)] } })
    const comesTo = new Map(attending.map(({ dateId, choices }) => [dateId, choices.map(({ position }) => position)]))
    const sessions = rows.flatMap((row) => {
      const chosen = comesTo.get(row.id)
      // Whoever comes is at what is for everybody and what they chose; whoever leads or observes may be at each.
      const own = row.sessions.filter(({ position, seats }) => seats === null || chosen?.includes(position) !== false)
      return sessionsOf({ ...row, sessions: own })
    })
    return [...sessions, ...others]
  },
}
