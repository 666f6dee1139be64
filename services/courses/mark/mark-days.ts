import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, isWithin, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { tables } from '#services/courses/tables.ts'
import { providedBy } from '#services/offerings/index.ts'
import { marks } from './keep-mark.ts'

/** Days of the marks of what the actor answers for: the last of one in force, by when it is observed again, from when it can be asked for again. */
export const markDays = async (ctx: Ctx, span: { from: Date; to: Date }): Promise<Dated[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const within = { gte: span.from, lt: span.to }
  const rows = await tables(ctx).mark.findMany({
    where: {
      offering: { AND: [providedBy(ctx.actor), { contactId: personId }] },
      OR: [
        { status: { in: ['awarded', 'questioned'] }, OR: [{ endsOn: within }, { observeBy: within }] },
        { status: 'not_yet', askAgainOn: within },
      ],
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      version: true,
      status: true,
      askedAt: true,
      endsOn: true,
      observeBy: true,
      askAgainOn: true,
      offering: { select: { title: true, slug: true } },
    },
  })
  const moved = await lastMovesAt(
    ctx,
    marks.kind,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, version, status, askedAt, endsOn, observeBy, askAgainOn, offering: { title, slug } }) => {
    const days =
      status === 'not_yet'
        ? [{ part: 'again', says: 'You can ask for the quality mark again', on: askAgainOn }]
        : [
            { part: 'ends', says: 'Last day of the quality mark', on: endsOn },
            { part: 'observed', says: 'Due: observed again for its quality mark', on: observeBy },
          ]
    return days.flatMap(({ part, says, on }) => {
      if (on === null) return []
      const one = onDay(isoFromDate(on), {
        id: `mark-${id}-${part}`,
        title: `${says}: ${title}`,
        path: `/offerings/${slug}/mark`,
        sequence: version,
        changedAt: moved.get(id) ?? askedAt,
      })
      return isWithin(one, span) ? [one] : []
    })
  })
}
