import { randomUUID } from 'node:crypto'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tables } from './tables.ts'

/** What is asked of somebody in the bank: `dueOn` an ISO day, `case` what it would tell of. */
export type ConditionSet = {
  personId: string
  /** One condition for each; it is taken back by the same name. */
  restsOn: string
  text: string
  dueOn: string
  case?: CaseRef
}

/** Puts a condition on somebody's place in the bank. For whoever decided so, in their transaction; twice is once. */
export const setCondition = (ctx: Ctx, set: ConditionSet): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId, restsOn, text } = set
    const said = { text, dueOn: dateFromIso(set.dueOn), liftedAt: null }
    await tables(ctx).standingCondition.upsert({
      where: { restsOn },
      create: { personId, restsOn, ...said, caseKind: set.case?.kind ?? null, caseId: set.case?.id ?? null },
      update: said,
    })
    await audit(ctx, {
      event: 'standing.condition-set',
      subject: { kind: 'person', id: personId },
      ...(set.case && { case: set.case }),
      data: { dueOn: set.dueOn },
    })
    return ok(undefined)
  })

/** Takes a condition back, as if it had not been set; nothing happens where there is none. */
export const liftCondition = (ctx: Ctx, restsOn: string): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const row = await tables(ctx).standingCondition.findUnique({ where: { restsOn } })
    if (!row || row.liftedAt !== null) return ok(undefined)
    await tables(ctx).standingCondition.update({ where: { restsOn }, data: { liftedAt: ctx.clock.now() } })
    await audit(ctx, {
      event: 'standing.condition-lifted',
      subject: { kind: 'person', id: row.personId },
      ...(row.caseKind && row.caseId && { case: { kind: row.caseKind, id: row.caseId } }),
    })
    return ok(undefined)
  })

/**
 * The conditions of an approval in place of those of the approval before it, which a panel has looked at again. What a decision on
 * fairness asks stays.
 */
export const renewConditions = async (
  ctx: Ctx,
  given: { personId: string; conditions: readonly { text: string; dueOn: string }[]; case?: CaseRef },
): Promise<void> => {
  const { personId, conditions } = given
  const restsOn = `application:${given.case?.id ?? randomUUID()}`
  await tables(ctx).standingCondition.updateMany({
    where: { personId, restsOn: { startsWith: 'application:' }, confirmedOn: null, liftedAt: null },
    data: { liftedAt: ctx.clock.now() },
  })
  for (const [index, condition] of conditions.entries())
    await setCondition(ctx, {
      personId,
      restsOn: `${restsOn}:${index + 1}`,
      ...condition,
      ...(given.case && { case: given.case }),
    })
}
