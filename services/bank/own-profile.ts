import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { tables } from './tables.ts'

/** The actor's own profile, locked: nobody changes another's, and people without a place in the bank have none. */
export const openOwnProfile = async (ctx: Ctx): Promise<Result<string>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to change your place in the bank.')
  const rows = await ctx.db.$queryRaw<
    unknown[]
  >`select 1 from "Profile" where "personId" = ${personId}::uuid for update`
  return rows.length === 0 ? notFound() : ok(personId)
}

/** The actor, who has a place in the bank; not found for others. */
export const inBank = async (ctx: Ctx): Promise<Result<string>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to see your place in the bank.')
  const profile = await tables(ctx).profile.findUnique({ where: { personId }, select: { personId: true } })
  return profile ? ok(personId) : notFound()
}
