import { lastAuditedAt } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import { type DatesSource, onDay } from '#services/core/dated.ts'
import { tables } from './tables.ts'

/** The last day of the actor's own membership, and of the services that they lead. */
export const membershipDates: DatesSource = {
  mine: async (ctx, { from, to }) => {
    const { actor } = ctx
    if (actor.personId === null) return []
    const led = actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : []))
    const rows = await tables(ctx).membership.findMany({
      where: {
        status: { in: ['active', 'due'] },
        endsOn: { gte: from, lt: to },
        OR: [{ personId: actor.personId }, { yotCode: { in: led } }],
      },
      select: { id: true, startsOn: true, endsOn: true, version: true, yot: { select: { name: true } } },
      orderBy: { id: 'asc' },
    })
    const changed = await lastAuditedAt(
      ctx,
      'membership',
      rows.map(({ id }) => id),
    )
    return rows.map(({ id, startsOn, endsOn, version, yot }) =>
      onDay(isoFromDate(endsOn), {
        id: `membership-${id}`,
        title: yot ? `Due: renew the membership of ${yot.name}` : 'Due: renew your membership',
        path: '/membership/yours',
        sequence: version,
        changedAt: changed.get(id) ?? startsOn,
      }),
    )
  },
}
