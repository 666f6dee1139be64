import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { HiddenCases } from './desk-schema.ts'
import { byPerson } from './last-practice.ts'
import type { StandingFacts } from './standing.ts'
import { standingFacts } from './standings.ts'
import { tables } from './tables.ts'

/**
 * The facts of these people as an officer may know them: without what a case sets or renewed that must not exist for the reader.
 * desk-sql.ts leaves out the same.
 */
export const shownFacts = async (
  ctx: Ctx,
  personIds: readonly string[],
  hidden: HiddenCases,
): Promise<ReadonlyMap<string, StandingFacts>> => {
  const theirs = { personId: { in: [...personIds] } }
  const [facts, conditions, declared] = await Promise.all([
    standingFacts(ctx, personIds),
    tables(ctx).standingCondition.findMany({
      where: { ...theirs, caseId: { in: [...hidden.application, ...hidden.concern] } },
      select: { id: true },
    }),
    ctx.db.declaration.findMany({
      where: {
        ...theirs,
        kind: 'annual',
        OR: [{ caseId: null }, { caseId: { notIn: [...hidden.review_request] } }],
      },
      select: { personId: true, statedAt: true },
    }),
  ])
  const unknown = new Set(conditions.map(({ id }) => id))
  const declaredBy = byPerson(declared)
  return new Map(
    [...facts].map(([id, one]) => [
      id,
      {
        ...one,
        conditions: one.conditions.filter((condition) => !(condition.id && unknown.has(condition.id))),
        declaredOn: (declaredBy.get(id) ?? []).map(({ statedAt }) => londonDate(statedAt)),
      },
    ]),
  )
}
