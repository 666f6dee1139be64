import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { postsHeldBy } from '#services/yots/posts-held.ts'
import { type Eligibility, eligibilityOf } from './eligibility.ts'
import { byPerson } from './last-practice.ts'
import { tables } from './tables.ts'

const orNull = (date: Date | null | undefined) => (date ? isoFromDate(date) : null)

/** What each of these people may do today; those who were never in the bank are among them. Four statements for any number. */
export const eligibilityToday = async (
  ctx: Ctx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Eligibility>> => {
  const { standing, standingRole, profile } = tables(ctx)
  const ids = [...new Set(personIds)]
  const where = { personId: { in: ids } }
  const [standings, roles, profiles, posts] = await Promise.all([
    standing.findMany({ where, select: { personId: true, status: true, expiresOn: true } }),
    standingRole.findMany({ where, select: { personId: true, role: true } }),
    profile.findMany({ where }),
    postsHeldBy(ctx, { id: { in: ids } }),
  ])
  const [rolesOf, postsOf] = [byPerson(roles), byPerson(posts)]
  const today = ctx.clock.today()
  return new Map(
    ids.map((personId) => {
      const place = standings.find((row) => row.personId === personId)
      const about = profiles.find((row) => row.personId === personId)
      const facts = {
        standing: place ? { status: place.status, expiresOn: isoFromDate(place.expiresOn) } : null,
        roles: (rolesOf.get(personId) ?? []).map(({ role }) => role),
        posts: postsOf.get(personId) ?? [],
        isInKind: about?.isInKind ?? true,
        dayRatePence: about?.dayRatePence ?? null,
        insuranceUntil: orNull(about?.insuranceUntil),
      }
      return [personId, eligibilityOf(facts, today)]
    }),
  )
}
