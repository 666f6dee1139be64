import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { stopSilence } from '#services/core/life/silence.ts'
import { caseOf } from './case-of.ts'
import { type FoundReview, findReview } from './find-review.ts'
import { reviewLife } from './lifecycle.ts'
import { mayNotAct } from './policy.ts'
import { tables } from './tables.ts'

const lockedSelect = {
  id: true,
  ref: true,
  version: true,
  kind: true,
  status: true,
  yotCode: true,
  requestedById: true,
  leadOfficerId: true,
  caseHolderId: true,
  postponedFrom: true,
  termsChange: true,
  startsOn: true,
  endsOn: true,
  days: true,
  mode: true,
  agreedPlaces: true,
  yot: { select: { name: true, region: true } },
} satisfies Prisma.ReviewRequestSelect

/** A review that nobody else can change until this transaction ends. */
export type LockedReview = Prisma.ReviewRequestGetPayload<{ select: typeof lockedSelect }>

/** The clock that runs while a change of agreed terms waits for both sides. */
export const changeClock = 'terms-change'

/** Whether terms that both sides agreed may be changed: until the visit is over. A change that waits then ends with it. */
export const termsMayChange = (status: ReviewStatus): boolean => status === 'preparing' || status === 'on_site'

/**
 * Reviews and their moves. To whoever may not know of one it is not there; to whoever knows of it and stands on none of
 * the sides that may, it is said who may.
 */
export const reviews = keep(reviewLife, {
  kind: 'review_request',
  table: 'ReviewRequest',
  find: async (ctx: Ctx, ref: string): Promise<(FoundReview & { id: string }) | null> => {
    const found = await findReview(ctx, ref)
    return found && { ...found, id: found.facts.id }
  },
  sidesOf: (_ctx, { sides }) => sides,
  notOnSide: (found, by) => mayNotAct(found, by),
  read: (ctx, id): Promise<LockedReview | null> =>
    tables(ctx).reviewRequest.findUnique({ where: { id }, select: lockedSelect }),
  write: async (
    ctx,
    { id, termsChange },
    data: Prisma.ReviewRequestUncheckedUpdateManyInput & { status: ReviewStatus },
  ) => {
    const endsChange = termsChange !== null && !termsMayChange(data.status)
    if (endsChange) await stopSilence(ctx, { kind: changeClock, subjectId: id })
    await tables(ctx).reviewRequest.updateMany({
      where: { id },
      data: { ...data, ...(endsChange ? { termsChange: null } : {}) },
    })
  },
  about: ({ id, yotCode }) => ({ case: caseOf(id), yotCode }),
})

/** Locks a review for the rest of the transaction and reads it as it stands. */
export const lockReview = async (ctx: Ctx, id: string): Promise<LockedReview> => {
  const review = await reviews.lock(ctx, id)
  if (!review) throw new Error(`There is no review ${id}`)
  return review
}

/** What the forms of a move give, and the exchange itself without a version. */
export type MoveInput = Pick<Parameters<typeof reviews.asMove>[1], 'ref' | 'version'>
