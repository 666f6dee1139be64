export { lowRatings, seriousWords } from './causes.ts'
export { drawn, enoughRatings, estimatePrior, monthOf } from './figures.ts'
export { type RatingSides, ratingsToFlag, readRating } from './flag-facts.ts'
export { alwaysBest } from './gaming.ts'
export { sayLater, setLeaveToQuote } from './later-word.ts'
export { openRatings } from './open-ratings.ts'
export { ownRatings } from './own-ratings.ts'
export { privateWordsAbout, sayPrivately } from './private-word.ts'
export {
  figuresOf,
  type ProfileRatings,
  priorFor,
  ratingFacts,
  ratingsOf,
  ratingsOfSubject,
  shownFigures,
} from './profile.ts'
export { findRatingPage, type ShownRating } from './queries.ts'
export { rate } from './rate.ts'
export { mendWords, settleRatingState } from './rating-state.ts'
export { replyToRating } from './reply-to-rating.ts'
export { room } from './room.ts'
export { isRevealed, meanOf, revealDay } from './rules.ts'
export {
  changes,
  criteria,
  laterSchema,
  leaveToQuoteSchema,
  marks,
  mendSchema,
  notApplicable,
  privateWordSchema,
  ratingFields,
  replySchema,
} from './schema.ts'
export { signsOf } from './signs.ts'
export { enoughAnswers, whatChanged } from './what-changed.ts'
