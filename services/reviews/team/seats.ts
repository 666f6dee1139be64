import type { Ctx } from '#services/core/context.ts'
import type { Seat as MatchSeat } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { isUnknownToMatching, matchRoleOf } from './proposal.ts'
import type { TeamFacts } from './team-question.ts'

/** The places of a chosen team in order, with who holds each, who was asked for it and who stands behind it. */
export const readSeats = (ctx: Ctx, requestId: string) =>
  tables(ctx).seat.findMany({
    where: { requestId },
    orderBy: { position: 'asc' },
    select: {
      id: true,
      role: true,
      position: true,
      personId: true,
      isLocked: true,
      alternates: { orderBy: { rank: 'asc' }, select: { personId: true } },
      invitations: { orderBy: { offeredAt: 'asc' }, select: { id: true, personId: true, status: true } },
    },
  })

export type TeamSeat = Awaited<ReturnType<typeof readSeats>>[number]

/** The seated people as matching knows them; open places are left out, and who is beside the team but for an observer. */
export const seatedTeam = (seats: readonly Pick<TeamSeat, 'personId' | 'role'>[]): MatchSeat[] =>
  seats.flatMap(({ personId, role }) =>
    personId && !isUnknownToMatching(role) ? [{ expert: personId, role: matchRoleOf[role] }] : [],
  )

/** The one window of facts that were gathered for the chosen dates; null before there are any. */
export const chosenWindow = ({ question }: TeamFacts): 0 | null => (question.need.windows.length === 0 ? null : 0)
