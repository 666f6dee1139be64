import { createHash } from 'node:crypto'
import { type Actor, asActor, type Grant, holdsOffice, isOffice } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { describeBrowser } from './browser.ts'
import { unseal } from './seal.ts'
import { tables } from './tables.ts'
import { fingerprint, newToken } from './token.ts'

/** A session ends after so many hours without a request, and after so many days however busy it is. */
export const sessionLimits = { idleHours: 12, days: 7 }

const hour = 60 * 60 * 1000

/** The same in milliseconds. */
export const idleLimit = sessionLimits.idleHours * hour
const totalLimit = sessionLimits.days * 24 * hour
/** How stale "last seen" may be: a page view need not write. */
const seenPrecision = 5 * 60 * 1000
/** How long the token before a replacement still works. */
const overlap = 30 * 1000

/** What a person may do now; a function of the rooms above this one. */
export type GrantsFor = (ctx: Ctx, personId: string) => Promise<Grant[]>

type SignInMethod = 'link' | 'provider' | 'demonstration'

type Start = { personId: string; method: SignInMethod; userAgent: string | null }

const hasSecondStep = async (ctx: Ctx, personId: string) =>
  (await tables(ctx).secondStep.count({ where: { personId, confirmedAt: { not: null } } })) > 0

/**
 * Starts a session and returns its token, for the cookie. Call in a transaction. A token the browser had before is ended by
 * the caller (`endAuditedSession`), so that one known before signing in is worth nothing after it.
 */
export const startAuditedSession = async (ctx: Ctx, { personId, method, userAgent }: Start, grantsFor: GrantsFor) => {
  const token = newToken()
  const now = ctx.clock.now()
  const session = await tables(ctx).session.create({
    data: {
      tokenHash: fingerprint(ctx.config, 'session', token),
      personId,
      method,
      userAgent: userAgent && describeBrowser(userAgent),
      // Passing the second step replaces the token.
      privileges: (await hasSecondStep(ctx, personId)) ? 'waiting' : privilegesIn(await grantsFor(ctx, personId)),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + totalLimit),
    },
  })
  // Until this moment the actor was a visitor; who signed in is whom the log names.
  const { name } = await tables(ctx).person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  const signedIn = asActor(ctx, { kind: 'person', personId, name, grants: [] })
  await audit(signedIn, { event: 'session.started', subject: { kind: 'session', id: session.id }, data: { method } })
  return token
}

/** Ends the session a token belongs to, if it is one. */
export const endAuditedSession = async (ctx: Ctx, token: string): Promise<void> => {
  const { session } = tables(ctx)
  const found = await session.findUnique({ where: { tokenHash: fingerprint(ctx.config, 'session', token) } })
  if (!found || found.revokedAt) return
  await session.update({ where: { id: found.id }, data: { revokedAt: ctx.clock.now() } })
  await audit(ctx, { event: 'session.ended', subject: { kind: 'session', id: found.id } })
}

export type SessionState =
  | { kind: 'open'; sessionId: string; actor: Actor & { personId: string }; newToken: string | null }
  /** The code of their second step has not been given yet: they are nobody until then. */
  | { kind: 'waiting'; sessionId: string; personId: string }
  /** It was theirs, but has timed out or been ended. */
  | { kind: 'ended'; personId: string }
  | { kind: 'unknown' }

/**
 * Who a session token belongs to. When what they may do has changed since it was issued, the token is replaced: `newToken` is
 * then to be set as the cookie.
 */
export const readSession = async (ctx: Ctx, token: string, grantsFor: GrantsFor): Promise<SessionState> => {
  const tokenHash = fingerprint(ctx.config, 'session', token)
  const now = ctx.clock.now()
  const found = await tables(ctx).session.findFirst({
    where: {
      OR: [{ tokenHash }, { previousTokenHash: tokenHash, rotatedAt: { gt: new Date(now.getTime() - overlap) } }],
    },
    include: {
      person: { select: { name: true, leftAt: true, secondStep: { select: { confirmedAt: true, secret: true } } } },
    },
  })
  if (!found) return { kind: 'unknown' }
  const isIdle = found.lastSeenAt.getTime() + idleLimit <= now.getTime()
  if (found.revokedAt || found.person.leftAt || isIdle || found.expiresAt <= now) {
    return { kind: 'ended', personId: found.personId }
  }
  const { secondStep } = found.person
  // Sealed under a session secret that was changed since, it is set up anew.
  const isTwoStep =
    secondStep !== null &&
    secondStep.confirmedAt !== null &&
    unseal(ctx.config, 'second step', secondStep.secret) !== null
  if (isTwoStep && found.secondStepAt === null && found.method !== 'demonstration')
    return { kind: 'waiting', sessionId: found.id, personId: found.personId }
  const all = await grantsFor(ctx, found.personId)
  const lacksSecondStep = ctx.config.mode === 'live' && holdsOffice(all) && !isTwoStep
  const grants = lacksSecondStep ? all.filter(({ role }) => !isOffice(role)) : all
  const privileges = privilegesIn(grants)
  const isCurrent = found.tokenHash === tokenHash
  const replacement = isCurrent && privileges !== found.privileges ? newToken() : null
  const isStale = now.getTime() - found.lastSeenAt.getTime() > seenPrecision
  if (replacement !== null || isStale) {
    const change = replacement && {
      tokenHash: fingerprint(ctx.config, 'session', replacement),
      previousTokenHash: tokenHash,
      rotatedAt: now,
      privileges,
    }
    const { count } = await tables(ctx).session.updateMany({
      where: { id: found.id, tokenHash: found.tokenHash },
      data: { lastSeenAt: now, ...change },
    })
    // Another request replaced the token first; its answer carries the new cookie.
    if (count === 0) return open(found, grants, lacksSecondStep, null)
  }
  return open(found, grants, lacksSecondStep, replacement)
}

const open = (
  session: { id: string; personId: string; person: { name: string } },
  grants: Grant[],
  lacksSecondStep: boolean,
  newToken: string | null,
): SessionState => ({
  kind: 'open',
  sessionId: session.id,
  actor: {
    kind: 'person',
    personId: session.personId,
    name: session.person.name,
    grants,
    ...(lacksSecondStep ? { lacksSecondStep } : {}),
  },
  newToken,
})

const privilegesIn = (grants: Grant[]) => {
  const lines = grants.map(({ role, yotCode, region }) => `${role} ${yotCode ?? ''} ${region ?? ''}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('base64url')
}
