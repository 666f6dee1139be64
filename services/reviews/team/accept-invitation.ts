import { notServingToday } from '#services/bank/index.ts'
import { checkPeople, declareForCase, declareYearly, type FoundConflict } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import type { Answered, acceptSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { confirmTeam } from './confirm-team.ts'
import { type FoundInvitation, isOlder, onInvitation, settleInvitation } from './find-invitation.ts'
import { isBlocked, toManageFirst } from './may-be-asked.ts'
import { releaseMember } from './release-member.ts'

/** What became of a yes: the seat is theirs; a conflict must be managed first; or what they declared rules it out. */
export type Answer = 'accepted' | 'to-manage' | 'not-possible'

type Declared = Answered<typeof acceptSchema>

const isOldDeclaration = (conflicts: readonly FoundConflict[]) => conflicts.some(({ ruleId }) => ruleId === 'STALE')

const check = async (ctx: Ctx, requestId: string, personId: string): Promise<FoundConflict[]> => {
  const about = { case: caseOf(requestId), activity: 'review' as const, moment: 'acceptance' as const }
  return (await checkPeople(asSystem(ctx), { ...about, personIds: [personId] })).get(personId) ?? []
}

/** Keeps what they declare: for this review, and as their yearly declaration where that one is too old. */
const declare = async (
  ctx: Ctx,
  { id, yotCode }: { id: string; yotCode: string },
  { declares, kind, from, until, note }: Declared,
  conflicts: readonly FoundConflict[],
) => {
  const isNil = declares === 'nothing'
  const interest = kind && { kind, yotCode, ...(from && { from }), ...(until && { until }), ...(note && { note }) }
  const interests = isNil || !interest ? [] : [interest]
  const declared = await declareForCase(ctx, { isNil, interests, case: caseOf(id), isDeclined: false })
  if (!declared.ok) return declared
  return isOldDeclaration(conflicts) ? declareYearly(ctx, { isNil, interests: [] }, caseOf(id)) : declared
}

/** The first day of another review that they said yes to on the same days, or null. */
const clashOn = async (ctx: Ctx, invitation: FoundInvitation): Promise<Date | null> => {
  const { startsOn, endsOn } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: invitation.seat.requestId },
    select: { startsOn: true, endsOn: true },
  })
  if (!startsOn || !endsOn) return null
  const other = await tables(ctx).invitation.findFirst({
    where: {
      personId: invitation.personId,
      status: 'accepted',
      id: { not: invitation.id },
      seat: {
        request: {
          status: { notIn: ['withdrawn', 'postponed'] },
          startsOn: { lte: endsOn },
          endsOn: { gte: startsOn },
        },
      },
    },
    select: { seat: { select: { request: { select: { startsOn: true } } } } },
  })
  return other?.seat.request.startsOn ?? null
}

/**
 * The invitee says yes, with their declaration, after which the conflict rules run once more. Where those find nothing in
 * the way the seat is theirs, and the last yes confirms the team. A conflict that must be managed leaves the invitation
 * open until it is; a block frees the seat for the next alternate.
 */
export const acceptInvitation = (ctx: Ctx, input: Declared): Promise<Result<Answer>> =>
  onInvitation<Answer>(ctx, input, async (ctx, invitation, review) => {
    if (invitation.status === 'accepted') return ok('accepted')
    const older = isOlder(input, invitation)
    if (older) return older
    if (invitation.status !== 'offered' || review.status !== 'inviting') {
      return refused('This invitation is no longer open, so it cannot be answered.')
    }
    // For which seat they are wanted was decided with the team; whether they may serve is asked again.
    const no = (await notServingToday(ctx, [invitation.personId])).get(invitation.personId)
    if (no) return refused(`You cannot say yes at present. ${no.say} What mends it: ${no.mend.text}.`)
    const clash = await clashOn(ctx, invitation)
    if (clash) {
      const day = longDate(clash.toISOString().slice(0, 10))
      return refused(`You have said yes to another review that begins on ${day}. Decline one of the two.`)
    }
    const { requestId } = invitation.seat
    const declared = await declare(ctx, review, input, await check(ctx, requestId, invitation.personId))
    if (!declared.ok) return declared
    const conflicts = await check(ctx, requestId, invitation.personId)
    if (isBlocked(conflicts)) {
      const released = await releaseMember(ctx, {
        invitation,
        status: 'withdrawn',
        because: `${ctx.actor.name} is not available.`,
      })
      return released.ok ? ok('not-possible') : released
    }
    const facts = await reviewFacts(ctx, requestId)
    if (toManageFirst(conflicts).length > 0) {
      await tell(ctx, requestId, `to-manage:${invitation.id}`, [facts.caseHolderId], {
        subject: `A conflict to manage before ${ctx.actor.name} can join (${facts.ref})`,
        lines: [
          `${ctx.actor.name} would like to take part and has declared an interest that must be managed first.`,
          'Say how it is managed, and they can accept; or choose somebody else.',
        ],
        action: { text: 'See the team', path: `${requestPath(facts.ref)}/team` },
      })
      return ok('to-manage')
    }
    await settleInvitation(ctx, invitation, 'accepted')
    await tell(ctx, requestId, `accepted:${invitation.id}`, [invitation.personId], {
      subject: `You said yes: ${facts.yotName} (${facts.ref})`,
      lines: [
        `Thank you. You are on the team for ${facts.yotName} (${facts.ref}).`,
        'We write again when everyone has answered. If something changes, tell us on the page of the invitation.',
      ],
      action: { text: 'See the review', path: reviewPath(facts.ref) },
    })
    const confirmed = await confirmTeam(ctx, requestId)
    return confirmed.ok ? ok('accepted') : confirmed
  })
