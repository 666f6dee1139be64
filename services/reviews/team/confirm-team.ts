import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { dateRange, listed } from '#services/core/words.ts'
import { closeGaps } from '#services/gaps/index.ts'
import type { Gap } from '#services/matching/index.ts'
import { isBeside } from '#services/reviews/case/beside.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { lockReview, reviews } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { themesAsked } from '#services/reviews/case/themes-asked.ts'
import { endGaps, meetGaps, teamGaps } from './team-gaps.ts'

/** Whether every seat is held by somebody who said yes to it. A team is whole without whoever is beside it. */
export const isComplete = async (ctx: Ctx, requestId: string): Promise<boolean> => {
  const seats = await tables(ctx).seat.findMany({
    where: { requestId },
    select: { role: true, personId: true, invitations: { where: { status: 'accepted' }, select: { personId: true } } },
  })
  return (
    seats.length > 0 &&
    seats.every(
      ({ role, personId, invitations }) =>
        (isBeside(role) && personId === null) || invitations.some((accepted) => accepted.personId === personId),
    )
  )
}

/** Tells whoever looks after the case that everyone has said yes to a team that somebody must accept or change. */
const tellOfGaps = async (ctx: Ctx, requestId: string, gaps: readonly Gap[]): Promise<void> => {
  const { ref, yotName, caseHolderId } = await reviewFacts(ctx, requestId)
  await tell(ctx, requestId, `gaps:${ctx.clock.now().getTime()}`, [caseHolderId], {
    subject: `Everyone has said yes to ${ref}, but the team lacks something`,
    lines: [
      `The team for ${yotName} is not confirmed yet:`,
      ...gaps.map(({ say }) => say),
      'Accept this by name, with a reason, and the team is confirmed; or change the team.',
    ],
    action: { text: 'See what the team lacks', path: `${requestPath(ref)}/team` },
  })
}

/**
 * Confirms the team when the last seat is accepted, and tells the service, the team and whoever looks after the case. A team that lacks
 * or breaks something nobody has accepted by name is not confirmed: whoever looks after the case is told what.
 */
export const confirmTeam = async (actorCtx: Ctx, requestId: string): Promise<Result<{ isConfirmed: boolean }>> => {
  const ctx = asSystem(actorCtx)
  const review = await lockReview(ctx, requestId)
  if (review.status !== 'inviting' || !(await isComplete(ctx, requestId))) return ok({ isConfirmed: false })
  const { gaps, open } = await teamGaps(ctx, requestId)
  if (open.length > 0) {
    await tellOfGaps(ctx, requestId, open)
    return ok({ isConfirmed: false })
  }
  await meetGaps(ctx, requestId, gaps)
  await endGaps(ctx, requestId, gaps)
  const moved = await reviews.move(ctx, review, 'confirmed')
  if (!moved.ok) return moved
  await closeGaps(
    ctx,
    { kinds: ['request'], themes: await themesAsked(ctx, requestId), yotCode: review.yotCode },
    { metBy: 'review', of: { kind: 'review_request', id: requestId } },
  )
  const { ref, kind, yotName, startsOn, endsOn, team, hostIds, caseHolderId } = await reviewFacts(ctx, requestId)
  const dates = startsOn && endsOn ? dateRange(startsOn, endsOn) : 'the agreed dates'
  const names = listed(team.map(({ name }) => name))
  const occasion = `confirmed:${review.version}`
  await tell(ctx, requestId, occasion, hostIds, {
    subject: `Your team is confirmed (${ref})`,
    lines: [
      `${names} will ${kinds[kind].verb} ${yotName} on ${dates}.`,
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
