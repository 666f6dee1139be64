import { checkPeople, declareForCase } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import type { Answered, declareConflictSchema, declineSchema, leaveSchema } from '#services/reviews/case/schema.ts'
import { isOlder, onInvitation } from './find-invitation.ts'
import { releaseMember } from './release-member.ts'

const noLongerOpen = 'This invitation is no longer open, so it cannot be answered.'

/** The invitee says no, with or without a reason. The next alternate is invited. Pressing twice does it once. */
export const declineInvitation = (ctx: Ctx, input: Answered<typeof declineSchema>): Promise<Result<undefined>> =>
  onInvitation(ctx, input, async (ctx, invitation) => {
    if (invitation.status === 'declined') return ok(undefined)
    const older = isOlder(input, invitation)
    if (older) return older
    if (invitation.status !== 'offered') return refused(noLongerOpen)
    const released = await releaseMember(ctx, {
      invitation,
      status: 'declined',
      declineReason: input.reason || null,
      because: `${ctx.actor.name} cannot take part.${input.reason ? ` Their reason: ${input.reason}` : ''}`,
    })
    return released.ok ? ok(undefined) : released
  })

/**
 * The invitee says that they are conflicted here. From then on the case does not exist for them, and others are only told
 * that they are not available.
 */
export const declareConflict = (ctx: Ctx, input: Answered<typeof declareConflictSchema>): Promise<Result<undefined>> =>
  onInvitation(ctx, input, async (ctx, invitation) => {
    const older = isOlder(input, invitation)
    if (older) return older
    if (invitation.status !== 'offered' && invitation.status !== 'accepted') return refused(noLongerOpen)
    const { requestId } = invitation.seat
    const declared = await declareForCase(ctx, {
      case: caseOf(requestId),
      isDeclined: true,
      isNil: false,
      interests: [],
    })
    if (!declared.ok) return declared
    await checkPeople(asSystem(ctx), {
      case: caseOf(requestId),
      activity: 'review',
      personIds: [invitation.personId],
      moment: 'acceptance',
    })
    const released = await releaseMember(ctx, {
      invitation,
      status: 'declined',
      because: `${ctx.actor.name} is not available.`,
    })
    return released.ok ? ok(undefined) : released
  })

/** Somebody who had said yes drops out before the visit. Their place is filled; everyone else stays. */
export const leaveTeam = (ctx: Ctx, input: Answered<typeof leaveSchema>): Promise<Result<undefined>> =>
  onInvitation(ctx, input, async (ctx, invitation, review) => {
    if (invitation.status === 'withdrawn') return ok(undefined)
    const older = isOlder(input, invitation)
    if (older) return older
    const isBeforeVisit = ['inviting', 'confirmed', 'preparing'].includes(review.status)
    if (invitation.status !== 'accepted' || !isBeforeVisit) {
      return refused(
        'You can drop out after you have said yes and before the visit. Speak to a co-lead or the coordinator.',
      )
    }
    const released = await releaseMember(ctx, {
      invitation,
      status: 'withdrawn',
      declineReason: input.reason || null,
      because: `${ctx.actor.name} had said yes and can no longer take part.${input.reason ? ` Their reason: ${input.reason}` : ''}`,
    })
    return released.ok ? ok(undefined) : released
  })
