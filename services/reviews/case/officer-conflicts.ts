import { checkOfficers, declareForCase } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { caseOf } from './case-of.ts'
import { findReview } from './find-review.ts'
import { requestPath, tell } from './mails.ts'
import { lockReview } from './move-review.ts'
import { passCase } from './pass-case.ts'

const onlyOfficers = 'Only officers of the association can do this.'

/** The page on which an officer says that they are conflicted with a request. */
export const declareConflictPage = async (ctx: Ctx, ref: string): Promise<Result<{ ref: string; isHeld: boolean }>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.standings.includes('association')) return forbidden(onlyOfficers)
  return ok({ ref, isHeld: found.facts.caseHolderId === ctx.actor.personId })
}

/**
 * An officer says that they are conflicted with a request, without saying why. From then on it does not exist for them;
 * if they looked after it, it passes to somebody else, and they cannot take it back.
 */
export const declareConflictWith = async (ctx: Ctx, { ref }: { ref: string }): Promise<Result<undefined>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.standings.includes('association')) return forbidden(onlyOfficers)
  const { personId } = ctx.actor
  const about = caseOf(found.facts.id)
  return inTransaction(ctx, async (ctx) => {
    await lockReview(ctx, about.id)
    const declared = await declareForCase(ctx, { case: about, isDeclined: true, isNil: true, interests: [] })
    if (!declared.ok) return declared
    await audit(ctx, {
      event: 'review.conflict-declared',
      subject: { kind: 'review_request', id: about.id },
      case: about,
    })
    await checkOfficers(ctx, about)
    if (found.facts.caseHolderId === personId) {
      const passed = await passCase(asSystem(ctx), about.id)
      if (!passed.ok) return passed
    }
    await enqueue(ctx, {
      topic: 'recheck-person',
      key: `recheck-person:declaration:${declared.value.declarationId}`,
      payload: { personId },
    })
    return ok(undefined)
  })
}

/** Asks those who may to approve how the actor's own conflict with a request is managed; once a day. */
export const askForApproval = async (ctx: Ctx, { ref }: { ref: string }): Promise<Result<{ asked: string[] }>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.standings.includes('association')) return forbidden(onlyOfficers)
  const approvers = found.inTheWay?.approvers ?? []
  if (approvers.length === 0) return refused('There is nothing for somebody to approve.')
  const { id } = found.facts
  return inTransaction(ctx, async (ctx) => {
    await audit(ctx, { event: 'conflict.approval-asked', subject: { kind: 'review_request', id }, case: caseOf(id) })
    await tell(
      ctx,
      id,
      `approval:${ctx.actor.personId}:${ctx.clock.today()}`,
      approvers.map(({ personId }) => personId),
      {
        subject: `A conflict of interest to look at (${ref})`,
        lines: [
          `${ctx.actor.name} has a conflict of interest with this request and may not act on it until somebody without one has approved how it is managed.`,
          'Any one of those asked can do so. You say how it is managed and when it is looked at again, or that it is not so.',
        ],
        action: { text: 'Open the request', path: requestPath(ref) },
      },
    )
    return ok({ asked: approvers.map(({ name }) => name) })
  })
}
