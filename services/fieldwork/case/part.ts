import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { hasPart, type PartIn, partIn, reviewLife, type WorkPart } from '#services/reviews/index.ts'

/** From preparing to the presentation: the time in which evidence is gathered. */
export const gathering: readonly ReviewStatus[] = ['preparing', 'on_site', 'presented']

/** From the first day of the visit until the draft report is sent, findings are written. */
export const writing: readonly ReviewStatus[] = ['on_site', 'presented']

/** From preparing on: a team is there and works. */
export const worked: readonly ReviewStatus[] = reviewLife.marked('worked')

/** Whose part of the visit's work somebody stands in: the service's, the team's, its co-leads'. */
export type WorkSide = 'host' | 'lead-officer' | 'team' | 'co-lead' | 'author' | 'system'

/** The sides of the team and the host that somebody may act from in the work of a visit. */
export const workSides = (part: PartIn): WorkSide[] => [
  ...(part.isHost ? (['host'] as const) : []),
  ...(part.sides.includes('lead-officer') ? (['lead-officer'] as const) : []),
  ...(part.teamRole !== null ? (['team'] as const) : []),
  ...(part.teamRole === 'co_lead' && part.sides.includes('co-lead') ? (['co-lead'] as const) : []),
]

/**
 * The review of somebody on its team, once the team works; null for everybody else, as for one that does not exist. What the
 * team sees, hears and concludes is nobody else's: neither the service's nor the association's.
 */
export const teamPart = async (ctx: Ctx, ref: string): Promise<PartIn | null> => {
  const part = await casePart(ctx, ref, 'evidence')
  return part && part.teamRole !== null ? part : null
}

/**
 * The review of somebody on its team or on the service's side, once the team works; null for everybody else, and where its kind
 * does without this part of the work.
 *
 * @param work the part of the work that it is about; left out for what every kind has
 */
export const casePart = async (ctx: Ctx, ref: string, work?: WorkPart): Promise<PartIn | null> => {
  const part = await partIn(ctx, ref)
  if (!part || (work !== undefined && !hasPart(part.kind, work))) return null
  return (part.teamRole !== null || part.isHost) && worked.includes(part.status) ? part : null
}

/** Whether the actor is on the team of a review of this service that is under way. */
export const isOnTeamOf = async (ctx: Ctx, yotCode: string): Promise<boolean> => {
  const { personId } = ctx.actor
  if (personId === null) return false
  const seats = await ctx.db.invitation.findMany({
    where: {
      personId,
      status: 'accepted',
      seat: { request: { yotCode, status: { in: worked.filter((status) => status !== 'closed') } } },
    },
    select: { seat: { select: { request: { select: { ref: true } } } } },
  })
  for (const { seat } of seats) {
    const part = await casePart(ctx, seat.request.ref)
    if (part && part.teamRole !== null) return true
  }
  return false
}
