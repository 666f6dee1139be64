export { answerEnquiry } from './answer-enquiry.ts'
export { askAgain } from './ask-again.ts'
export { askProviders } from './ask-providers.ts'
export { chooseEnquiry } from './choose-enquiry.ts'
export { declineOffer, withdrawEnquiry, withdrawNeed } from './close-enquiry.ts'
export type { ComparedRow } from './compare-answers.ts'
export { agreeToOffer, counterOffer } from './counter-offer.ts'
export { findNeed, type NeedPage, type Party, type QuestionShown } from './find-need.ts'
export { findOffer, type OfferPage } from './find-offer.ts'
export { type AbsentOffering, type FittingOffering, fittingOfferings } from './fitting-offerings.ts'
export type { HostAnswer, HostNeed } from './host-need.ts'
export { type EnquiryEvent, enquiryLife } from './lifecycle.ts'
export { boxes, boxToOpen, countEnquiries, type EnquiryEntry, listEnquiries } from './list-enquiries.ts'
export { type Asking, howToAsk } from './may-ask.ts'
export { checkNeed, type Need, needForm, needFrom, needQuery, needSchema, needValues, themesSpokenOf } from './need.ts'
export { keepWords, keptWords } from './need-words.ts'
export { meetNeed, returnNeed } from './note-gap.ts'
export { type OfferParts, offerContent } from './offer.ts'
export { openEnquiriesOf } from './open-enquiries.ts'
export { checkPaidPlaces } from './paid-conflicts.ts'
export type { OfferForm, OwnAnswer, ProviderNeed } from './provider-need.ts'
export { answerQuestion, askQuestion } from './questions.ts'
export { room } from './room.ts'
export {
  agreeSchema,
  answerQuestionSchema,
  askProvidersSchema,
  askQuestionSchema,
  chooseOfferSchema,
  closeEnquirySchema,
  counterSchema,
  declinedSchema,
  keyOfOffer,
  mostAsked,
  needWordsSchema,
  offerSchema,
  sendEnquirySchema,
  undecidedSchema,
} from './schema.ts'
export { sendEnquiry } from './send-enquiry.ts'
export { countWaiting } from './tasks.ts'
