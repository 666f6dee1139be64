import { actorOf } from './accounts/index.ts'
import { allGrantsFor } from './bank/index.ts'
import { hiddenCaseIds } from './conflicts/index.ts'
import { asActor, asSystem } from './core/access.ts'
import { concernsOfParty } from './fairness/index.ts'
import type { Unknown } from './notifications/index.ts'
import { hiddenReviewIds } from './reviews/index.ts'
import { ownApplicationIds } from './vetting/index.ts'

/**
 * Which of these cases a person may not know of now: what they are blocked from, unless it is their own. The sides of an enquiry
 * are its only readers, and know of it.
 */
export const unknownCases: Unknown = async (given, personId, cases) => {
  const actor = await actorOf(asSystem(given), personId, allGrantsFor)
  if (actor === null) return new Set(cases.map(({ id }) => id))
  const ctx = asActor(given, actor)
  const of = (kind: (typeof cases)[number]['kind']) => cases.flatMap((one) => (one.kind === kind ? one.id : []))
  const [reviews, applications, concerns] = [of('review_request'), of('application'), of('concern')]
  const [hiddenReviews, hiddenApplications, hiddenConcerns, ownApplications, ownConcerns] = await Promise.all([
    reviews.length === 0 ? [] : hiddenReviewIds(ctx),
    applications.length === 0 ? [] : hiddenCaseIds(ctx, 'application'),
    concerns.length === 0 ? [] : hiddenCaseIds(ctx, 'concern'),
    applications.length === 0 ? [] : ownApplicationIds(ctx, applications),
    concerns.length === 0 ? [] : concernsOfParty(ctx, concerns),
  ])
  const own = new Set([...ownApplications, ...ownConcerns])
  return new Set([...hiddenReviews, ...hiddenApplications, ...hiddenConcerns].filter((id) => !own.has(id)))
}
