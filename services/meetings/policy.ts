import type { MeetingKind } from '#prisma/generated/enums.ts'
import { type Actor, grantsOf, hasRole, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden } from '#services/core/result.ts'
import { yotsOf } from '#services/yots/index.ts'

export type Whose = { kind: MeetingKind; region: string | null }

/** Whether the actor convenes such a meeting: a coordinator those of their region, an administrator all. */
export const convenes = (actor: Actor, { kind, region }: Whose): boolean =>
  actor.kind === 'system' ||
  grantsOf(actor, 'meeting.convene').some(
    (grant) => grant.role === 'administrator' || (kind === 'regional' && grant.region === region),
  )

export const mayConvene = (actor: Actor): boolean => may(actor, 'meeting.convene')
export const mayNotConvene = () =>
  forbidden('Meetings are convened by the coordinators of a region, and by the administrators of the association.')

/** The regions whose meetings the actor convenes; null for all and those of the whole association. */
export const convenedBy = (actor: Actor): string[] | null => {
  const grants = grantsOf(actor, 'meeting.convene')
  return grants.some(({ role }) => role === 'administrator') ? null : grants.flatMap(({ region }) => region ?? [])
}

/** The regions of the services in which the actor holds a post. */
export const ownRegions = async (ctx: Ctx): Promise<string[]> => {
  const codes = yotsOf(ctx.actor)
  if (codes.length === 0) return []
  const rows = await ctx.db.yot.findMany({ where: { code: { in: codes } }, select: { region: true } })
  return [...new Set(rows.map(({ region }) => region))].sort()
}

/** Whether the actor may come to such a meeting, read its agenda and add to it. `regions` are those of their services. */
export const mayCome = (actor: Actor, { kind, region }: Whose, regions: readonly string[]): boolean => {
  if (convenes(actor, { kind, region })) return true
  if (kind === 'executive') return may(actor, 'meeting.executive')
  if (kind === 'agm') return actor.grants.some(({ role }) => role !== 'person')
  return hasRole(actor, 'coordinator') || (region !== null && regions.includes(region))
}
