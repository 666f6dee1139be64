import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { goldenThreads } from '#services/bank/themes.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { differentSources } from './findings.ts'
import { lockReview } from './move-review.ts'
import { onlyFor } from './policy.ts'
import type { findingSchema, Input } from './schema.ts'
import { tables } from './tables.ts'

/** Not while the service checks the draft: it must stand still until then. */
export const writable: readonly ReviewStatus[] = ['on_site', 'presented', 'accuracy']

/**
 * Saves what the team found under one key line of enquiry or golden thread: strengths, areas for consideration, and the
 * sources they rest on. By a co-lead, from the visit until the report is final, but for the time in which the service checks
 * the draft. It may be half-finished.
 */
export const saveFinding = async (ctx: Ctx, input: Input<typeof findingSchema>): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  if (!found.sides.includes('co-lead')) return forbidden(onlyFor(['co-lead']))
  const { id: requestId, yotCode } = found.facts
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, requestId)
    if (review.status === 'draft_report') {
      return refused('The service is checking the draft. You can change findings when its comments are in.')
    }
    if (!writable.includes(review.status)) {
      return refused('Findings are written from the first day of the visit until the report is final.')
    }
    const thread = goldenThreads.find((code) => code === input.place)
    const kloe = thread
      ? null
      : await tables(ctx).kloe.findFirst({
          where: { position: Number(input.place) || 0, requestId },
          select: { id: true },
        })
    if (!kloe && !thread) return notFound()
    const at = { requestId, kloeId: kloe?.id ?? null, goldenThread: thread ?? null }
    const known = await tables(ctx).finding.findFirst({ where: at })
    if (known && known.version !== input.version) return overtaken('This finding')
    if (!known && input.version !== 0) return overtaken('This finding')
    const { strengths, areas } = input
    const sources = differentSources(input.sources)
    if (strengths === '' && areas === '')
      return invalid({ strengths: 'Write what is strong, what to consider, or both' })
    const data = { strengths, areas, sources }
    if (known) {
      await tables(ctx).finding.update({ where: { id: known.id }, data: { ...data, version: { increment: 1 } } })
    } else await tables(ctx).finding.create({ data: { ...at, ...data } })
    await audit(ctx, {
      event: 'review.finding-saved',
      subject: { kind: 'review_request', id: requestId },
      case: caseOf(requestId),
      yotCode,
      data: { place: input.place, sources: sources.length },
    })
    return ok({ ref: input.ref })
  })
}
