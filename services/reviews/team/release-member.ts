import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { lockReview, reviews } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { confirmTeam } from './confirm-team.ts'
import { type FoundInvitation, readInvitation, settleInvitation } from './find-invitation.ts'
import { stepIn } from './send-invitation.ts'

export type Release = {
  invitation: Pick<FoundInvitation, 'id' | 'seatId' | 'seat' | 'personId'>
  status: 'declined' | 'expired' | 'withdrawn'
  declineReason?: string | null
  /** Why the place is free, for whoever looks after the case. */
  because: string
}

/**
 * Frees a seat and lets the next alternate step in; everyone else stays where they are. A team that was complete is open
 * again. Call with the review locked.
 *
 * @returns who was invited instead, or null when the place stays open
 */
export const releaseMember = async (ctx: Ctx, release: Release): Promise<Result<{ steppedIn: string | null }>> => {
  const { invitation, status, declineReason, because } = release
  const { requestId } = invitation.seat
  await settleInvitation(ctx, invitation, status, declineReason ?? null)
  await tables(ctx).seat.update({ where: { id: invitation.seatId }, data: { personId: null } })
  const review = await lockReview(ctx, requestId)
  if (review.status === 'confirmed' || review.status === 'preparing') {
    const reopened = await reviews.move(asSystem(ctx), review, 'reopened')
    if (!reopened.ok) return reopened
  }
  const steppedIn = await stepIn(ctx, { requestId, seatId: invitation.seatId, before: invitation.personId, because })
  // Everybody else may have been waiting for an observer who does not come.
  const confirmed = steppedIn === null ? await confirmTeam(ctx, requestId) : ok(null)
  return confirmed.ok ? ok({ steppedIn }) : confirmed
}

/** Releases somebody on the exchange's own account, if their invitation still stands as one of these. */
export const releaseIfStill = (
  ctx: Ctx,
  { id, requestId }: { id: string; requestId: string },
  standings: readonly FoundInvitation['status'][],
  release: Omit<Release, 'invitation'>,
  thenTell?: (ctx: Ctx) => Promise<void>,
): Promise<Result<{ isReleased: boolean }>> =>
  inTransaction<{ isReleased: boolean }>(ctx, async (ctx) => {
    await lockReview(ctx, requestId)
    const invitation = await readInvitation(ctx, id)
    if (!invitation || !standings.includes(invitation.status)) return ok({ isReleased: false })
    const released = await releaseMember(ctx, { ...release, invitation })
    if (!released.ok) return released
    await thenTell?.(ctx)
    return ok({ isReleased: true })
  })
