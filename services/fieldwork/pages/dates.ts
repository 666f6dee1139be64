import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { lastAuditedAt } from '#services/core/audit.ts'
import { isoFromDate, londonInstant } from '#services/core/clock.ts'
import type { DatesSource } from '#services/core/dated.ts'
import { tables } from '#services/fieldwork/case/tables.ts'

/** "09:30", from minutes after midnight. */
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Sessions of a review's programme in which the actor is, as long as they are on its team. */
export const sessionDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const hidden = await hiddenCaseIds(ctx, 'review_request')
    const rows = await tables(ctx).programmeSession.findMany({
      where: {
        people: { some: { personId } },
        day: { gte: from, lt: to },
        requestId: { notIn: hidden },
        request: { seats: { some: { invitations: { some: { personId, status: 'accepted' } } } } },
      },
      orderBy: [{ day: 'asc' }, { startsAt: 'asc' }, { id: 'asc' }],
      include: { request: { select: { ref: true, status: true, createdAt: true } } },
    })
    const changed = await lastAuditedAt(
      ctx,
      'programme_session',
      rows.map(({ id }) => id),
    )
    return rows.map(({ id, title, room, day, startsAt, endsAt, isCalledOff, version, request }) => ({
      id: `session-${id}`,
      title: `${title} (${request.ref})`,
      path: `/reviews/${request.ref}/programme`,
      start: londonInstant(isoFromDate(day), timeOf(startsAt)),
      end: londonInstant(isoFromDate(day), timeOf(endsAt)),
      place: room,
      isOff: isCalledOff || request.status === 'withdrawn' || request.status === 'postponed',
      // A review that is called off calls its sessions off, and grows no version of theirs.
      sequence: version + (request.status === 'withdrawn' || request.status === 'postponed' ? 1 : 0),
      changedAt: changed.get(id) ?? request.createdAt,
    }))
  },
}
