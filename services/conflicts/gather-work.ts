import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

type Work = {
  personId: string
  engagementId: string
  hostYotCode: string
  isPaid: boolean
  /** Who else delivers it. */
  withPersonIds: string[]
  /** ISO days; null while there is no end yet. */
  from: string
  to: string | null
}

/** Work that is not agreed, or that nobody came to do. */
const neverDone = ['terms_proposed', 'withdrawn', 'cancelled'] as const

/**
 * Traded work that these people (everybody, where null) deliver, by the terms in force: a service's own people like an
 * associate. One row for each person and piece of work. Two statements.
 */
export const readWork = async (ctx: Ctx, personIds: readonly string[] | null): Promise<Work[]> => {
  const rows = await ctx.db.engagement.findMany({
    where: {
      status: { notIn: [...neverDone] },
      ...(personIds ? { people: { some: { personId: { in: [...personIds] } } } } : {}),
    },
    select: {
      id: true,
      hostYotCode: true,
      basis: true,
      firstSessionOn: true,
      deliveredOn: true,
      createdAt: true,
      people: { select: { personId: true }, orderBy: { personId: 'asc' } },
    },
    orderBy: { id: 'asc' },
  })
  const wanted = personIds && new Set(personIds)
  return rows.flatMap(({ id, hostYotCode, basis, firstSessionOn, deliveredOn, createdAt, people }) => {
    const delivering = people.map(({ personId }) => personId)
    return delivering
      .filter((personId) => wanted === null || wanted.has(personId))
      .map((personId) => ({
        personId,
        engagementId: id,
        hostYotCode,
        isPaid: basis === 'charged' || basis === 'cost_recovery',
        withPersonIds: delivering.filter((other) => other !== personId),
        from: firstSessionOn ? isoFromDate(firstSessionOn) : londonDate(createdAt),
        to: deliveredOn && isoFromDate(deliveredOn),
      }))
  })
}
