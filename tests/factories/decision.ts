import { newId } from '#services/core/insert-rows.ts'
import type { DecisionInput } from '#services/decisions/index.ts'

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
