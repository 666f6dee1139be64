import type { ShareItem } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { reviewCase } from '#services/reviews/index.ts'
import { keyFor } from './action-link.ts'
import { type FoundReport, findReport } from './find-report.ts'
import { lockReport } from './move-report.ts'
import type { ShareInput } from './plan-schema.ts'
import { tables } from './tables.ts'

/** A link ends after this many days; anything else that is shared after five years at the latest. */
export const shareTimes = { linkDays: 90, mostMonths: 60 }

/** Whether somebody may decide what is shared: the head of the service, and nobody in their name. */
export const mayShare = ({ review, report }: FoundReport): boolean =>
  report.status === 'final' && review.sides.includes('host')

/** What there is to share of a review: its plan once it is agreed, its progress review once there is one, its questions once it is closed. */
export const itemsOf = async (ctx: Ctx, reviewId: string): Promise<ShareItem[]> => {
  const plan = await tables(ctx).actionPlan.findUnique({ where: { reviewId }, select: { status: true } })
  const items: ShareItem[] = ['report', 'summary', 'practice']
  if (plan && plan.status !== 'open') items.push('plan')
  if (plan && ['reviewed', 'closed'].includes(plan.status)) items.push('progress')
  if (plan?.status === 'closed') items.push('questions')
  return items
}

/**
 * The head of the service shares one item with one audience until a day: the board by a link that ends after 90 days, members,
 * everybody, or the library of practice. Nothing is shared that was not; it can be taken back at any time.
 */
export const share = async (
  ctx: Ctx,
  ref: string,
  { item, audience, until }: ShareInput,
): Promise<Result<{ ref: string }>> => {
  const found = await findReport(ctx, ref)
  const { personId, name } = ctx.actor
  if (!found?.sides.includes('host') || personId === null) return notFound()
  if (!found.review.sides.includes('host'))
    return forbidden('Only somebody who speaks for the service decides what is shared.')
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    if (report.status !== 'final') return refused('There is something to share once the report is final.')
    if (!(await itemsOf(ctx, report.reviewId)).includes(item))
      return refused('This is not there yet, so it cannot be shared.')
    if (audience === 'library' && item !== 'practice' && item !== 'questions')
      return invalid({ audience: 'Only practice to share and questions are offered to the library' })
    if (item === 'questions' && audience !== 'library')
      return invalid({ audience: 'Questions are given to the library, which does not say who asked them' })
    const today = ctx.clock.today()
    const most = audience === 'board' ? addDays(today, shareTimes.linkDays) : addMonths(today, shareTimes.mostMonths)
    const last = until ?? most
    if (last < today) return invalid({ until: 'The last day must be today or later' })
    if (last > most) return invalid({ until: `The last day can be ${longDate(most)} at the latest` })
    const same = { reviewId: report.reviewId, item, audience, withdrawnAt: null, until: { gte: dateFromIso(today) } }
    const id = newId()
    const shared = { until: dateFromIso(last), sharedAt: ctx.clock.now(), sharedById: personId, sharedBy: name }
    // Sharing again what is shared changes its last day; a link stays the link that was passed on.
    const { count } = await tables(ctx).share.updateMany({ where: same, data: shared })
    if (count === 0)
      await tables(ctx).share.create({
        data: {
          id,
          reviewId: report.reviewId,
          item,
          audience,
          tokenHash: audience === 'board' ? hashOfLinkKey(keyFor(ctx, 'share', id)) : null,
          ...shared,
        },
      })
    await audit(ctx, {
      event: 'report.shared',
      subject: { kind: 'report', id: report.id },
      case: reviewCase(report.reviewId),
      yotCode: report.review.yotCode,
      data: { item, audience, until: last },
    })
    return ok({ ref })
  })
}

/** The head of the service takes back what was shared: its page is gone at once. */
export const withdrawShare = async (
  ctx: Ctx,
  ref: string,
  { shareId }: { shareId: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('host')) return notFound()
  if (!found.review.sides.includes('host'))
    return forbidden('Only somebody who speaks for the service decides what is shared.')
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    const where = { id: shareId, reviewId: report.reviewId }
    const row = await tables(ctx).share.findFirst({ where })
    if (!row) return notFound()
    if (row.withdrawnAt !== null) return ok({ ref })
    await tables(ctx).share.updateMany({ where, data: { withdrawnAt: ctx.clock.now() } })
    await audit(ctx, {
      event: 'report.share-withdrawn',
      subject: { kind: 'report', id: report.id },
      case: reviewCase(report.reviewId),
      yotCode: report.review.yotCode,
      data: { item: row.item, audience: row.audience },
    })
    return ok({ ref })
  })
}
