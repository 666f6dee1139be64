import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Activity } from './facts.ts'
import { restsOnHiddenCase } from './hidden-cases.ts'
import { factsIn } from './json.ts'
import { ruleIds } from './rule-set.ts'
import { ruleSetInForce } from './rule-sets.ts'
import { tables } from './tables.ts'

/**
 * What earlier checks found between these people (or: these conflicts) and a case, and what was decided about it, without checking again. For
 * those who decide on the case. Those marked false, and those that have run out, are left out. Two statements.
 */
export const storedConflicts = async (
  ctx: Ctx,
  {
    case: about,
    activity,
    personIds,
    ids,
  }: { case: CaseRef; activity: Activity; personIds?: readonly string[]; ids?: readonly string[] },
) => {
  const today = dateFromIso(ctx.clock.today())
  const [rows, ruleSet, isFromHidden] = await Promise.all([
    tables(ctx).conflict.findMany({
      where: {
        caseKind: about.kind,
        caseId: about.id,
        activity,
        ...(personIds ? { personId: { in: [...personIds] } } : {}),
        ...(ids ? { id: { in: [...ids] } } : {}),
        status: { in: ['detected', 'declared', 'confirmed', 'managed'] },
        OR: [{ countsUntil: null }, { countsUntil: { gte: today } }],
      },
      orderBy: { id: 'asc' },
    }),
    ruleSetInForce(ctx),
    restsOnHiddenCase(ctx),
  ])
  return rows.flatMap(({ id, personId, ruleId, effect, status, mitigation, reviewOn, isSilent, facts }) => {
    const isUntold = isFromHidden(factsIn(facts))
    if (isUntold && effect === 'note') return []
    const known = ruleIds.find((each) => each === ruleId)
    if (!known) return []
    const isManaged = status === 'managed' && reviewOn !== null && reviewOn >= today
    return [
      {
        id,
        personId,
        ruleId: known,
        title: ruleSet.rules[known].title,
        effect,
        status,
        isManaged,
        isSilent: isSilent || isUntold,
        mitigation,
        reviewOn: reviewOn && isoFromDate(reviewOn),
      },
    ]
  })
}

export type StoredConflict = Awaited<ReturnType<typeof storedConflicts>>[number]
