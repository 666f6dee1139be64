import type { Ctx } from '#services/core/context.ts'
import {
  type LetterKind,
  type Reminding,
  remind as remindPeople,
  tell as tellPeople,
} from '#services/notifications/index.ts'
import { caseOf } from './case-of.ts'

export type Letter = {
  subject: string
  /** What happened, what happens next, by when. */
  lines: string[]
  action?: { text: string; path: string }
}

/** What a letter is that says this, by the first word of its occasion; what is not here is a decision about its readers, or their days. */
const kindsByOccasion: Record<string, LetterKind<'review'>> = {
  invited: 'ask',
  checked: 'ask',
  returned: 'ask',
  'look-again': 'ask',
  terms: 'ask',
  remark: 'ask',
  'to-manage': 'ask',
  approval: 'ask',
  absence: 'ask',
  gaps: 'ask',
  submitted: 'news',
  accepted: 'news',
  resumed: 'news',
  questions: 'news',
  'questions-by-desk': 'news',
  'remark-answered': 'news',
  sight: 'news',
  words: 'ask',
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
  const about = { kind: 'review' as const, id: reviewId, case: caseOf(reviewId) }
  const kind = kindsByOccasion[occasion.split(':')[0] ?? ''] ?? 'decision'
  await tellPeople(ctx, { people: personIds, about, occasion, kind, letter })
}

/** Reminds these people of a day of a review, once per occasion. */
export const remind = (
  ctx: Ctx,
  reviewId: string,
  occasion: string,
  people: Reminding['people'],
  reminder: Reminding['reminder'],
): Promise<void> =>
  remindPeople(ctx, { people, about: { kind: 'review', id: reviewId, case: caseOf(reviewId) }, occasion, reminder })

/** The service's people in the matter: who asked and who arranges it. */
export const hostPeople = (review: { requestedById: string; leadOfficerId: string }): string[] => [
  review.requestedById,
  review.leadOfficerId,
]

export const reviewPath = (ref: string) => `/reviews/${ref}`
export const requestPath = (ref: string) => `/association/requests/${ref}`
