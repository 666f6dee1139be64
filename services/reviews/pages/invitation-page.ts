import {
  checkPeople,
  type FoundConflict,
  findDeclarations,
  interestWords,
  verdictOf,
} from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { readRequest } from '#services/reviews/case/read-draft.ts'
import { modeWords, travelPayerOf } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { findInvitation } from '#services/reviews/team/find-invitation.ts'
import { seatRoleWords } from '#services/reviews/team/proposal.ts'

/**
 * An invitation as the invitee sees it: who asks, what about, when; and what the exchange already knows that connects them
 * with the service, so that they confirm rather than type. The rules run now: once something blocks, there is nothing here.
 */
export const invitationPage = async (ctx: Ctx, id: string) => {
  const invitation = await findInvitation(ctx, id)
  if (!invitation) return notFound()
  const { requestId, role } = invitation.seat
  const { status, version, respondBy, personId } = invitation
  const isOpen = status === 'offered'
  const isLive = isOpen || status === 'accepted'
  const found = isLive
    ? await checkPeople(asSystem(ctx), {
        case: caseOf(requestId),
        activity: 'review',
        personIds: [personId],
        moment: 'opening',
      })
    : new Map<string, FoundConflict[]>()
  const conflicts = found.get(personId) ?? []
  if (verdictOf(conflicts) === 'blocked') return notFound()
  const [request, row, declarations] = await Promise.all([
    readRequest(ctx, requestId),
    tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { status: true, startsOn: true, endsOn: true },
    }),
    findDeclarations(ctx),
  ])
  return ok({
    id,
    ref: request.ref,
    version,
    status,
    isOpen: isOpen && row.status === 'inviting',
    mayLeave: status === 'accepted' && ['inviting', 'confirmed', 'preparing'].includes(row.status),
    isStopped: row.status === 'withdrawn' || row.status === 'postponed',
    role: seatRoleWords[role],
    answerBy: isoFromDate(respondBy),
    yotName: request.yotName,
    purpose: request.purpose,
    kloes: request.kloes.map(({ position, question, themes }) => ({
      position,
      question,
      themes: themes.map(({ name }) => name),
    })),
    startsOn: row.startsOn && isoFromDate(row.startsOn),
    endsOn: row.endsOn && isoFromDate(row.endsOn),
    days: request.days,
    modeWords: modeWords[request.mode],
    travelWords: travelPayerOf(request.travelPaidBy, request.yotName),
    reasons: Array.isArray(invitation.reasons) ? invitation.reasons.map(String) : [],
    /** What was found about them here; silent rules never appear. */
    known: conflicts
      .filter(({ isSilent, ruleId }) => !isSilent && ruleId !== 'STALE')
      .map(({ sentence, effect, isManaged }) => ({
        sentence,
        needsManaging: effect === 'manage' && !isManaged,
      })),
    posts: declarations?.posts ?? [],
    interests: declarations?.interests ?? [],
    isDeclarationOld: declarations?.isStale ?? true,
    kinds: Object.entries(interestWords).map(([value, label]) => ({ value, label })),
  })
}

export type InvitationPage = Extract<Awaited<ReturnType<typeof invitationPage>>, { ok: true }>['value']
