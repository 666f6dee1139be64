import { Prisma } from '#prisma/generated/client.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { audit } from '#services/core/audit.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type SilenceOf, startSilence, stopSilence } from '#services/core/life/silence.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { type LockedReview, lockReview } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { visitEnded } from './last-visit.ts'

const select = {
  id: true,
  status: true,
  version: true,
  personId: true,
  respondBy: true,
  seatId: true,
  reasons: true,
  seat: { select: { requestId: true, role: true } },
} as const

export const readInvitation = (ctx: Ctx, id: string) => tables(ctx).invitation.findUnique({ where: { id }, select })

export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof readInvitation>>>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The actor's own invitation; null for anybody else's, for an unknown id, and once its case is hidden from them. */
export const findInvitation = async (ctx: Ctx, id: string): Promise<FoundInvitation | null> => {
  if (ctx.actor.personId === null || !uuid.test(id)) return null
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const { personId } = ctx.actor
  return tables(ctx).invitation.findFirst({ where: { id, personId, seat: { requestId: { notIn: hidden } } }, select })
}

/**
 * The frame of everything an invitee does: only their own invitation, with its review locked, as it stands then. `version`
 * is the one that the page showed.
 */
export const onInvitation = async <T>(
  ctx: Ctx,
  input: { id: string; version?: number },
  work: (ctx: Ctx, invitation: FoundInvitation, review: LockedReview) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const found = await findInvitation(ctx, input.id)
  if (!found) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, found.seat.requestId)
    const invitation = await readInvitation(ctx, found.id)
    if (!invitation) return notFound()
    return work(ctx, invitation, review)
  })
}

/** Whether a page shows an older version than there is. */
export const isOlder = (input: { version?: number }, { version }: FoundInvitation) =>
  input.version !== undefined && input.version !== version ? overtaken('This invitation') : null

/** The days that run for somebody to answer an invitation. */
export const clockOf = (invitationId: string): SilenceOf => ({ kind: 'invitation', subjectId: invitationId })

/** Days before the last on which somebody who was invited is reminded. */
const remindedBefore = 3

/** Begins the days in which somebody who was invited can answer; `respondBy` is the last, as an ISO day. */
export const awaitAnswer = (ctx: Ctx, invitationId: string, respondBy: string): Promise<void> =>
  startSilence(ctx, { ...clockOf(invitationId), lastDay: respondBy, warnOn: [addDays(respondBy, -remindedBefore)] })

/** Sets how an invitation stands, and says so in the audit log. */
export const settleInvitation = async (
  ctx: Ctx,
  { id, seat }: Pick<FoundInvitation, 'id' | 'seat'>,
  status: 'accepted' | 'declined' | 'expired' | 'withdrawn',
  declineReason: string | null = null,
): Promise<void> => {
  await tables(ctx).invitation.update({
    where: { id },
    data: {
      status,
      declineReason,
      respondedAt: ctx.clock.now(),
      version: { increment: 1 },
      lastVisit: status === 'accepted' ? Prisma.DbNull : await visitEnded(ctx, { id, requestId: seat.requestId }),
    },
  })
  await stopSilence(ctx, clockOf(id))
  await audit(ctx, {
    event: `invitation.${status}`,
    subject: { kind: 'invitation', id },
    case: caseOf(seat.requestId),
    data: { role: seat.role },
  })
}
