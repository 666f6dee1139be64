import type { RuleId } from './rule-set.ts'
import {
  declaredBusiness,
  declaredCompetitor,
  declaredOffice,
  declaredTrustee,
  dispute,
  family,
  financialInterest,
  friendship,
  gift,
  hostObjection,
  inspector,
  jobTalks,
  lineManagement,
  ownCase,
  selfDeclined,
  staleDeclaration,
} from './rules/declared.ts'
import type { RuleFunction } from './rules/occurrence.ts'
import { electedOffice, formerEmployer, neighbour, sameService } from './rules/posts.ts'
import {
  businessTogether,
  competingBids,
  officerPaid,
  reciprocal,
  sameTeam,
  sellAfterReview,
  soldToHost,
  stakeInParty,
  trusteeOfPartner,
  vettedBy,
} from './rules/work.ts'

const either =
  (...functions: readonly RuleFunction[]): RuleFunction =>
  (person, prepared, settings) =>
    functions.flatMap((see) => see(person, prepared, settings))

/** What each rule looks at. When it stops counting, and how strongly it counts, is the rule set's to say. */
export const ruleFunctions: Readonly<Record<RuleId, RuleFunction>> = {
  SELF: ownCase,
  SAME_SERVICE: sameService,
  FORMER_EMPLOYER: formerEmployer,
  JOB_TALKS: jobTalks,
  SOLD_TO_HOST: soldToHost,
  SELL_AFTER_REVIEW: sellAfterReview,
  FAMILY: family,
  PERSONAL: friendship,
  DISPUTE: dispute,
  FINANCIAL: either(financialInterest, stakeInParty),
  LINE: lineManagement,
  RECIPROCAL: reciprocal,
  CO_BUSINESS: either(declaredBusiness, businessTogether),
  CO_TEAM: sameTeam,
  NEIGHBOUR: neighbour,
  COMPETITOR: either(declaredCompetitor, competingBids),
  VETTED_BY: vettedBy,
  TRUSTEE: either(declaredTrustee, trusteeOfPartner),
  OFFICER_PAID: officerPaid,
  INSPECTOR: inspector,
  ELECTED: either(declaredOffice, electedOffice),
  HOST_OBJECTION: hostObjection,
  SELF_DECLINED: selfDeclined,
  GIFT: gift,
  STALE: staleDeclaration,
}
