import type { Prisma } from '#prisma/generated/client.ts'
import type { DecisionBody } from '#prisma/generated/enums.ts'
import { type Actor, grantsOf, hasRole, may } from '#services/core/access.ts'
import { forbidden } from '#services/core/result.ts'
import { decisionLife } from './lifecycle.ts'

export type Body = { body: DecisionBody; region: string | null }

export const mayKeep = (actor: Actor): boolean => may(actor, 'decision.keep')

/** Whether the actor works at the log at all: as a keeper, or as one of a body that decides. */
export const mayWorkAtLog = (actor: Actor): boolean => may(actor, 'decision.review')

export const mayNotWorkAtLog = () => forbidden('Drafts and reviews of decisions are for those who hold an office.')

/** Whether the actor is of the body: the board's own members, a region's coordinators, administrators for the rest. */
export const isOfBody = (actor: Actor, { body, region }: Body): boolean => {
  if (body === 'board') return hasRole(actor, 'board_member')
  if (body === 'regional_meeting')
    return grantsOf(actor, 'decision.review').some(
      (grant) => grant.role === 'coordinator' && (region === null || grant.region === region),
    )
  return hasRole(actor, 'administrator')
}

/** Decisions of the bodies that the actor is of, as a condition. */
export const ofOwnBodies = (actor: Actor): Prisma.DecisionWhereInput => {
  const regions = actor.grants.flatMap(({ role, region }) =>
    role === 'coordinator' && region !== undefined ? [region] : [],
  )
  return {
    OR: [
      ...(hasRole(actor, 'board_member') ? [{ body: 'board' as const }] : []),
      ...(hasRole(actor, 'administrator')
        ? [{ body: { in: ['administrators' as const, 'general_meeting' as const] } }]
        : []),
      ...(regions.length > 0
        ? [{ body: 'regional_meeting' as const, OR: [{ region: null }, { region: { in: regions } }] }]
        : []),
    ],
  }
}

/** Decisions that the actor may know of: what is published, to everybody; the rest to keepers, and to the body that decided. */
export const knownDecisions = (actor: Actor): Prisma.DecisionWhereInput =>
  mayKeep(actor)
    ? {}
    : { OR: [{ status: { in: decisionLife.marked('shown') } }, ...(mayWorkAtLog(actor) ? [ofOwnBodies(actor)] : [])] }

export const sidesOf = (actor: Actor, decision: Body): ('keeper' | 'body' | 'system')[] => [
  ...(mayKeep(actor) ? (['keeper'] as const) : []),
  ...(isOfBody(actor, decision) ? (['body'] as const) : []),
]
