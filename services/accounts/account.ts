import { randomUUID } from 'node:crypto'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { isWithinLimit } from './attempts.ts'
import type { NameInput } from './schema.ts'
import { idleLimit } from './sessions.ts'
import { tables } from './tables.ts'
import { fingerprint } from './token.ts'

const signedOut = () => forbidden('Sign in to see and change your own account.')

/** The signed-in person's own account: name, addresses, and where they are signed in, the last used first. */
export const readAccount = async (ctx: Ctx, sessionId: string | null) => {
  const { personId } = ctx.actor
  if (personId === null) return signedOut()
  const now = ctx.clock.now()
  const person = await tables(ctx).person.findUnique({
    where: { id: personId },
    select: {
      name: true,
      version: true,
      addresses: {
        select: { id: true, address: true, isPrimary: true, verifiedAt: true },
        orderBy: [{ isPrimary: 'desc' }, { addedAt: 'desc' }],
      },
      sessions: {
        where: { revokedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - idleLimit) } },
        select: { id: true, method: true, userAgent: true, createdAt: true, lastSeenAt: true },
        orderBy: { lastSeenAt: 'desc' },
      },
    },
  })
  if (!person) return notFound()
  const { sessions, addresses, ...rest } = person
  return ok({
    ...rest,
    addresses: addresses.map(({ verifiedAt, ...address }) => ({ ...address, isVerified: verifiedAt !== null })),
    sessions: sessions.map((session) => ({ ...session, isThisOne: session.id === sessionId })),
  })
}

/** Changes the name others see. Stale when it was changed elsewhere since `version`. */
export const changeName = (ctx: Ctx, { name, version }: NameInput): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return signedOut()
    const { count } = await tables(ctx).person.updateMany({
      where: { id: personId, version },
      data: { name, version: { increment: 1 } },
    })
    if (count === 0) return overtaken('Your name')
    await audit(ctx, { event: 'person.renamed', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

/**
 * Sends a link to a further address; opening it makes the address one that finds this person. Says nothing about whether
 * somebody else has it: its mail does.
 */
export const addAddress = (ctx: Ctx, { address }: { address: string }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return signedOut()
    const own = await tables(ctx).emailAddress.findFirst({ where: { personId, address } })
    if (own) return invalid({ address: 'This address is already one of yours' })
    const key = fingerprint(ctx.config, 'address', `adding by ${personId}`)
    if (!(await isWithinLimit(ctx, { key, most: 10, withinMinutes: 60 }))) {
      return refused('Too many addresses have been added in the last hour. Try again later.')
    }
    await enqueue(ctx, {
      topic: 'sign-in-link',
      key: `sign-in-link:${randomUUID()}`,
      payload: { address, returnTo: '/account', personId },
    })
    await audit(ctx, { event: 'address.added', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

/** Sends this person's mail to another of their confirmed addresses. */
export const choosePrimaryAddress = (ctx: Ctx, { addressId }: { addressId: string }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return signedOut()
    const { emailAddress } = tables(ctx)
    const chosen = await emailAddress.findFirst({ where: { id: addressId, personId } })
    if (!chosen) return notFound()
    if (!chosen.verifiedAt) return refused('Confirm this address first, by the link in the mail we sent to it.')
    await emailAddress.updateMany({ where: { personId, isPrimary: true }, data: { isPrimary: false } })
    await emailAddress.update({ where: { id: addressId }, data: { isPrimary: true } })
    await audit(ctx, { event: 'address.chosen', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

/** Removes an address, so that it no longer finds this person. The one that mail goes to stays. */
export const removeAddress = (ctx: Ctx, { addressId }: { addressId: string }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return signedOut()
    const { emailAddress } = tables(ctx)
    const found = await emailAddress.findFirst({ where: { id: addressId, personId } })
    if (!found) return notFound()
    const others = await emailAddress.count({ where: { personId, id: { not: addressId } } })
    if (found.isPrimary || others === 0) {
      return refused('Mail to you goes to this address. Choose another for your mail first, then remove this one.')
    }
    await emailAddress.delete({ where: { id: addressId } })
    await audit(ctx, { event: 'address.removed', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

/** Signs this person out where they are signed in: one session of theirs. */
export const revokeSession = (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return signedOut()
    const { count } = await tables(ctx).session.updateMany({
      where: { id: sessionId, personId, revokedAt: null },
      data: { revokedAt: ctx.clock.now() },
    })
    if (count === 0) return notFound()
    await audit(ctx, { event: 'session.revoked', subject: { kind: 'session', id: sessionId } })
    return ok(null)
  })
