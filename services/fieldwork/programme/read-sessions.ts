import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/fieldwork/case/tables.ts'

/** The sessions of a review, by day and time. Days are ISO, times minutes after midnight. */
export const readSessions = async (ctx: Ctx, requestId: string) => {
  const rows = await tables(ctx).programmeSession.findMany({
    where: { requestId },
    orderBy: [{ day: 'asc' }, { startsAt: 'asc' }, { id: 'asc' }],
    include: { people: { select: { personId: true, person: { select: { name: true } } } } },
  })
  return rows.map(({ day, people, ...row }) => ({
    ...row,
    day: isoFromDate(day),
    people: people.map(({ personId, person }) => ({ personId, name: person.name })),
  }))
}

export type ReadSession = Awaited<ReturnType<typeof readSessions>>[number]
