import { isoFromDate, londonDate, londonTime } from '#services/core/clock.ts'
import { type DatesSource, type OpenDate, onDay, wholeDays } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { issues } from './move-issue.ts'
import { mayEdit } from './policy.ts'
import { tables } from './tables.ts'

/** The last days of consultations and surveys for every member; for its editor, the days on which the briefing goes. */
export const briefingDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    if (ctx.actor.personId === null || !mayEdit(ctx.actor)) return []
    const rows = await tables(ctx).issue.findMany({
      where: { status: { in: ['planned', 'open', 'held'] }, goesAt: { gte: from, lt: to } },
      orderBy: { goesAt: 'asc' },
      select: { id: true, day: true, goesAt: true, version: true },
    })
    const moved = await lastMovesAt(
      ctx,
      issues.kind,
      rows.map(({ id }) => id),
    )
    return rows.map(({ id, day, goesAt, version }) =>
      onDay(londonDate(goesAt), {
        id: `issue-${id}`,
        title: `The briefing goes at ${londonTime(goesAt)}`,
        path: `/association/briefing/${isoFromDate(day)}`,
        sequence: version,
        changedAt: moved.get(id) ?? new Date(0),
      }),
    )
  },
  open: async (ctx, { from, to }) => {
    const rows = await tables(ctx).notice.findMany({
      where: { section: 'consultations', until: { gte: from, lt: to } },
      orderBy: [{ until: 'asc' }, { id: 'asc' }],
      take: 500,
    })
    return rows.flatMap(({ id, title, until, regions, addedAt, withdrawnAt, version }): OpenDate[] =>
      until === null
        ? []
        : [
            {
              ...{
                id: `notice-${id}`,
                title: `Closes: ${title}`,
                path: '/briefing',
                feed: 'consultations',
                regions,
              },
              ...{ ...wholeDays(isoFromDate(until), isoFromDate(until)), isOff: withdrawnAt !== null },
              ...{ sequence: version, changedAt: withdrawnAt ?? addedAt },
            },
          ],
    )
  },
}
