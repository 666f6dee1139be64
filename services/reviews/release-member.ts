import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { caseOf } from './case-of.ts'
import { settleInvitation } from './find-invitation.ts'
import { lockReview, moveReview } from './move-review.ts'
import { stepIn } from './send-invitation.ts'
import { tables } from './tables.ts'

export type Release = {
  requestId: string
  seatId: string
  invitationId: string
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
  const { requestId, seatId, invitationId, status, declineReason, because } = release
  await settleInvitation(ctx, invitationId, status, declineReason ?? null)
  await audit(ctx, {
    event: `invitation.${status}`,
    subject: { kind: 'invitation', id: invitationId },
    case: caseOf(requestId),
  })
  await tables(ctx).seat.update({ where: { id: seatId }, data: { personId: null } })
  const review = await lockReview(ctx, requestId)
  if (review.status === 'confirmed' || review.status === 'preparing') {
    const reopened = await moveReview(asSystem(ctx), review, 'reopened')
    if (!reopened.ok) return reopened
  }
  return ok({ steppedIn: await stepIn(ctx, { requestId, seatId, because }) })
}
