import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { engagementLife } from '#services/engagements/lifecycle.ts'
import { engagements } from '#services/engagements/move-engagement.ts'
import { tables } from '#services/engagements/tables.ts'
import { kinds, reviewLife } from '#services/reviews/index.ts'
import { tellOfTime } from './correct-time.ts'
import { dayMinutes, evenShares } from './shares.ts'
import { type NewEntry, writeEntries, writeLedger } from './write-ledger.ts'

/** What each member of a review's team gave: the days of the visit and those of preparing, in kind, from their service. */
const entriesOfReview = async (ctx: Ctx, reviewId: string): Promise<NewEntry[]> => {
  const review = await ctx.db.reviewRequest.findUnique({
    where: { id: reviewId },
    select: {
      ref: true,
      kind: true,
      yotCode: true,
      days: true,
      endsOn: true,
      yot: { select: { name: true, region: true } },
      kloes: { select: { themes: { select: { themeCode: true } } } },
      seats: { where: { invitations: { some: { status: 'accepted' } } }, select: { personId: true } },
    },
  })
  const presented = await ctx.db.move.findFirst({
    where: { subjectKind: 'review_request', subjectId: reviewId, event: 'presented' },
    orderBy: { version: 'desc' },
    select: { happenedOn: true },
  })
  const on = presented?.happenedOn ?? review?.endsOn
  if (!review || !on) return []
  const day = isoFromDate(on)
  const people = review.seats.flatMap(({ personId }) => personId ?? [])
  const held = await ctx.db.holding.findMany({
    where: { personId: { in: people }, from: { lte: on }, OR: [{ until: null }, { until: { gte: on } }] },
    orderBy: [{ from: 'desc' }, { id: 'asc' }],
    select: { personId: true, yotCode: true, yot: { select: { region: true } } },
  })
  const shares = evenShares(review.kloes.flatMap(({ themes }) => themes.map(({ themeCode }) => themeCode)))
  return people.map((personId) => {
    const post = held.find((one) => one.personId === personId)
    return {
      key: `review:${reviewId}:${personId}`,
      sourceKind: 'review',
      sourceId: reviewId,
      title: kinds[review.kind].name,
      giver: post ? { yotCode: post.yotCode, region: post.yot.region } : { personId, region: review.yot.region },
      receiver: { yotCode: review.yotCode, region: review.yot.region },
      minutes: ((review.days ?? 3) + kinds[review.kind].preparingDays) * dayMinutes,
      on: day,
      basis: 'in_kind',
      isBySilence: false,
      shares,
      personId,
    }
  })
}

/** Whoever gave time to a review as long ago as this is not asked about it any more. */
const toldDays = 60

const writeReview = (ctx: Ctx, reviewId: string) =>
  inTransaction(ctx, async (ctx) => {
    const written = await writeEntries(ctx, await entriesOfReview(ctx, reviewId))
    const [first] = written
    if (!first) return ok(undefined)
    await audit(ctx, {
      event: 'ledger.written',
      subject: { kind: 'review_request', id: reviewId },
      case: { kind: 'review_request', id: reviewId },
      data: { entries: written.length },
    })
    if (first.entry.on < addDays(ctx.clock.today(), -toldDays)) return ok(undefined)
    const host = await ctx.db.yot.findUniqueOrThrow({
      where: { code: first.entry.receiver.yotCode ?? '' },
      select: { name: true },
    })
    for (const { id, entry } of written)
      await tellOfTime(ctx, {
        id,
        personId: entry.personId ?? '',
        reviewId,
        minutes: entry.minutes,
        host: host.name,
      })
    return ok(undefined)
  })

const delivered = z.object({ work: z.enum(['review', 'engagement']), workId: z.uuid() })

/** A review's feedback was presented: what its team gave is written. Once, however often it is told. */
export const reviewDelivered: Handler = async (ctx, { payload }) => {
  const { work, workId } = delivered.parse(payload)
  if (work === 'review') await writeReview(ctx, workId)
}

const atOnce = 100

/** Work done before there was a ledger, or whose message was lost, is written too. Being run twice writes nothing twice. */
export const writePastWork: Job = {
  name: 'engagements.write-past-work',
  title: 'Write what was given before to the ledger',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const sources = async (sourceKind: 'review' | 'engagement') => {
      const rows = await tables(ctx).ledgerEntry.findMany({
        where: { sourceKind },
        distinct: ['sourceId'],
        select: { sourceId: true },
      })
      return rows.map(({ sourceId }) => sourceId)
    }
    const reviews = await ctx.db.reviewRequest.findMany({
      where: {
        id: { notIn: await sources('review') },
        status: { in: reviewLife.marked('delivered') },
      },
      orderBy: { id: 'asc' },
      take: atOnce,
      select: { id: true },
    })
    for (const { id } of reviews) await writeReview(ctx, id)
    const engaged = await tables(ctx).engagement.findMany({
      where: {
        id: { notIn: await sources('engagement') },
        status: { in: engagementLife.marked('done') },
        given: { some: {} },
      },
      orderBy: { id: 'asc' },
      take: atOnce,
      select: { id: true },
    })
    for (const { id } of engaged)
      await inTransaction(ctx, async (ctx) => {
        const row = await engagements.lock(ctx, id)
        if (row) await writeLedger(ctx, row)
        return ok(undefined)
      })
  },
}
