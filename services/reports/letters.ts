import type { Ctx } from '#services/core/context.ts'
import { type Letter, type LetterKind, type Reminding, remind, tell } from '#services/notifications/index.ts'
import { reviewCase } from '#services/reviews/index.ts'

export const reportPath = (ref: string) => `/reviews/${ref}/report`

/** One letter about a report, for each of these people, once per occasion, in the caller's transaction. */
export const tellOfReport = (
  ctx: Ctx,
  { id, reviewId }: { id: string; reviewId: string },
  occasion: string,
  kind: LetterKind<'report'>,
  people: readonly (string | null)[],
  letter: Letter,
): Promise<void> =>
  tell(ctx, { people, about: { kind: 'report', id, case: reviewCase(reviewId) }, occasion, kind, letter })

/** Reminds these people of a day of a report, once per occasion. */
export const remindOfReport = (
  ctx: Ctx,
  { id, reviewId }: { id: string; reviewId: string },
  occasion: string,
  people: readonly (string | null)[],
  reminder: Reminding['reminder'],
): Promise<void> =>
  remind(ctx, { people, about: { kind: 'report', id, case: reviewCase(reviewId) }, occasion, reminder })
