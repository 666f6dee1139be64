import { Prisma } from '#prisma/generated/client.ts'
import type { Delivery } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { type DatedFacts, providedBy } from '#services/offerings/index.ts'
import { courseLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** A date of an offering, as its page shows it. */
export type OfferingDate = {
  ref: string
  startsAt: string
  mode: Delivery
  place: string
  free: number
  isOpen: boolean
  /** Called off. */
  isOff: boolean
  /** A draft, which only the provider's side sees. */
  isDraft: boolean
}

/** The dates to come of an offering, the soonest first, drafts for its own side alone; at most twenty. */
export const datesOf = async (ctx: Ctx, slug: string): Promise<OfferingDate[]> => {
  const rows = await tables(ctx).courseDate.findMany({
    where: {
      offering: { slug },
      startsAt: { gt: ctx.clock.now() },
      OR: [
        { status: { in: [...courseLife.marked('listed'), 'called_off'] } },
        { status: 'draft', offering: providedBy(ctx.actor) },
      ],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 20,
    select: {
      ref: true,
      startsAt: true,
      mode: true,
      place: true,
      places: true,
      status: true,
      _count: { select: { booked: { where: { status: { in: ['booked', 'offered', 'attended', 'absent'] } } } } },
    },
  })
  return rows.map(({ ref, startsAt, mode, place, places, status, _count }) => ({
    ref,
    startsAt: startsAt.toISOString(),
    mode,
    place,
    free: places - _count.booked,
    isOpen: status === 'open',
    isOff: status === 'called_off',
    isDraft: status === 'draft',
  }))
}

/** What the catalogue says of an offering besides: its next date with free places, and whether a mark is in force. */
export type CatalogueExtra = { next: { ref: string; startsAt: string; free: number } | null; hasMark: boolean }

/** The same of each of these offerings, by slug; those with neither are left out. One statement. */
export const catalogueExtras = async (ctx: Ctx, slugs: readonly string[]): Promise<Record<string, CatalogueExtra>> => {
  if (slugs.length === 0) return {}
  type Row = { slug: string; hasMark: boolean; ref: string | null; startsAt: Date | null; free: number | null }
  const rows = await ctx.db.$queryRaw<Row[]>`
    select o.slug, next.ref, next."startsAt", next.free,
      exists (select from "Mark" m where m."offeringId" = o.id and m.status in ('awarded', 'questioned')) as "hasMark"
    from "Offering" o left join lateral (
      select d.ref, d."startsAt", (d.places - count(p.id))::int as free
      from "CourseDate" d left join "Place" p on p."dateId" = d.id and p.status in ('booked', 'offered', 'attended', 'absent')
      where d."offeringId" = o.id and d.status = 'open' and d."startsAt" > ${ctx.clock.now()}
      group by d.id having count(p.id) < d.places order by d."startsAt", d.id limit 1
    ) next on true
    where o.slug = any(${[...slugs]})`
  return Object.fromEntries(
    rows
      .filter(({ ref, hasMark }) => ref !== null || hasMark)
      .map(({ slug, hasMark, ref, startsAt, free }) => [
        slug,
        {
          hasMark,
          next: ref === null || startsAt === null ? null : { ref, startsAt: startsAt.toISOString(), free: free ?? 0 },
        },
      ]),
  )
}

/** More dated offerings than the catalogue is ordered by. */
const mostDated = 1000

/** What dates and marks say of an offering `o`, as pieces of the catalogue's own statement. */
export const datedFacts = (ctx: Ctx): DatedFacts => {
  const hasFree = Prisma.sql`d.status = 'open' and d."startsAt" > ${ctx.clock.now()} and d.places >
    (select count(*) from "Place" p where p."dateId" = d.id and p.status in ('booked', 'offered', 'attended', 'absent'))`
  return {
    soonest: Prisma.sql`(select min(d."startsAt") from "CourseDate" d where d."offeringId" = o.id and ${hasFree})`,
    marked: Prisma.sql`select m."offeringId" from "Mark" m where m.status in ('awarded', 'questioned')`,
    dated: Prisma.sql`select d."offeringId" from "CourseDate" d where ${hasFree} order by d."startsAt", d.id limit ${mostDated}`,
  }
}
