import * as oidc from 'openid-client'
import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Config } from '#services/core/config.ts'
import type { Ctx } from '#services/core/context.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { isWithinLimit } from './attempts.ts'
import { returnToField } from './schema.ts'
import { seal, unseal } from './seal.ts'
import { endAuditedSession, type GrantsFor, startAuditedSession } from './sessions.ts'
import { tables } from './tables.ts'
import { fingerprint } from './token.ts'

/*
 * Signing in at a council's own provider (OpenID Connect: authorisation code, PKCE, state and nonce). It finds people who are
 * here already; it makes none.
 */

/** Where the provider sends people back to. */
const providerReturnPath = '/sign-in/provider/return'

const secondsToAnswer = 5
const minutesToReturn = 10

type Provider = NonNullable<Config['provider']>

const discover = async ({ issuer, clientId, clientSecret }: Provider) => {
  const url = new URL(issuer)
  const execute = url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(url, clientId, clientSecret, undefined, { execute, timeout: secondsToAnswer })
}

const away = ({ name }: Provider) =>
  refused(`${name} does not answer just now. Ask for a link by e-mail instead: it signs you in all the same.`)

const redirectUri = (config: Config) => `${config.publicUrl}${providerReturnPath}`

const underWay = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: returnToField,
  until: z.number(),
})

/**
 * Begins a sign-in at the council's provider.
 * @param source network address the request came from; only a fingerprint of it is kept, for a day
 * @returns where to send the browser, and what its cookie must bring back; refused while the provider is away
 */
export const beginProviderSignIn = async (
  ctx: Ctx,
  returnTo: string | null,
  source: string,
): Promise<Result<{ url: string; sealed: string }>> => {
  const { provider } = ctx.config
  if (!provider) return notFound()
  const key = fingerprint(ctx.config, 'source', `provider ${source}`)
  if (!(await isWithinLimit(ctx, { key, most: 60, withinMinutes: 15 })))
    return refused('Too many people are signing in from your network at once. Wait a few minutes, then try again.')
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  try {
    const url = oidc.buildAuthorizationUrl(await discover(provider), {
      redirect_uri: redirectUri(ctx.config),
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    const until = ctx.clock.now().getTime() + minutesToReturn * 60_000
    const kept = JSON.stringify({ state, nonce, verifier, returnTo: returnTo ?? undefined, until })
    return ok({ url: url.href, sealed: seal(ctx.config, 'provider sign-in', kept) })
  } catch {
    ctx.log.warn('the sign-in provider is away')
    return away(provider)
  }
}

/** What the provider says of somebody; of an address only when it says that it checked it. */
const claimsShape = z.object({
  iss: z.string(),
  sub: z.string(),
  email: emailAddress().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  /** Microsoft Entra's way to say that the address is in a domain whose owner proved it. */
  xms_edov: z.unknown().optional(),
})

const isYes = (value: unknown) => value === true || value === 'true' || value === 1 || value === '1'

/** The person an identity is known to be, or whose address the provider vouches for; null when there is none. */
const findPerson = async (ctx: Ctx, claims: z.output<typeof claimsShape>): Promise<string | null> => {
  const { identity, emailAddress } = tables(ctx)
  const { iss: issuer, sub: subject, email } = claims
  const known = await identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { personId: true, person: { select: { leftAt: true } } },
  })
  if (known) return known.person.leftAt === null ? known.personId : null
  if (email === undefined || !(isYes(claims.email_verified) || isYes(claims.xms_edov))) return null
  const found = await emailAddress.findFirst({
    where: { address: email, person: { leftAt: null } },
    select: { id: true, personId: true, verifiedAt: true },
  })
  if (!found) return null
  const { personId } = found
  await identity.createMany({
    data: [{ issuer, subject, personId, linkedAt: ctx.clock.now() }],
    skipDuplicates: true,
  })
  if (found.verifiedAt === null)
    await emailAddress.update({ where: { id: found.id }, data: { verifiedAt: ctx.clock.now() } })
  await audit(ctx, { event: 'identity.linked', subject: { kind: 'person', id: personId } })
  return personId
}

type Returning = {
  /** Of the request, with what the provider added to it. */
  search: string
  /** What the browser's cookie brought back. */
  sealed: string | null
  userAgent: string | null
  previousToken: string | null
}

const again = () => refused('This sign-in was not begun here, or too long ago. Begin again.')

/**
 * Ends a sign-in at the council's provider: checks what came back, finds the person and starts a session. Refused when it
 * was not begun in this browser, was given up, or finds nobody who is here already.
 */
export const finishProviderSignIn = async (
  ctx: Ctx,
  { search, sealed, userAgent, previousToken }: Returning,
  grantsFor: GrantsFor,
): Promise<Result<{ sessionToken: string; returnTo: string | null }>> => {
  const { provider } = ctx.config
  if (!provider) return notFound()
  const kept = sealed === null ? null : unseal(ctx.config, 'provider sign-in', sealed)
  const begun = kept === null ? null : underWay.parse(JSON.parse(kept))
  if (begun === null || begun.until < ctx.clock.now().getTime()) return again()
  const claims = await claimsFor(ctx, provider, `${redirectUri(ctx.config)}${search}`, begun)
  if (!claims.ok) return claims
  return inTransaction(ctx, async (ctx) => {
    const personId = await findPerson(ctx, claims.value)
    if (personId === null)
      return refused(
        `${provider.name} knows you, but we do not know your address there. Sign in by a link to an address you have used with us, or ask to join.`,
      )
    if (previousToken !== null) await endAuditedSession(ctx, previousToken)
    const sessionToken = await startAuditedSession(ctx, { personId, method: 'provider', userAgent }, grantsFor)
    return ok({ sessionToken, returnTo: begun.returnTo ?? null })
  })
}

const claimsFor = async (
  ctx: Ctx,
  provider: Provider,
  url: string,
  { state, nonce, verifier }: z.output<typeof underWay>,
): Promise<Result<z.output<typeof claimsShape>>> => {
  try {
    const tokens = await oidc.authorizationCodeGrant(await discover(provider), new URL(url), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = claimsShape.safeParse(tokens.claims())
    return claims.success ? ok(claims.data) : again()
  } catch (error) {
    const isAnswer = error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError
    ctx.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a sign-in at the provider failed')
    if (isAnswer) return refused(`${provider.name} did not sign you in. Begin again, or ask for a link by e-mail.`)
    return error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT' ? again() : away(provider)
  }
}
