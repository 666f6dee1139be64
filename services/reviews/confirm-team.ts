import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { dateRange, listed } from '#services/core/words.ts'
import { reviewFacts } from './letter-facts.ts'
import { requestPath, reviewPath, tell } from './mails.ts'
import { lockReview, moveReview } from './move-review.ts'
import { tables } from './tables.ts'

/** Whether every seat is held by somebody who said yes to it. */
const isComplete = async (ctx: Ctx, requestId: string): Promise<boolean> => {
  const seats = await tables(ctx).seat.findMany({
    where: { requestId },
    select: { personId: true, invitations: { where: { status: 'accepted' }, select: { personId: true } } },
  })
  return (
    seats.length > 0 &&
    seats.every(({ personId, invitations }) => invitations.some((accepted) => accepted.personId === personId))
  )
}

/** Confirms the team when the last seat is accepted, and tells the service, the team and whoever looks after the case. */
export const confirmTeam = async (actorCtx: Ctx, requestId: string): Promise<Result<{ isConfirmed: boolean }>> => {
  const ctx = asSystem(actorCtx)
  const review = await lockReview(ctx, requestId)
  if (review.status !== 'inviting' || !(await isComplete(ctx, requestId))) return ok({ isConfirmed: false })
  const moved = await moveReview(ctx, review, 'confirmed')
  if (!moved.ok) return moved
  const { ref, yotName, startsOn, endsOn, team, hostIds, caseHolderId } = await reviewFacts(ctx, requestId)
  const dates = startsOn && endsOn ? dateRange(startsOn, endsOn) : 'the agreed dates'
  const names = listed(team.map(({ name }) => name))
  const occasion = `confirmed:${review.version}`
  await tell(ctx, requestId, occasion, hostIds, {
    subject: `Your review team is confirmed (${ref})`,
    lines: [
      `${names} will review ${yotName} on ${dates}.`,
      'Everyone was checked for conflicts of interest and declared their interests.',
      'Next, terms of reference come to you to accept.',
    ],
    action: { text: 'See your team', path: reviewPath(ref) },
  })
  await tell(
    ctx,
    requestId,
    occasion,
    team.map(({ personId }) => personId),
    {
      subject: `The team for ${yotName} is complete: ${dates}`,
      lines: [
        `The team: ${names}.`,
        'Next, terms of reference are agreed between the service and a co-lead. Documents come three weeks before.',
      ],
      action: { text: 'See the review', path: reviewPath(ref) },
    },
  )
  await tell(ctx, requestId, occasion, [caseHolderId], {
    subject: `Everyone has said yes: write the terms of reference for ${ref}`,
    lines: [`${names} have all accepted. A text is ready for you to check and send to both sides.`],
    action: { text: 'Write the terms', path: `${requestPath(ref)}/terms` },
  })
  return ok({ isConfirmed: true })
}
