import type { z } from 'zod'
import {
  approversFor,
  blockedAnywhere,
  checkPeople,
  type conflictFoundSchema,
  needsApproval,
  verdictOf,
} from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { caseOf } from './case-of.ts'
import { type Letter, requestPath, tell } from './mails.ts'
import { tables } from './tables.ts'

const over = ['closed', 'withdrawn', 'declined', 'redirected', 'draft'] as const

/** Chosen for, asked to join or on the team; whoever was released is told of by that. */
const hasPart = (personId: string) => ({
  seats: {
    some: {
      OR: [
        { personId },
        { invitations: { some: { personId, status: { in: ['offered' as const, 'accepted' as const] } } } },
      ],
    },
  },
})

/**
 * Whoever looks after the case hears that somebody's declaration or change of post stands in the way of their part in it;
 * of the holder's own conflict, those who may approve how it is managed. Never anybody who is conflicted with the case,
 * nor the person it is about. Checked again first: what is no longer so is not told.
 */
export const tellOfConflict = async (
  ctx: Ctx,
  { personId, activity, caseId }: z.output<typeof conflictFoundSchema>,
  messageKey: string,
): Promise<void> => {
  const about = caseOf(caseId)
  const review = await tables(ctx).reviewRequest.findFirst({
    where: {
      id: caseId,
      status: { notIn: [...over] },
      ...(activity === 'review' ? hasPart(personId) : { caseHolderId: personId }),
    },
    select: { ref: true, caseHolderId: true, yot: { select: { name: true } } },
  })
  const person = await ctx.db.person.findUnique({ where: { id: personId }, select: { name: true } })
  if (!review || !person || activity === 'paid-delivery') return
  const found =
    (await checkPeople(ctx, { case: about, activity, personIds: [personId], moment: 'change' })).get(personId) ?? []
  const isBlocked = verdictOf(found) === 'blocked'
  if (!isBlocked && !found.some(needsApproval)) return
  const approvers = (await approversFor(ctx, about, personId)).map((officer) => officer.personId)
  const { caseHolderId, ref, yot } = review
  const blocked = await blockedAnywhere(ctx, about)
  const holderMay = caseHolderId !== null && caseHolderId !== personId && !blocked.has(caseHolderId)
  const readers = activity === 'review' && holderMay ? [caseHolderId] : approvers
  const letter =
    activity === 'review' ? teamLetter(person.name, yot.name, ref, isBlocked) : holderLetter(person.name, yot.name, ref)
  await tell(ctx, caseId, messageKey, readers, letter)
}

const teamLetter = (name: string, host: string, ref: string, isBlocked: boolean): Letter => ({
  subject: `A conflict of interest in the team for ${host} (${ref})`,
  lines: [
    isBlocked
      ? `Something declared, or a change of post, means that ${name} may no longer take part in this review. Nobody can override that.`
      : `Something declared, or a change of post, means that ${name} has a conflict of interest with this review that has to be managed.`,
    isBlocked
      ? 'Please find somebody for their place. If the facts are wrong, have them corrected: the check then runs again by itself.'
      : 'Please say how it is managed and when it is looked at again, or find somebody else, before they go on.',
  ],
  action: { text: 'See the team', path: `${requestPath(ref)}/team` },
})

const holderLetter = (name: string, host: string, ref: string): Letter => ({
  subject: `A conflict of interest to look at: ${host} (${ref})`,
  lines: [
    `${name} looks after this case and has a conflict of interest with it now that has to be managed. Until then they can only read it.`,
    'Any one of those asked can approve how it is managed, or say that it is not so.',
  ],
  action: { text: 'Open the request', path: requestPath(ref) },
})
