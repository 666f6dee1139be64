import { createHash } from 'node:crypto'
import type { FeedKind } from '#prisma/generated/enums.ts'
import { lastAuditedAt } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, isWithin, onDay } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import type { Room } from '#services/core/room.ts'
import type { Task } from '#services/core/task.ts'
import { capitalise } from '#services/core/words.ts'

/** The rooms whose dates are asked for; the list of all of them stands above this one. */
export type Rooms = readonly Pick<Room, 'dates' | 'tasks'>[]

/** What a calendar reaches to: so many months back and ahead; what was called off stays for so many days. */
export const reach = { monthsBack: 12, monthsAhead: 24, daysCancelled: 60 }

type Span = { from: Date; to: Date }

/** What a feed holds on a day. */
const spanOf = (today: string): Span => ({
  from: londonInstant(addMonths(today, -reach.monthsBack), '00:00'),
  to: londonInstant(addMonths(today, reach.monthsAhead), '00:00'),
})

/** When each row of these was last changed: by its moves, else by the log. */
const changedAt = async (ctx: Ctx, rows: readonly { kind: string; id: string }[]): Promise<Map<string, Date>> => {
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const ids = rows.flatMap((row) => (row.kind === kind ? row.id : []))
      const moved = await lastMovesAt(ctx, kind, ids)
      const rest = ids.filter((id) => !moved.has(id))
      return [...moved, ...(await lastAuditedAt(ctx, kind, rest))].map(([id, at]) => [`${kind} ${id}`, at] as const)
    }),
  )
  return new Map(found.flat())
}

/** "/reviews/PR-2026-1" of a path: the thing that it is about. */
const thingOf = (path: string): string => path.split(/[?#]/)[0]?.split('/').slice(0, 3).join('/') ?? path

/** Days of tasks that name no row and that no room has among its dates: known by page and day, so that another day is another date. */
const otherDays = (tasks: readonly Task[], own: readonly Dated[]): Dated[] => {
  const has = new Set(own.map(({ start, path }) => `${start.toISOString().slice(0, 10)} ${thingOf(path)}`))
  return tasks.flatMap(({ of, dueOn, title, href }) => {
    if (of !== undefined || dueOn === undefined || has.has(`${dueOn} ${thingOf(href)}`)) return []
    const id = `due-${createHash('sha256').update(`${href} ${dueOn}`).digest('base64url').slice(0, 22)}`
    return [onDay(dueOn, { id, title: `Due: ${title}`, path: href, sequence: 0, changedAt: dateFromIso(dueOn) })]
  })
}

/** Days by which something waits for the actor, from what their home page has. */
const dueDays = async (ctx: Ctx, tasks: readonly Task[]): Promise<Dated[]> => {
  const dated = tasks.flatMap(({ of, dueOn, ...task }) => (of && dueOn !== undefined ? [{ of, dueOn, ...task }] : []))
  const changed = await changedAt(
    ctx,
    dated.map(({ of }) => of),
  )
  return dated.map(({ of: { kind, id, day, version }, dueOn, title, href }) =>
    onDay(dueOn, {
      id: `due-${kind}-${id}${day === undefined ? '' : `-${day}`}`,
      title: `Due: ${title}`,
      path: href,
      sequence: version,
      changedAt: changed.get(`${kind} ${id}`) ?? new Date(0),
    }),
  )
}

const inOrder = (dates: readonly Dated[]): Dated[] =>
  [...dates].sort((a, b) => a.start.getTime() - b.start.getTime() || a.id.localeCompare(b.id))

/** The same row may be told of twice, by two capacities; it is one date. */
const eachOnce = (dates: readonly Dated[]): Dated[] => [...new Map(dates.map((one) => [one.id, one])).values()]

/** What was called off long ago is no longer said. */
const stillSaid = (ctx: Ctx, dates: readonly Dated[]): Dated[] => {
  const since = londonInstant(addDays(ctx.clock.today(), -reach.daysCancelled), '00:00')
  return dates.filter(({ isOff, changedAt }) => !isOff || changedAt >= since)
}

const openTo: Record<Exclude<FeedKind, 'mine'>, (feed: string) => boolean> = {
  region: () => true,
  courses: (feed) => feed === 'courses',
  consultations: (feed) => feed === 'consultations',
}

/**
 * What a calendar of a kind holds for the actor now, the earliest first. Every room answers by its own rules of who may know what; nothing
 * is kept between two askings.
 */
export const datesFor = async (
  ctx: Ctx,
  rooms: Rooms,
  { kind, regions = [] }: { kind: FeedKind; regions?: readonly string[] },
  span = spanOf(ctx.clock.today()),
): Promise<Dated[]> => {
  const sources = rooms.flatMap(({ dates }) => dates ?? [])
  if (kind !== 'mine') {
    const open = (await Promise.all(sources.map((source) => source.open?.(ctx, span) ?? []))).flat()
    const wanted = open.filter(
      (one) =>
        openTo[kind](one.feed) &&
        (regions.length === 0 || one.regions.length === 0 || one.regions.some((region) => regions.includes(region))),
    )
    return inOrder(eachOnce(stillSaid(ctx, wanted)))
  }
  const [own, tasks] = await Promise.all([
    Promise.all(sources.map((source) => source.mine?.(ctx, span) ?? [])),
    Promise.all(rooms.map((room) => room.tasks?.(ctx) ?? [])),
  ])
  const due = [...(await dueDays(ctx, tasks.flat())), ...otherDays(tasks.flat(), own.flat())]
  const dates = [...own.flat(), ...due.filter((one) => isWithin(one, span))]
  return inOrder(eachOnce(stillSaid(ctx, dates))).map((one) => ({ ...one, title: capitalise(one.title) }))
}
