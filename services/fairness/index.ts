/** The front door of fairness: what is brought to the association, and what is decided of it. */

export { appealConcern } from './appeal.ts'
export { answerQuestion, askQuestion } from './ask.ts'
export { bring, bringPage } from './bring.ts'
export { sendElsewhere, withdrawConcern } from './close.ts'
export { type ConcernAbout, concernsAbout } from './concerns-about.ts'
export { concernQueue, type DeskPage, deskPage } from './desk.ts'
export { openDisputes } from './disputes.ts'
export { drawOne } from './draw.ts'
export { drawByHand } from './draw-by-hand.ts'
export { flagPage, flagRating } from './flag-rating.ts'
export { clocks, kinds } from './kinds.ts'
export { type ConcernEvent, concernLife } from './lifecycle.ts'
export { endMeasure, putMeasure, renewMeasure } from './measures.ts'
export { mediateDisputes } from './mediation.ts'
export { enoughToShow, fairnessNumbers, type KindNumbers } from './numbers.ts'
export { type ConcernShared, findConcern, ownConcerns } from './page.ts'
export { recordView } from './record-view.ts'
export { standDown } from './release.ts'
export { room } from './room.ts'
export { sayLookedAt } from './say-looked-at.ts'
export {
  answerSchema,
  appealSchema,
  bringSchema,
  elsewhereSchema,
  endMeasureSchema,
  flagSchema,
  lookedAtSchema,
  measureSchema,
  pressSchema,
  questionSchema,
  renewSchema,
  statementSchema,
  type ViewInput,
  viewSchema,
} from './schema.ts'
export { sayHow } from './state.ts'
export { type SuspensionCause, suspensionCauses } from './suspension-causes.ts'
export { concernsOfParty } from './tasks.ts'
