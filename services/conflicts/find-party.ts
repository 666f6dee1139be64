import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { listed } from '#services/core/words.ts'
import { resolveYot } from '#services/yots/names/register.ts'
import { yotRegister } from '#services/yots/yot-register.ts'
import type { TypedInterest } from './schema.ts'

type Party = { yotCode?: string; otherPersonId?: string; organisation?: string }

/**
 * Whom a typed interest is with. A service must be one of the register's, exactly; near names are offered and never
 * assumed. A person is found by an address they use; one who is not on the exchange is kept as typed, with the same answer.
 */
export const findParty = async (ctx: Ctx, typed: TypedInterest): Promise<Result<Party>> => {
  if (typed.withKind === 'organisation') return ok({ organisation: typed.withName })
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
