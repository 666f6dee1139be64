import type { Ctx } from '#services/core/context.ts'
import { membersAmong } from '#services/memberships/index.ts'
import { headsOf, yotsOf } from '#services/yots/index.ts'

type Scope = { region: string | null }

/** Of these services, the members that take part in an election: of its region, or any. */
const membersIn = async (ctx: Ctx, { region }: Scope, codes: readonly string[]): Promise<string[]> => {
  if (codes.length === 0) return []
  const inScope = await ctx.db.yot.findMany({
    where: { code: { in: [...codes] }, ...(region === null ? {} : { region }) },
    select: { code: true },
    orderBy: { code: 'asc' },
  })
  const yotCodes = inScope.map(({ code }) => code)
  const members = await membersAmong(ctx, 'election.vote', { yotCodes, personIds: [] })
  return yotCodes.filter((code) => members.has(code))
}

/** Member services in which the actor holds a post, within an election's scope: they may nominate and second. */
export const ownServices = (ctx: Ctx, scope: Scope): Promise<string[]> => membersIn(ctx, scope, yotsOf(ctx.actor))

/** Member services for which the actor speaks, and so votes. */
export const votesFor = (ctx: Ctx, scope: Scope): Promise<string[]> =>
  membersIn(
    ctx,
    scope,
    ctx.actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : [])),
  )

/** Whether a service is one of those that take part. */
export const takesPart = async (ctx: Ctx, scope: Scope, yotCode: string): Promise<boolean> =>
  (await membersIn(ctx, scope, [yotCode])).length > 0

/** Heads of the services that vote: whom letters about an election go to. */
export const electorsOf = async (ctx: Ctx, scope: Scope): Promise<string[]> => {
  const heads = await headsOf(ctx, scope.region)
  const members = new Set(
    await membersIn(
      ctx,
      scope,
      heads.map(({ yotCode }) => yotCode),
    ),
  )
  return [...new Set(heads.flatMap(({ yotCode, personId }) => (members.has(yotCode) ? [personId] : [])))]
}
