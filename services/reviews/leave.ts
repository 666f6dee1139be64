import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { reviewLife } from './case/lifecycle.ts'
import { tables } from './case/tables.ts'

const over = reviewLife.marked('over')

/** Nobody leaves a team, or a service that waits for them, without a word: they say so to it first. */
export const leaveReviews: Leaver = async (ctx, personId) => {
  const { invitation, reviewRequest } = tables(ctx)
  const serving = await invitation.count({
    where: {
      personId,
      status: { in: ['offered', 'accepted'] },
      seat: { personId, request: { status: { notIn: [...over, ...reviewLife.marked('reported')] } } },
    },
  })
  if (serving > 0)
    return refused('You are asked to serve on a review, or serve on one. Say no, or leave its team, first.')
  const arranging = await reviewRequest.findFirst({
    where: { status: { notIn: over }, OR: [{ leadOfficerId: personId }, { caseHolderId: personId }] },
    select: { ref: true },
  })
  return arranging
    ? refused(`You look after review ${arranging.ref}. Name somebody else, or ask the association to, first.`)
    : ok(undefined)
}
