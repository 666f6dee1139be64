import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { listed } from '#services/core/words.ts'
import { resolveAuthority, resolveForce, resolveOrganisation, resolveYot, yotRegister } from '#services/yots/index.ts'
import type { TypedInterest } from './schema.ts'

type Party = { yotCode?: string; otherPersonId?: string; organisation?: string; organisationId?: string; area?: string }

const knownOrganisation = async (ctx: Ctx, name: string): Promise<Party> => {
  const found = await resolveOrganisation(ctx, name)
  if (!found) return {}
  return 'organisationId' in found ? found : { area: found.authorityCode }
}

/**
 * Whom a typed interest is with. A service must be one of the register's, exactly; near names are offered and never
 * assumed. A person is found by an address they use; one who is not on the exchange is kept as typed, with the same answer.
 * A council or an organisation that the register knows by that name is that one; any other name is kept as typed and ties
 * nobody to anybody until the association says which organisation it is.
 */
export const findParty = async (ctx: Ctx, typed: TypedInterest): Promise<Result<Party>> => {
  const { withKind, withName } = typed
  if (withKind === 'area') {
    const area = (await resolveAuthority(ctx, withName)) ?? (await resolveForce(ctx, withName))
    return area
      ? ok({ area, organisation: withName })
      : invalid({ withName: 'Enter the name of one council or police force in England or Wales' })
  }
  if (withKind === 'organisation') return ok({ organisation: withName, ...(await knownOrganisation(ctx, withName)) })
  if (typed.withKind === 'person') {
    const address = typed.withName.toLowerCase()
    const found = await ctx.db.emailAddress.findUnique({ where: { address }, select: { personId: true } })
    if (found?.personId === ctx.actor.personId)
      return invalid({ withName: 'That is you. Enter the other person’s address' })
    return ok(found ? { otherPersonId: found.personId } : { organisation: typed.withName })
  }
  const { register } = await yotRegister(ctx)
  const match = resolveYot(register, typed.withName)
  if (match.kind === 'exact') return ok({ yotCode: match.code })
  const codes = match.kind === 'ask' ? match.candidates : match.near
  const names = codes.slice(0, 3).flatMap((code) => register.yots.get(code)?.name ?? [])
  return invalid({
    withName:
      names.length > 0
        ? `Which service is that? Did you mean ${listed(names)}?`
        : 'No youth justice service has that name. Check it, or choose “Another organisation”',
  })
}
