/** The front door of decisions: the log of what the association decided about the programme. */

export { correctDecision, keepDecision, replaceDecision } from './change-published.ts'
export { type Correction, findDecision } from './decision-page.ts'
export {
  type DeskLine,
  decisionChoices,
  decisionDesk,
  findDecisionForm,
  findWorkPage,
  type WorkPage,
} from './desk.ts'
export { type DecisionInput, draftDecision, publishDecision } from './draft-decision.ts'
export { draftedEvents } from './draft-from-audit.ts'
export { type DecisionEvent, decisionLife } from './lifecycle.ts'
export { decisionFeed, decisionLog, type LogLine } from './log.ts'
export { readLogFilter } from './log-filter.ts'
export { room } from './room.ts'
export {
  dropSchema,
  editSchema,
  keepSchema,
  pressSchema,
  replaceSchema,
  writeSchema,
} from './schema.ts'
export { caseReference, type DecisionText } from './text.ts'
export { dropDecision, publishDraft, rewriteDecision, writeDecision } from './work-at-draft.ts'
