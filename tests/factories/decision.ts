import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { type DecisionInput, publishDecision } from '#services/decisions/index.ts'
import { value } from './application.ts'

/** A decision about the programme as minutes bring it. */
export const decisionInput = (traits: Partial<DecisionInput> = {}): DecisionInput => ({
  source: { kind: 'minutes', id: newId() },
  day: '2026-05-20',
  title: 'Visits of three days at most',
  decided: 'A review visits a service for three days at most.',
  reasons: 'Services said that a fourth day costs more than it brings.',
  alternatives: 'Leaving it to each team was rejected: services could not plan for it.',
  conflicts: 'None was declared.',
  decidedBy: { body: 'board', count: 6 },
  ...traits,
})

/** One that is published, by its id and reference. */
export const publishedDecision = async (ctx: Ctx, traits: Partial<DecisionInput> = {}) => {
  const { ref } = value(await publishDecision(asSystem(ctx), decisionInput(traits)))
  const { id } = await ctx.db.decision.findUniqueOrThrow({ where: { ref }, select: { id: true } })
  return { id, ref }
}
