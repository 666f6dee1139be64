/** The front door of decisions: the log of what the association decided about the programme. */

export { type DecisionInput, draftDecision, publishDecision } from './draft-decision.ts'
export { room } from './room.ts'
export type { DecisionText } from './text.ts'
