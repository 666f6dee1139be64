import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, type DatesSource, onDay, wholeDays } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { engagements } from './move-engagement.ts'
import { engagementsOf } from './people.ts'
import { tables } from './tables.ts'

/** Sessions of agreed work, or its days while it has none, for both sides and whoever delivers: under the ids that its own file has. */
export const engagementDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    if (ctx.actor.personId === null) return []
    const rows = await tables(ctx).engagement.findMany({
      where: {
        AND: [
          engagementsOf(ctx),
          { termsInForce: { not: null }, firstSessionOn: { lt: to }, lastSessionOn: { gte: from } },
        ],
      },
      orderBy: { id: 'asc' },
      select: {
        id: true,
        ref: true,
        title: true,
        status: true,
        version: true,
        createdAt: true,
        firstSessionOn: true,
        lastSessionOn: true,
        sessions: { orderBy: { position: 'asc' } },
      },
    })
    const moved = await lastMovesAt(
      ctx,
      engagements.kind,
      rows.map(({ id }) => id),
    )
    const statements = await statementDays(ctx, { from, to })
    const work = rows.flatMap(
      ({ id, ref, title, status, version, createdAt, firstSessionOn, lastSessionOn, sessions }) => {
        const isOff = status === 'cancelled' || status === 'withdrawn'
        const of = { title, path: `/engagements/${ref}`, sequence: version, changedAt: moved.get(id) ?? createdAt }
        if (sessions.length > 0)
          return sessions.map(
            ({ position, startsAt, endsAt, place, notHeld }): Dated => ({
              ...of,
              id: `engagement-${id}-${position}`,
              start: startsAt,
              end: endsAt,
              place,
              isOff: isOff || notHeld !== null,
            }),
          )
        if (firstSessionOn === null || lastSessionOn === null) return []
        const days = wholeDays(isoFromDate(firstSessionOn), isoFromDate(lastSessionOn))
        return [{ ...of, ...days, id: `engagement-${id}-days`, isOff }]
      },
    )
    return [...work, ...statements]
  },
}

/** By when the other side says how it sees a dispute, for both. */
const statementDays = async (ctx: Ctx, { from, to }: { from: Date; to: Date }): Promise<Dated[]> => {
  const rows = await tables(ctx).dispute.findMany({
    where: { endedAt: null, otherStatement: null, statementBy: { gte: from, lt: to }, engagement: engagementsOf(ctx) },
    orderBy: { id: 'asc' },
    select: { id: true, statementBy: true, openedAt: true, engagement: { select: { ref: true, title: true } } },
  })
  return rows.map(({ id, statementBy, openedAt, engagement: { ref, title } }) =>
    onDay(isoFromDate(statementBy), {
      id: `dispute-${id}-statement`,
      title: `Due: statement in the dispute about ${title}`,
      path: `/engagements/${ref}/dispute`,
      // The day stands as it was set.
      sequence: 0,
      changedAt: openedAt,
    }),
  )
}
