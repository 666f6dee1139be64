import { blockedIn } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/reviews/case/tables.ts'

export type BlockedMember = { requestId: string; invitationId: string; name: string }

const beforeVisit = ['inviting', 'confirmed', 'preparing'] as const

/** Everyone invited to, or on, a team that is still being built whom a check has found to be blocked from it. */
export const blockedMembers = async (ctx: Ctx, requestId?: string): Promise<BlockedMember[]> => {
  const rows = await tables(ctx).invitation.findMany({
    where: {
      status: { in: ['offered', 'accepted'] },
      seat: { request: { status: { in: [...beforeVisit] }, ...(requestId ? { id: requestId } : {}) } },
    },
    select: {
      id: true,
      personId: true,
      person: { select: { name: true } },
      seat: { select: { requestId: true } },
    },
    orderBy: { id: 'asc' },
  })
  if (rows.length === 0) return []
  const ids = [...new Set(rows.map(({ seat }) => seat.requestId))]
  const blocked = await blockedIn(ctx, { kind: 'review_request', ids, activity: 'review' })
  const keys = new Set(blocked.map(({ caseId, personId }) => `${caseId} ${personId}`))
  return rows
    .filter(({ personId, seat }) => keys.has(`${seat.requestId} ${personId}`))
    .map(({ id, person, seat }) => ({
      requestId: seat.requestId,
      invitationId: id,
      name: person.name,
    }))
}
