import type { Ctx } from '#services/core/context.ts'
import { tell as tellPeople } from '#services/notifications/index.ts'
import { caseOf } from './case-of.ts'

export type Letter = {
  subject: string
  /** What happened, what happens next, by when. */
  lines: string[]
  action?: { text: string; path: string }
}

/**
 * Puts one letter about a review in the outbox for each of these people, once per occasion, in the caller's transaction.
 * `occasion` names what happened and, where it can happen again, which time ("approved", "terms:2").
 */
export const tell = async (
  ctx: Ctx,
  reviewId: string,
  occasion: string,
  personIds: readonly (string | null)[],
  letter: Letter,
): Promise<void> => {
  const about = { kind: 'review', id: reviewId, case: caseOf(reviewId) }
  await tellPeople(ctx, { people: personIds, about, occasion, kind: 'news', letter })
}

/** The service's people in the matter: who asked and who arranges it. */
export const hostPeople = (review: { requestedById: string; leadOfficerId: string }): string[] => [
  review.requestedById,
  review.leadOfficerId,
]

export const reviewPath = (ref: string) => `/reviews/${ref}`
export const requestPath = (ref: string) => `/association/requests/${ref}`
