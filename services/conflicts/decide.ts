import { may } from '#services/core/access.ts'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { checkPeople } from './check-people.ts'
import { type Activity, activities } from './facts.ts'
import { type ConflictEvent, type Decider, moveConflict } from './lifecycle.ts'
import { ruleIds } from './rule-set.ts'
import type { ConflictDecision } from './schema.ts'
import { tables } from './tables.ts'
import { mayOpenCase } from './visibility.ts'

/** What a conflict of this case would keep somebody from doing; null when it is none of this case's. */
export const activityOfConflict = async (ctx: Ctx, conflictId: string, about: CaseRef): Promise<Activity | null> => {
  const row = await tables(ctx).conflict.findFirst({
    where: { id: conflictId, caseKind: about.kind, caseId: about.id },
    select: { activity: true },
  })
  return activities.find((known) => known === row?.activity) ?? null
}

type Decision = (by: Decider, on: string) => ConflictEvent

/**
 * One decision about one conflict, by somebody who may open its case and is not conflicted with it themselves. Whoever
 * may not is told the same as for an unknown id.
 */
const decide = async (ctx: Ctx, conflictId: string, decision: Decision): Promise<Result<{ case: CaseRef }>> => {
  if (!may(ctx.actor, 'conflict.manage')) {
    return forbidden('Only coordinators, the programme board and administrators decide on conflicts.')
  }
  return inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    const row = await tables(ctx).conflict.findUnique({ where: { id: conflictId } })
    const mayOpen = await mayOpenCase(ctx, row?.caseKind ?? 'review_request', row?.caseId ?? null)
    if (!row || !mayOpen || personId === null) return notFound()
    const about: CaseRef = { kind: row.caseKind, id: row.caseId }
    const own = await checkPeople(ctx, { case: about, activity: 'deciding', personIds: [personId], moment: 'opening' })
    const ruleId = ruleIds.find((id) => id === row.ruleId)
    if (!ruleId) return notFound()
    const on = ctx.clock.today()
    const moved = moveConflict(
      {
        status: row.status,
        ruleId,
        effect: row.effect,
        personId: row.personId,
        reason: row.reason,
        mitigation: row.mitigation,
        decidedById: row.decidedById,
        decidedOn: row.decidedAt && londonDate(row.decidedAt),
        reviewOn: row.reviewOn && isoFromDate(row.reviewOn),
      },
      decision({ personId, conflicts: own.get(personId) ?? [] }, on),
    )
    if (!moved.ok) return moved
    const { value } = moved
    const written = await tables(ctx).conflict.updateMany({
      where: { id: row.id, version: row.version },
      data: {
        status: value.status,
        reason: value.reason,
        mitigation: value.mitigation,
        reviewOn: value.reviewOn ? dateFromIso(value.reviewOn) : null,
        decidedById: value.decidedById,
        decidedAt: ctx.clock.now(),
        version: { increment: 1 },
      },
    })
    if (written.count === 0) return overtaken('This conflict')
    await audit(ctx, {
      event: 'conflict.decided',
      subject: { kind: 'conflict', id: row.id },
      case: about,
      data: { ruleId, from: row.status, to: value.status, reviewOn: value.reviewOn },
    })
    return ok({ case: about })
  })
}

/** Says that a conflict found is as the rule says. */
export const confirmConflict = (ctx: Ctx, input: { conflictId: string }) =>
  decide(ctx, input.conflictId, (by, on) => ({ event: 'confirm', by, on }))

/** Says that the facts are not so. The same facts never fire again for this case; others do. */
export const markConflictFalse = (ctx: Ctx, input: { conflictId: string; reason: string }) =>
  decide(ctx, input.conflictId, (by, on) => ({ event: 'mark-false', reason: input.reason, by, on }))

/**
 * Allows what a "manage" conflict would stop, on a written mitigation, until a review date (ISO, within 12 months).
 * Confirms it first where nobody has yet. Refused for a block: its facts can be corrected, it cannot be managed.
 */
export const manageConflict = async (
  ctx: Ctx,
  input: { conflictId: string; mitigation: string; reviewOn: string },
): Promise<Result<{ case: CaseRef }>> =>
  inTransaction(ctx, async (ctx) => {
    const row = await tables(ctx).conflict.findUnique({ where: { id: input.conflictId }, select: { status: true } })
    if (row?.status === 'detected' || row?.status === 'declared') {
      const confirmed = await confirmConflict(ctx, input)
      if (!confirmed.ok) return confirmed
    }
    return decide(ctx, input.conflictId, (by, on) => ({
      event: 'manage',
      mitigation: input.mitigation,
      reviewOn: input.reviewOn,
      by,
      on,
    }))
  })

/** Takes back that a conflict was marked as not so. */
export const reopenConflict = (ctx: Ctx, input: { conflictId: string; reason: string }) =>
  decide(ctx, input.conflictId, (by, on) => ({ event: 'reopen', reason: input.reason, by, on }))

/** Looks at a managed conflict again: the mitigation, as it is or changed, holds until another review date. */
export const renewMitigation = (ctx: Ctx, input: { conflictId: string; mitigation: string; reviewOn: string }) =>
  decide(ctx, input.conflictId, (by, on) => ({
    event: 'renew',
    mitigation: input.mitigation,
    reviewOn: input.reviewOn,
    by,
    on,
  }))

/** Ends a mitigation before its review date: the conflict must be managed anew, or stops what it stopped. */
export const endMitigation = (ctx: Ctx, input: { conflictId: string; reason: string }) =>
  decide(ctx, input.conflictId, (by, on) => ({ event: 'end-mitigation', reason: input.reason, by, on }))

/** Any of the decisions on a conflict: confirm it, manage it, mark it as not so, and what takes those back. */
export const decideConflict = (
  ctx: Ctx,
  conflictId: string,
  decision: ConflictDecision,
): Promise<Result<{ case: CaseRef }>> => {
  switch (decision.intent) {
    case 'confirm':
      return confirmConflict(ctx, { conflictId })
    case 'mark-false':
      return markConflictFalse(ctx, { conflictId, reason: decision.reason })
    case 'reopen':
      return reopenConflict(ctx, { conflictId, reason: decision.reason })
    case 'end-mitigation':
      return endMitigation(ctx, { conflictId, reason: decision.reason })
    case 'manage':
      return manageConflict(ctx, { conflictId, mitigation: decision.mitigation, reviewOn: decision.reviewOn })
    case 'renew':
      return renewMitigation(ctx, { conflictId, mitigation: decision.mitigation, reviewOn: decision.reviewOn })
  }
}
