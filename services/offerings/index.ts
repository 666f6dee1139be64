export {
  answerConsent,
  answerConsentSchema,
  consentPage,
  takeBackConsent,
  takeBackConsentSchema,
  withdrawConsent,
  withdrawConsentSchema,
} from './answer-consent.ts'
export { askConsent, askConsentSchema } from './ask-consent.ts'
export { catalogueChoices } from './catalogue-choices.ts'
export { readCatalogueFilter } from './catalogue-filter.ts'
export type { DatedFacts } from './catalogue-sql.ts'
export { compareOfferings, mostCompared } from './compare-offerings.ts'
export { type ConsentEvent, consentLife } from './consent-lifecycle.ts'
export { consentsOf, consentTimes, lockConsents } from './consents.ts'
export { countFacets, type Facets } from './count-facets.ts'
export { findOffering, type OfferingPage } from './find-offering.ts'
export { pauseUninsured } from './jobs.ts'

export { type OfferingEvent, offeringLife } from './lifecycle.ts'
export { mayBeOffered, ownersFor, whyNotOffered } from './may-offer.ts'
export { type LockedOffering, lockOffering, moveOffering } from './move-offering.ts'
export { distancesFor } from './near.ts'
export { editOfferingForm, newOfferingForm, type OfferingChoices, ownerChoices, ownerFromKey } from './offering-form.ts'
export { type OfferingLine, offeringsOf } from './offerings-of.ts'
export { ownNamePage, tendConsents } from './own-name.ts'
export { type OwnOffering, ownOfferings } from './own-offerings.ts'
export { pauseByDecision, resumeWhileAppealed, wasChangedSince } from './pause-by-decision.ts'
export {
  isLone,
  isProvider,
  type Offerer,
  type Owner,
  offererName,
  outsideName,
  providedBy,
} from './policy.ts'
export { room } from './room.ts'
export { changeOfferingSchema, moveOfferingSchema, offeringSchema } from './schema.ts'
export { type OfferingEntry, type Provider, providerSeen, ratedAsOf, searchOfferings } from './search-offerings.ts'
export { wordingOf } from './search-text.ts'
export { slugFrom } from './slug.ts'
export { choicesOf, deliveryWords, pricedBases, priceInWords } from './words.ts'
export { changeOffering, startOffering } from './write-offering.ts'
