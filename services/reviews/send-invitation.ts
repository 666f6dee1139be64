import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { dateRange, longDate } from '#services/core/words.ts'
import { caseOf } from './case-of.ts'
import { reviewFacts } from './letter-facts.ts'
import { requestPath, tell } from './mails.ts'
import { nextAlternate } from './next-alternate.ts'
import { seatRoleWords } from './proposal.ts'
import { answerBy } from './stages.ts'
import { tables } from './tables.ts'

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
  await audit(ctx, {
    event: 'invitation.offered',
    subject: { kind: 'invitation', id },
    case: caseOf(requestId),
    data: { personId, role: seat.role, respondBy },
  })
  const review = await reviewFacts(ctx, requestId)
  const dates = review.startsOn && review.endsOn ? dateRange(review.startsOn, review.endsOn) : 'dates to be agreed'
  await tell(ctx, requestId, `invited:${id}`, [personId], {
    subject: `Would you review ${review.yotName}? ${dates}`,
    lines: [
      ...(insteadOf === null
        ? []
        : [
            `The team has changed, so we ask you for another role than ${insteadOf}. This replaces your earlier invitation.`,
          ]),
      `${review.yotName} has asked for a peer review, and you are proposed as ${seatRoleWords[seat.role].toLowerCase()}.`,
      `When: ${dates}, ${review.days} days, ${review.modeWords.toLowerCase()}.`,
      `Please answer by ${longDate(respondBy)}. You first say whether anything connects you with the service; saying no is fine and needs no reason.`,
    ],
    action: { text: 'Read the invitation and answer', path: `/invitations/${id}` },
  })
}

/**
 * Fills a seat that came free: the next alternate who is clear and free is invited, or, where nobody is left, whoever
 * looks after the case is told that the place is open. Nobody who said yes is moved.
 *
 * @returns the name of who was invited, or null
 */
export const stepIn = async (
  actorCtx: Ctx,
  { requestId, seatId, because }: { requestId: string; seatId: string; because: string },
): Promise<string | null> => {
  const ctx = asSystem(actorCtx)
  const personId = await nextAlternate(ctx, requestId, seatId)
  await tables(ctx).seat.update({ where: { id: seatId }, data: { personId } })
  const review = await reviewFacts(ctx, requestId)
  let name: string | null = null
  if (personId !== null) {
    const alternate = await tables(ctx).alternate.findFirst({
      where: { personId, seat: { requestId } },
      select: { reasons: true, person: { select: { name: true } } },
    })
    const reasons = Array.isArray(alternate?.reasons) ? alternate.reasons.map(String) : []
    name = alternate?.person.name ?? null
    await sendInvitation(ctx, { requestId, seatId, personId, reasons })
  }
  await tell(
    ctx,
    requestId,
    `seat:${seatId}:${personId ?? 'open'}:${ctx.clock.now().getTime()}`,
    [review.caseHolderId],
    {
      subject:
        name === null
          ? `A place in the team for ${review.ref} is open`
          : `${name} is invited to the team for ${review.ref}`,
      lines: [
        because,
        name === null
          ? 'None of the alternates is free and clear of conflicts. Choose somebody for this place.'
          : `${name}, the next alternate, was checked for conflicts and invited in their place. Everyone who said yes stays.`,
      ],
      action: { text: 'See the team', path: `${requestPath(review.ref)}/team` },
    },
  )
  return name
}
