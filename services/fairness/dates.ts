import { isoFromDate } from '#services/core/clock.ts'
import { type Dated, type DatesSource, isWithin, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { concerns, concernsOf, officersConcerns } from './concerns.ts'
import { tables } from './tables.ts'

/**
 * Until when what was decided can be appealed, and by when something is to be mended, for both sides; until when something holds that
 * was put in place, for whoever looks after it or decides. What somebody may not know of is not read.
 */
export const concernDates: DatesSource = {
  mine: async (ctx, span) => {
    if (ctx.actor.personId === null) return []
    const within = { gte: span.from, lt: span.to }
    const { concern } = tables(ctx)
    const select = { id: true, ref: true, version: true, openedOn: true } as const
    const officers = await officersConcerns(ctx)
    const [decided, held] = await Promise.all([
      concern.findMany({
        where: {
          AND: [concernsOf(ctx)],
          status: { in: ['in_effect', 'final'] },
          OR: [
            { status: 'in_effect', appealBy: within },
            { points: { some: { outcomes: { some: { until: within, undoneAt: null } } } } },
          ],
        },
        orderBy: { id: 'asc' },
        select: {
          ...select,
          status: true,
          appealBy: true,
          points: {
            select: { outcomes: { where: { until: within, undoneAt: null }, select: { id: true, until: true } } },
          },
        },
      }),
      officers === null
        ? []
        : concern.findMany({
            where: { AND: [officers], measures: { some: { endedAt: null, reviewOn: within } } },
            orderBy: { id: 'asc' },
            select: {
              ...select,
              measures: { where: { endedAt: null, reviewOn: within }, select: { id: true, reviewOn: true } },
            },
          }),
    ])
    const moved = await lastMovesAt(
      ctx,
      concerns.kind,
      [...decided, ...held].map(({ id }) => id),
    )
    const days: Dated[] = []
    for (const { id, ref, version, openedOn, status, appealBy, points } of decided) {
      const of = { path: `/concerns/${ref}`, sequence: version, changedAt: moved.get(id) ?? openedOn }
      if (status === 'in_effect' && appealBy)
        days.push(
          onDay(isoFromDate(appealBy), {
            ...of,
            id: `concern-${id}-appeal`,
            title: `Last day: appeal what was decided (${ref})`,
          }),
        )
      for (const { id, until } of points.flatMap(({ outcomes }) => outcomes))
        if (until)
          days.push(
            onDay(isoFromDate(until), {
              ...of,
              id: `concern-outcome-${id}`,
              title: `Last day of what was decided (${ref})`,
            }),
          )
    }
    for (const { id, ref, version, openedOn, measures } of held)
      for (const measure of measures)
        days.push(
          onDay(isoFromDate(measure.reviewOn), {
            path: `/association/fairness/${ref}`,
            sequence: version,
            changedAt: moved.get(id) ?? openedOn,
            id: `concern-measure-${measure.id}`,
            title: `Due: look again at what holds until it is decided (${ref})`,
          }),
        )
    return days.filter((one) => isWithin(one, span))
  },
}
