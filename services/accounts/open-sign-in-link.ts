import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { endAuditedSession, type GrantsFor, startAuditedSession } from './sessions.ts'
import { tables } from './tables.ts'
import { fingerprint } from './token.ts'

const askAgain = 'Ask for a new one: it takes a minute.'

/** Whether a sign-in link still works; looking does not use it, since mail scanners look too. */
export const checkSignInLink = async (ctx: Ctx, token: string): Promise<Result<{ address: string }>> => {
  const link = await tables(ctx).signInLink.findUnique({
    where: { tokenHash: fingerprint(ctx.config, 'sign-in link', token) },
    select: { address: true, usedAt: true, expiresAt: true },
  })
  if (!link) return refused(`This link is not one of ours, or a newer one has replaced it. ${askAgain}`)
  if (link.usedAt) return refused(`This link has been used, and works only once. ${askAgain}`)
  if (link.expiresAt <= ctx.clock.now()) return refused(`This link has expired. ${askAgain}`)
  return ok({ address: link.address })
}

type Opening = {
  token: string
  userAgent: string | null
  /** Of the session the browser had before, if any: it ends. */
  previousToken: string | null
}

/**
 * Uses up a sign-in link: starts a session, and takes the address as theirs, since they read its mail.
 * @returns the session's token, and the page they wanted; refused when the link does not work
 */
export const openSignInLink = (
  ctx: Ctx,
  { token, userAgent, previousToken }: Opening,
  grantsFor: GrantsFor,
): Promise<Result<{ sessionToken: string; returnTo: string | null }>> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const tokenHash = fingerprint(ctx.config, 'sign-in link', token)
    const isUsable = { tokenHash, usedAt: null, expiresAt: { gt: now }, person: { leftAt: null } }
    const use = () => tables(ctx).signInLink.updateMany({ where: isUsable, data: { usedAt: now } })
    // A link that waited while its record was joined to another is looked at again as it is now.
    const count = (await use()).count || (await use()).count
    if (count === 0) {
      const checked = await checkSignInLink(ctx, token)
      return checked.ok ? refused(`This link no longer works. ${askAgain}`) : checked
    }
    const link = await tables(ctx).signInLink.findUniqueOrThrow({ where: { tokenHash } })
    const taken = await takeAddress(ctx, link)
    if (!taken.ok) return taken
    if (previousToken !== null) await endAuditedSession(ctx, previousToken)
    const sessionToken = await startAuditedSession(
      ctx,
      { personId: link.personId, method: 'link', userAgent },
      grantsFor,
    )
    return ok({ sessionToken, returnTo: link.returnTo })
  })

const takeAddress = async (ctx: Ctx, link: { address: string; personId: string }): Promise<Result<null>> => {
  const { emailAddress } = tables(ctx)
  const now = ctx.clock.now()
  const { address, personId } = link
  await emailAddress.createMany({ data: [{ address, personId, addedAt: now }], skipDuplicates: true })
  const { count } = await emailAddress.updateMany({
    where: { address, personId, verifiedAt: null },
    data: { verifiedAt: now },
  })
  if (count > 0) await audit(ctx, { event: 'address.verified', subject: { kind: 'person', id: personId } })
  const isTheirs = (await emailAddress.count({ where: { address, personId } })) > 0
  return isTheirs
    ? ok(null)
    : refused('This address has been added to another account since. Ask the association to help.')
}
