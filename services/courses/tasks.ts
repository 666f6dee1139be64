import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { TaskSource } from '#services/core/task.ts'
import { providedBy } from '#services/offerings/index.ts'
import { attendanceUntil } from './attendance.ts'
import { heldBy } from './policy.ts'
import { tables } from './tables.ts'

const mostTasks = 20

/** What waits for this person of courses: offers, moved dates, names, who came, few booked, and observing. */
export const courseTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const { place, courseDate, observation } = tables(ctx)
  const date = { select: { ref: true, title: true, startsAt: true } } as const
  const mine = { AND: [heldBy(ctx.actor), { bookedById: personId }] }
  const [offered, asked, held, few, observing] = await Promise.all([
    place.findMany({
      where: { ...mine, status: 'offered' },
      distinct: ['groupId'],
      take: mostTasks,
      select: { id: true, version: true, offeredUntil: true, date },
    }),
    place.findMany({
      where: { ...mine, status: 'booked', keepBy: { gte: new Date(`${ctx.clock.today()}T00:00:00Z`) } },
      distinct: ['dateId'],
      take: mostTasks,
      select: { id: true, version: true, keepBy: true, date: { select: { ...date.select, sequence: true } } },
    }),
    courseDate.findMany({
      where: {
        offering: { AND: [providedBy(ctx.actor), { contactId: personId }] },
        status: 'held',
        booked: { some: { status: 'booked' } },
      },
      take: mostTasks,
      select: { id: true, version: true, ref: true, title: true, endsAt: true },
    }),
    courseDate.findMany({
      where: {
        offering: { AND: [providedBy(ctx.actor), { contactId: personId }] },
        status: { in: ['open', 'closed'] },
        leastBy: { lte: new Date(`${ctx.clock.today()}T00:00:00Z`) },
        startsAt: { gt: ctx.clock.now() },
      },
      take: mostTasks,
      select: {
        id: true,
        version: true,
        ref: true,
        title: true,
        startsAt: true,
        least: true,
        _count: { select: { booked: { where: { status: 'booked' } } } },
      },
    }),
    observation.findMany({
      where: {
        observerId: personId,
        recordedAt: null,
        releasedAt: null,
        mark: {
          OR: [{ status: 'observing' }, { status: { in: ['awarded', 'questioned'] }, observeBy: { not: null } }],
        },
      },
      take: mostTasks,
      select: {
        id: true,
        mark: { select: { version: true, status: true, observeBy: true, offering: { select: { title: true } } } },
      },
    }),
  ])
  const kind = 'Course'
  return [
    ...offered.map(({ id, version, offeredUntil, date }) => ({
      title: `Take or give up what is offered: ${date.title}`,
      href: `/courses/${date.ref}/places`,
      ...(offeredUntil === null ? {} : { dueOn: londonDate(offeredUntil), of: { kind: 'place', id, version } }),
      kind,
    })),
    ...asked.map(({ id, version, keepBy, date }) => ({
      title: `Keep or give up your places on the new day: ${date.title}`,
      href: `/courses/${date.ref}/places`,
      ...(keepBy === null
        ? {}
        : { dueOn: isoFromDate(keepBy), of: { kind: 'place', id, day: 'keep', version: version + date.sequence } }),
      kind,
    })),
    ...held.map((one) => ({
      title: `Say who came to ${one.title}`,
      href: `/courses/${one.ref}/attendance`,
      dueOn: attendanceUntil(one),
      of: { kind: 'course', id: one.id, day: 'attendance', version: one.version },
      kind,
    })),
    ...few
      .filter(({ least, _count }) => least !== null && _count.booked < least)
      .map((one) => ({
        title: `Run ${one.title} or call it off: few have booked`,
        href: `/courses/${one.ref}/manage`,
        dueOn: londonDate(one.startsAt),
        of: { kind: 'course', id: one.id, day: 'few', version: one.version },
        kind,
      })),
    ...observing.map(({ id, mark }) => ({
      title: `Observe ${mark.offering.title} for its quality mark`,
      href: `/observations/${id}`,
      ...(mark.status === 'observing' || mark.observeBy === null
        ? {}
        : { dueOn: isoFromDate(mark.observeBy), of: { kind: 'observation', id, version: mark.version } }),
      kind: 'Quality mark',
    })),
  ]
}
