import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { reviewCase } from '#services/reviews/index.ts'
import { authorsOf, mayAnswer, writersOf } from './authors.ts'
import { findReport } from './find-report.ts'
import { reportLife } from './lifecycle.ts'
import { lockReport } from './move-report.ts'
import type { AnswerInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Answers a comment of the host: accepted, and then the text is changed before the report is final; or not, with the reason.
 * By somebody of the team who did not write that part. May be answered anew until the report is final.
 */
export const answerComment = async (
  ctx: Ctx,
  ref: string,
  number: number,
  { version, answer, reason }: AnswerInput,
): Promise<Result<{ ref: string }>> => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('team')) return notFound()
  const { personId, name } = ctx.actor
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    const where = { reportId_number: { reportId: report.id, number } }
    const comment = await tables(ctx).accuracyComment.findUnique({ where })
    if (!comment || comment.withdrawnAt !== null) return notFound()
    const authors = (await authorsOf(ctx, report.id)).get(comment.sectionKey) ?? []
    if (!mayAnswer(personId, authors, writersOf(found)))
      return forbidden('You wrote this part, so somebody else of the team answers comments on it.')
    if (report.status !== 'answering')
      return refused(
        report.status === 'final'
          ? reportLife.whyNot('finalised', 'final')
          : 'Comments are answered once the service is done.',
      )
    const isSame = comment.answer === answer && comment.reason === reason && comment.answeredById === personId
    if (isSame) return ok({ ref })
    if (comment.version !== version) return overtaken('The answer to this comment')
    await tables(ctx).accuracyComment.update({
      where,
      data: {
        answer,
        reason,
        answeredAt: ctx.clock.now(),
        answeredById: personId,
        answeredBy: name,
        version: version + 1,
      },
    })
    await audit(ctx, {
      event: 'report.comment-answered',
      subject: { kind: 'report', id: report.id },
      case: reviewCase(report.reviewId),
      yotCode: report.review.yotCode,
      data: { number, answer },
    })
    return ok({ ref })
  })
}
