import { isoFromDate } from '#services/core/clock.ts'
import { type DatesSource, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { consents } from './consents.ts'
import { tables } from './tables.ts'

/** By when the actor's service says whether they may offer in their own name, and how long it holds that they may. */
export const consentDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const within = { gte: from, lt: to }
    const rows = await tables(ctx).ownNameConsent.findMany({
      where: {
        personId,
        OR: [
          { status: 'asked', answerBy: within },
          { status: 'given', until: within },
        ],
      },
      orderBy: { id: 'asc' },
      select: {
        id: true,
        status: true,
        answerBy: true,
        until: true,
        version: true,
        askedAt: true,
        yot: { select: { name: true } },
      },
    })
    const moved = await lastMovesAt(
      ctx,
      consents.kind,
      rows.map(({ id }) => id),
    )
    return rows.flatMap(({ id, status, answerBy, until, version, askedAt, yot: { name } }) => {
      const isGiven = status === 'given'
      const day = isGiven ? until : answerBy
      if (day === null) return []
      return onDay(isoFromDate(day), {
        id: `consent-${id}`,
        title: isGiven
          ? `Last day: the consent of ${name} to offer in your own name`
          : `${name} answers by: offering in your own name`,
        path: '/offerings/own-name',
        sequence: version,
        changedAt: moved.get(id) ?? askedAt,
      })
    })
  },
}
