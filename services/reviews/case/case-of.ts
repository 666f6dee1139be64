import type { CaseRef } from '#services/core/audit.ts'

/** A review as a case that somebody may be conflicted with. */
export const caseOf = (reviewId: string): CaseRef => ({ kind: 'review_request', id: reviewId })
