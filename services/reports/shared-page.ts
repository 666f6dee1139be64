import type { ShareAudience } from '#prisma/generated/enums.ts'
import { hasRole } from '#services/core/access.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { notFound, ok } from '#services/core/result.ts'
import { factsForReport, hiddenReviewIds } from '#services/reviews/index.ts'
import { keyFor } from './action-link.ts'
import { finalOf, sealedParts } from './content.ts'
import { findReport } from './find-report.ts'
import { readAreas } from './plan-page.ts'
import { audienceWords, itemWords } from './plan-schema.ts'
import { aboutReport, titleOfReport } from './report-document.ts'
import { itemsOf, mayShare, shareTimes } from './share.ts'
import { tables } from './tables.ts'

/** What is shared of a review, for the host; its head decides. */
export const sharingPage = async (ctx: Ctx, ref: string) => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('host') || found.report.status !== 'final') return notFound()
  const { reviewId } = found.report
  const [items, rows] = await Promise.all([
    itemsOf(ctx, reviewId),
    tables(ctx).share.findMany({ where: { reviewId }, orderBy: { sharedAt: 'desc' } }),
  ])
  const today = ctx.clock.today()
  return ok({
    ref,
    yotName: found.report.review.yot.name,
    mayShare: mayShare(found),
    linkDays: shareTimes.linkDays,
    items: items.map((item) => ({ item, words: itemWords[item] })),
    audiences: Object.entries(audienceWords),
    shares: rows.map(({ id, item, audience, until, sharedAt, sharedBy, withdrawnAt }) => {
      const isOver = withdrawnAt !== null || isoFromDate(until) < today
      const key = audience === 'board' ? keyFor(ctx, 'share', id) : id
      return {
        id,
        item: itemWords[item],
        audience: audienceWords[audience],
        until: isoFromDate(until),
        sharedBy,
        sharedAt,
        isOver,
        isWithdrawn: withdrawnAt !== null,
        path: isOver || audience === 'library' ? null : `/shared/${key}`,
      }
    }),
  })
}

const isMember = ({ actor }: Ctx): boolean =>
  (['manager', 'service_lead', 'bank_member'] as const).some((role) => hasRole(actor, role))

/** Whom the actor counts among, besides holders of a link. */
const audiencesOf = (ctx: Ctx): ShareAudience[] => (isMember(ctx) ? ['members', 'public'] : ['public'])

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** A share that stands today and that the actor is among; null for every other, whatever the reason. */
const findShare = async (ctx: Ctx, key: string) => {
  const stands = { withdrawnAt: null, until: { gte: dateFromIso(ctx.clock.today()) } }
  if (!isId.test(key))
    return tables(ctx).share.findFirst({ where: { ...stands, tokenHash: hashOfLinkKey(key), audience: 'board' } })
  const share = await tables(ctx).share.findFirst({ where: { ...stands, id: key, audience: { in: audiencesOf(ctx) } } })
  if (share?.audience !== 'members') return share
  const hidden = await hiddenReviewIds(ctx)
  return hidden.includes(share.reviewId) ? null : share
}

/** What a service shares today with whoever reads, the latest first; with the board alone, or only with the library, is in nobody's list. */
export const sharedBy = async (
  ctx: Ctx,
  yotCode: string,
): Promise<{ title: string; path: string; until: string }[]> => {
  const hidden = await hiddenReviewIds(ctx)
  const rows = await tables(ctx).share.findMany({
    where: {
      withdrawnAt: null,
      until: { gte: dateFromIso(ctx.clock.today()) },
      review: { yotCode },
      OR: [{ audience: 'public' as const }, { audience: { in: audiencesOf(ctx) }, reviewId: { notIn: hidden } }],
    },
    orderBy: { sharedAt: 'desc' },
    select: { id: true, item: true, until: true, sharedAt: true },
  })
  return rows.map(({ id, item, until }) => ({
    title: itemWords[item],
    path: `/shared/${id}`,
    until: isoFromDate(until),
  }))
}

/** One item as whoever it is shared with reads it: that item and nothing else of the review. */
export const sharedItem = async (ctx: Ctx, key: string) => {
  const share = await findShare(ctx, key)
  const report = share && (await tables(ctx).report.findUnique({ where: { reviewId: share.reviewId } }))
  const sealed = report && (await sealedParts(ctx, finalOf(report.id)))
  if (!share || !report || !sealed) return notFound()
  const { item, reviewId, until } = share
  const facts = await factsForReport(ctx, reviewId)
  const plan =
    item === 'plan' || item === 'progress' ? await tables(ctx).actionPlan.findUnique({ where: { reviewId } }) : null
  const only = { summary: 'summary', practice: 'practice' }
  const parts =
    item === 'report'
      ? sealed.parts
      : item === 'summary' || item === 'practice'
        ? sealed.parts.filter((part) => part.key === only[item])
        : []
  return ok({
    title: titleOfReport(facts),
    item: itemWords[item],
    yotName: facts.yotName,
    until: isoFromDate(until),
    about: aboutReport(facts, 'final', sealed),
    fingerprint: item === 'report' ? sealed.hash : null,
    parts: parts.map(({ key, title, tree }) => ({ key, title, tree })),
    areas: plan ? await readAreas(ctx, plan.id, false) : [],
    showsOutcomes: item === 'progress',
    changedForChildren: item === 'progress' ? (plan?.changedForChildren ?? '') : '',
  })
}
