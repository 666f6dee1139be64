import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { paragraphsOf } from '#services/documents/index.ts'
import { factsForReport, reviewCase } from '#services/reviews/index.ts'
import { draftOf, sealedParts } from './content.ts'
import { findReport } from './find-report.ts'
import { limits, reportLife } from './lifecycle.ts'
import { lockReport } from './move-report.ts'
import type { LockedReport } from './report-row.ts'
import type { CommentInput } from './schema.ts'
import { tables } from './tables.ts'

/** Why no comment can be made or taken back any more; null while one can. */
const closed = (ctx: Ctx, { status, commentBy }: LockedReport): string | null => {
  if (status !== 'with_host') return reportLife.whyNot('comments-given', status)
  const lastDay = commentBy && isoFromDate(commentBy)
  return lastDay !== null && lastDay < ctx.clock.today() ? `The time for comments ended on ${longDate(lastDay)}.` : null
}

/** The words of a paragraph of the text that was sent; null where there is none. */
const quote = async (ctx: Ctx, reportId: string, key: string, paragraph: number): Promise<string | null> => {
  const sent = await sealedParts(ctx, draftOf(reportId))
  const part = sent?.parts.find((one) => one.key === key)
  return (part && paragraphsOf(part.tree).find(({ number }) => number === paragraph)?.text) ?? null
}

/**
 * The host comments on the facts of one paragraph of the text that was sent: a slip, a fact behind a judgement with what
 * shows it, or something left out that dates from before the end of the visit. Until it says that it is done or its time
 * is up.
 */
export const makeComment = async (
  ctx: Ctx,
  ref: string,
  { place, kind, text, evidence, datedOn }: CommentInput,
): Promise<Result<{ number: number }>> => {
  const found = await findReport(ctx, ref)
  const { personId, name } = ctx.actor
  if (!found?.sides.includes('host') || personId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    const why = closed(ctx, report)
    if (why) return refused(why)
    const [key = '', paragraph = ''] = place.split('.')
    const quoted = await quote(ctx, report.id, key, Number(paragraph))
    if (quoted === null) return invalid({ place: 'Choose the paragraph' })
    if (kind === 'left_out' && datedOn) {
      const { endsOn, presentedOn } = await factsForReport(ctx, report.reviewId)
      const last = presentedOn ?? endsOn
      if (last !== null && datedOn > last)
        return invalid({ datedOn: `It must be from before the end of the visit, ${longDate(last)}` })
    }
    const count = await tables(ctx).accuracyComment.count({ where: { reportId: report.id } })
    if (count >= limits.comments) return refused(`There can be at most ${limits.comments} comments.`)
    const number = count + 1
    await tables(ctx).accuracyComment.create({
      data: {
        reportId: report.id,
        number,
        sectionKey: key,
        paragraph: Number(paragraph),
        quoted,
        kind,
        text,
        evidence,
        datedOn: datedOn ? dateFromIso(datedOn) : null,
        madeAt: ctx.clock.now(),
        madeById: personId,
        madeBy: name,
      },
    })
    await audit(ctx, {
      event: 'report.comment-made',
      subject: { kind: 'report', id: report.id },
      case: reviewCase(report.reviewId),
      yotCode: report.review.yotCode,
      data: { number, place, kind },
    })
    return ok({ number })
  })
}

/** The host takes a comment back, while comments can be made. Its number stays, so that others keep theirs. */
export const withdrawComment = async (
  ctx: Ctx,
  ref: string,
  { number }: { number: number },
): Promise<Result<{ ref: string }>> => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('host')) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    const why = closed(ctx, report)
    if (why) return refused(why)
    const where = { reportId: report.id, number, withdrawnAt: null }
    const { count } = await tables(ctx).accuracyComment.updateMany({ where, data: { withdrawnAt: ctx.clock.now() } })
    if (count > 0)
      await audit(ctx, {
        event: 'report.comment-withdrawn',
        subject: { kind: 'report', id: report.id },
        case: reviewCase(report.reviewId),
        yotCode: report.review.yotCode,
        data: { number },
      })
    return ok({ ref })
  })
}
