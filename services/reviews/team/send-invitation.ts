import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { dateRange, longDate } from '#services/core/words.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { requestPath, tell } from '#services/reviews/case/mails.ts'
import { answerBy } from '#services/reviews/case/stages.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { awaitAnswer } from './find-invitation.ts'
import { nextAlternate } from './next-alternate.ts'
import { seatRoleWords } from './proposal.ts'

/**
 * Offers a seat to somebody who has just been checked: the invitation, and a mail with its link. Once per person and
 * seat.
 */
export const sendInvitation = async (
  ctx: Ctx,
  {
    requestId,
    seatId,
    personId,
    reasons,
    insteadOf = null,
  }: {
    requestId: string
    seatId: string
    personId: string
    reasons: string[]
    /** The role they had been asked for until now. */
    insteadOf?: string | null
  },
): Promise<void> => {
  const respondBy = answerBy(ctx.clock.today())
  const { id, seat } = await tables(ctx).invitation.create({
    data: {
      seatId,
      personId,
      status: 'offered',
      reasons,
      offeredAt: ctx.clock.now(),
      respondBy: dateFromIso(respondBy),
    },
    select: { id: true, seat: { select: { role: true } } },
  })
  await awaitAnswer(ctx, id, respondBy)
  await audit(ctx, {
    event: 'invitation.offered',
    subject: { kind: 'invitation', id },
    case: caseOf(requestId),
    data: { personId, role: seat.role, respondBy },
  })
  const review = await reviewFacts(ctx, requestId)
  const { asked, verb } = kinds[review.kind]
  const dates = review.startsOn && review.endsOn ? dateRange(review.startsOn, review.endsOn) : 'dates to be agreed'
  await tell(ctx, requestId, `invited:${id}`, [personId], {
    subject: `Would you ${verb} ${review.yotName}? ${dates}`,
    lines: [
      ...(insteadOf === null
        ? []
        : [
            `The team has changed, so we ask you for another role than ${insteadOf}. This replaces your earlier invitation.`,
          ]),
      `${review.yotName} has asked for ${asked}, and you are proposed as ${seatRoleWords[seat.role].toLowerCase()}.`,
      `When: ${dates}, ${review.days} days, ${review.modeWords.toLowerCase()}.`,
      `Please answer by ${longDate(respondBy)}. You first say whether anything connects you with the service; saying no is fine and needs no reason.`,
    ],
    action: { text: 'Read the invitation and answer', path: `/invitations/${id}` },
  })
}

/**
 * Fills a place that somebody gave up: the next alternate who is clear and free and keeps what the team covers is invited, or, where
 * nobody is left, whoever looks after the case is told that the place is open and what it takes with it. Nobody who said yes is moved.
 *
 * @returns the name of who was invited, or null
 */
export const stepIn = async (
  actorCtx: Ctx,
  { requestId, seatId, before, because }: { requestId: string; seatId: string; before: string; because: string },
): Promise<string | null> => {
  const ctx = asSystem(actorCtx)
  const { next, loses } = await nextAlternate(ctx, { requestId, seatId, before })
  await tables(ctx).seat.update({ where: { id: seatId }, data: { personId: next?.personId ?? null } })
  if (next) {
    const { personId } = next
    const alternate = await tables(ctx).alternate.findFirst({
      where: { personId, seat: { requestId } },
      select: { reasons: true },
    })
    const reasons = Array.isArray(alternate?.reasons) ? alternate.reasons.map(String) : next.reasons
    await sendInvitation(ctx, { requestId, seatId, personId, reasons })
  }
  const review = await reviewFacts(ctx, requestId)
  const occasion = `seat:${seatId}:${next?.personId ?? 'open'}:${ctx.clock.now().getTime()}`
  await tell(ctx, requestId, occasion, [review.caseHolderId], {
    subject: next
      ? `${next.name} is invited to the team for ${review.ref}`
      : `A place in the team for ${review.ref} is open`,
    lines: [
      because,
      ...(next
        ? [
            `${next.name} was checked for conflicts, keeps what the team covers, and was invited in their place. Everyone who said yes stays.`,
          ]
        : [
            ...(loses.length > 0 ? [`Without them: ${loses.join(' ')}`] : []),
            'Nobody who is free and clear of conflicts gives the team what they gave. Choose somebody for this place.',
          ]),
    ],
    action: { text: 'See the team', path: `${requestPath(review.ref)}/team` },
  })
  return next?.name ?? null
}
