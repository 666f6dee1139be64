import type { Ctx } from '#services/core/context.ts'
import { keptOf, type LockedCourse, whenOf } from '#services/courses/move-course.ts'
import { holderKey } from '#services/courses/policy.ts'
import { membersAmong } from '#services/memberships/index.ts'
import { isShared } from './clock.ts'
import type { Situation, Waiting } from './queue.ts'

type Counted = { yotCode: string | null; personId: string | null; region: string | null; count: number }

/** How a date stands: who holds how many. One statement, whatever the length of its queue. */
export const situationOf = async (ctx: Ctx, course: LockedCourse): Promise<Situation> => {
  const rows = await ctx.db.$queryRaw<Counted[]>`
    select p."yotCode", p."personId", y.region, count(*)::int as count
    from "Place" p left join "Yot" y on y.code = p."yotCode"
    where p."dateId" = ${course.id}::uuid and p.status in ('booked', 'offered', 'attended', 'absent')
    group by 1, 2, 3`
  const byHolder = new Map<string, number>()
  const byRegion = new Map<string, number>()
  for (const { region, count, ...holder } of rows) {
    const key = holderKey(holder)
    byHolder.set(key, (byHolder.get(key) ?? 0) + count)
    if (region !== null) byRegion.set(region, (byRegion.get(region) ?? 0) + count)
  }
  return {
    places: course.places,
    byHolder,
    byRegion,
    kept: keptOf(course),
    isShared: isShared(ctx.clock.now(), whenOf(course)),
  }
}

/** How many entries wait for a date. */
export const waitingOf = async (ctx: Ctx, dateId: string): Promise<number> => {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(distinct "groupId")::int as count from "Place" where "dateId" = ${dateId}::uuid and status = 'waiting'`
  return row?.count ?? 0
}

/** An entry of the queue, with whom it is of. */
export type Entry = Waiting & { yotCode: string | null; personId: string | null; bookedById: string; ids: string[] }

type Row = {
  id: string
  yotCode: string | null
  personId: string | null
  bookedById: string
  region: string | null
  isTogether: boolean
  count: number
  ids: string[]
}

/** The queue of a date in its order: since when, then the drawn number. */
export const queueOf = async (ctx: Ctx, dateId: string): Promise<Entry[]> => {
  const rows = await ctx.db.$queryRaw<Row[]>`
    select p."groupId" as id, p."yotCode", p."personId", min(p."bookedById"::text) as "bookedById", y.region,
      bool_and(p."isTogether") as "isTogether", count(*)::int as count, array_agg(p.id::text order by p.id) as ids
    from "Place" p left join "Yot" y on y.code = p."yotCode"
    where p."dateId" = ${dateId}::uuid and p.status = 'waiting'
    group by p."groupId", p."yotCode", p."personId", y.region
    order by min(p."waitingSince"), min(p.drawn), p."groupId"`
  if (rows.length === 0) return []
  const members = await membersAmong(ctx, 'course.book', {
    yotCodes: [...new Set(rows.flatMap(({ yotCode }) => yotCode ?? []))],
    personIds: [...new Set(rows.flatMap(({ yotCode, bookedById }) => (yotCode === null ? [] : [bookedById])))],
  })
  return rows.map((row) => ({
    ...row,
    holder: holderKey(row),
    isMember: row.yotCode === null || members.has(row.yotCode) || members.has(row.bookedById),
  }))
}
