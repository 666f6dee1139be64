import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

/** One move that was made, as it was kept. */
export type Happening<Event extends string = string> = {
  id: string
  event: Event
  from: string | null
  to: string
  /** ISO day on which it happened, and the instant at which it was recorded. */
  on: string
  at: string
  /** Who made it; no id where the exchange did. */
  by: string
  byId: string | null
  note: string | null
  version: number
}

type Of<Event extends string> = { kind: string; life: { isEvent(name: string): name is Event } }

/**
 * What happened to each of these things, the latest first. Whom it shows what is the room's to say; rows of events that
 * their life no longer has are left out. One statement.
 */
export const historiesOf = async <Event extends string>(
  ctx: Ctx,
  { kind, life }: Of<Event>,
  ids: readonly string[],
): Promise<Map<string, Happening<Event>[]>> => {
  const rows = await ctx.db.move.findMany({
    where: { subjectKind: kind, subjectId: { in: [...ids] } },
    orderBy: [{ subjectId: 'asc' }, { version: 'desc' }],
  })
  const histories = new Map<string, Happening<Event>[]>()
  for (const { subjectId, event, happenedOn, movedAt, movedById, movedBy, ...row } of rows) {
    if (!life.isEvent(event)) continue
    const { id, from, to, note, version } = row
    const said = { on: isoFromDate(happenedOn), at: movedAt.toISOString(), by: movedBy, byId: movedById }
    histories.set(subjectId, [...(histories.get(subjectId) ?? []), { id, event, from, to, note, version, ...said }])
  }
  return histories
}

/** The same of one thing. */
export const historyOf = async <Event extends string>(
  ctx: Ctx,
  of: Of<Event>,
  id: string,
): Promise<Happening<Event>[]> => (await historiesOf(ctx, of, [id])).get(id) ?? []

/** When something last moved: what a file about it says it was made at. Null where it never did. */
export const lastMovedAt = async (ctx: Ctx, subjectKind: string, id: string): Promise<Date | null> => {
  const { _max } = await ctx.db.move.aggregate({ where: { subjectKind, subjectId: id }, _max: { movedAt: true } })
  return _max.movedAt
}

/** The same of each of these things, by id, counting moves of these events only where they are given; what never moved is not in it. */
export const lastMovesAt = async (
  ctx: Ctx,
  subjectKind: string,
  ids: readonly string[],
  events?: readonly string[],
): Promise<Map<string, Date>> => {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.move.groupBy({
    by: ['subjectId'],
    where: { subjectKind, subjectId: { in: [...ids] }, ...(events && { event: { in: [...events] } }) },
    _max: { movedAt: true },
  })
  return new Map(rows.flatMap(({ subjectId, _max }) => (_max.movedAt ? [[subjectId, _max.movedAt] as const] : [])))
}
