import type { Prisma } from '#prisma/generated/client.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { termsOn } from '#services/memberships/index.ts'
import { reviewLife } from '#services/reviews/index.ts'
import type { Facts } from './content.ts'
import { countedSpan } from './windows.ts'

/** Entries of time given free or in kind in the year that is counted. */
const inKindIn = (today: string) => {
  const { fromDay, untilDay } = countedSpan(today)
  return {
    on: { gte: fromDay, lte: untilDay },
    basis: { in: ['free', 'in_kind'] },
  } satisfies Prisma.LedgerEntryWhereInput
}

/** How many pieces of work that time was given in. */
export const countInKindPieces = async (ctx: Ctx): Promise<number> => {
  const pieces = await ctx.db.ledgerEntry.groupBy({ by: ['sourceId'], where: inKindIn(ctx.clock.today()) })
  return pieces.length
}

/**
 * What the business case reads of the exchange: members and fees of today; reviews and the days that their people spent on site, places
 * attended on courses, and minutes given free or in kind, in the year that is counted.
 */
export const countFacts = async (ctx: Ctx): Promise<Facts> => {
  const today = ctx.clock.today()
  const { fromDay, untilDay, fromInstant, beforeInstant } = countedSpan(today)
  const { db } = ctx
  const terms = await termsOn(ctx, today)
  const members = await db.membership.groupBy({
    by: ['kind'],
    where: { status: { in: ['active', 'due'] }, startsOn: { lte: dateFromIso(today) } },
    _count: { _all: true },
  })
  const ofKind = (kind: string) => members.find((row) => row.kind === kind)?._count._all ?? 0
  const [reviews] = await db.$queryRaw<{ count: number; days: number }[]>`
    select count(distinct r.id)::int as count, coalesce(sum(r.days) filter (where s.id is not null), 0)::int as days
    from "ReviewRequest" r left join "Seat" s on s."requestId" = r.id and s."personId" is not null
    where r.status::text = any(${[...reviewLife.marked('delivered')]})
      and coalesce(r."arrivedOn", r."startsOn") between ${fromDay}::date and ${untilDay}::date`
  const coursePlaces = await db.place.count({
    where: { status: 'attended', date: { startsAt: { gte: fromInstant, lt: beforeInstant } } },
  })
  const given = await db.ledgerEntry.aggregate({ where: inKindIn(today), _sum: { minutes: true } })
  return {
    services: await db.yot.count(),
    groupMembers: ofKind('group'),
    individualMembers: ofKind('individual'),
    groupFeePence: terms.groupFeePence,
    individualFeePence: terms.individualFeePence,
    reviews: reviews?.count ?? 0,
    reviewDays: reviews?.days ?? 0,
    coursePlaces,
    inKindMinutes: Math.max(0, given._sum.minutes ?? 0),
  }
}
