import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { markLife } from '#services/courses/lifecycle.ts'
import { tables } from '#services/courses/tables.ts'
import { offererName } from '#services/offerings/index.ts'
import { regionName } from '#services/yots/index.ts'

/** What the catalogue says of a mark: what was observed, when, and by people from which regions; never by whom. */
export type MarkLine = {
  ref: string
  offering: { slug: string; title: string }
  provider: string
  /** ISO days. */
  observedOn: string
  awardedOn: string
  endsOn: string
  regions: string[]
  /** Which edition of the course was observed, and the newest. */
  edition: number
  newest: number
  /** ISO day by which the newest is observed, or the mark lapses; null where it need not be. */
  observeBy: string | null
  /** A complaint is being decided, and whoever decides it lets everybody know. */
  isLookedAt: boolean
}

const marksWhere = async (ctx: Ctx, offeringId?: string): Promise<MarkLine[]> => {
  const rows = await tables(ctx).mark.findMany({
    where: { status: { in: markLife.marked('shown') }, ...(offeringId === undefined ? {} : { offeringId }) },
    orderBy: [{ awardedOn: 'desc' }, { id: 'asc' }],
    select: {
      ref: true,
      awardedOn: true,
      endsOn: true,
      dateId: true,
      isLookedAt: true,
      edition: true,
      observeBy: true,
      observers: { where: { recordedAt: { not: null } }, select: { region: true } },
      offering: {
        select: {
          slug: true,
          title: true,
          yot: { select: { name: true } },
          outside: { select: { name: true } },
          editions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } },
        },
      },
    },
  })
  const dates = await tables(ctx).courseDate.findMany({
    where: { id: { in: rows.map(({ dateId }) => dateId) } },
    select: { id: true, startsAt: true },
  })
  return rows.map(({ ref, awardedOn, endsOn, dateId, isLookedAt, edition, observeBy, observers, offering }) => ({
    ref,
    isLookedAt,
    edition,
    newest: offering.editions[0]?.number ?? 1,
    observeBy: observeBy && isoFromDate(observeBy),
    offering: { slug: offering.slug, title: offering.title },
    provider: offererName({ ...offering, contact: { name: 'An associate' } }),
    observedOn: londonDate(dates.find(({ id }) => id === dateId)?.startsAt ?? ctx.clock.now()),
    awardedOn: awardedOn === null ? '' : isoFromDate(awardedOn),
    endsOn: endsOn === null ? '' : isoFromDate(endsOn),
    regions: [...new Set(observers.map(({ region }) => regionName(region)))].sort(),
  }))
}

/** The mark of an offering that is in force; null where there is none. */
export const markLineOf = async (ctx: Ctx, offeringId: string): Promise<MarkLine | null> =>
  (await marksWhere(ctx, offeringId))[0] ?? null

/** Every mark in force, the latest first, for everybody. */
export const listMarks = (ctx: Ctx): Promise<MarkLine[]> => marksWhere(ctx)

/** A mark that was in force once: history, whatever became of it. */
export type PastMark = {
  ref: string
  offering: { slug: string; title: string }
  provider: string
  /** ISO days. */
  awardedOn: string
  endedOn: string
  isWithdrawn: boolean
}

const mostPast = 200

/** Marks that have lapsed or were withdrawn, the latest first, for everybody; never why. Two statements. */
export const pastMarks = async (ctx: Ctx): Promise<PastMark[]> => {
  const rows = await tables(ctx).mark.findMany({
    where: { status: { in: ['lapsed', 'withdrawn'] }, awardedOn: { not: null } },
    orderBy: [{ awardedOn: 'desc' }, { id: 'asc' }],
    take: mostPast,
    select: {
      id: true,
      ref: true,
      status: true,
      awardedOn: true,
      endsOn: true,
      offering: {
        select: {
          slug: true,
          title: true,
          yot: { select: { name: true } },
          outside: { select: { name: true } },
        },
      },
    },
  })
  const ended = await lastMovesAt(
    ctx,
    'mark',
    rows.map(({ id }) => id),
    ['withdrawn'],
  )
  return rows.map(({ id, ref, status, awardedOn, endsOn, offering }) => {
    const withdrawnAt = status === 'withdrawn' ? ended.get(id) : undefined
    return {
      ref,
      offering: { slug: offering.slug, title: offering.title },
      provider: offererName({ ...offering, contact: { name: 'An associate' } }),
      awardedOn: awardedOn === null ? '' : isoFromDate(awardedOn),
      endedOn: withdrawnAt ? londonDate(withdrawnAt) : endsOn === null ? '' : isoFromDate(endsOn),
      isWithdrawn: status === 'withdrawn',
    }
  })
}
