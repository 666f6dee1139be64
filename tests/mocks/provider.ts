import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Somebody a council's provider knows, and what it says of their address. */
export type Account = { sub: string; email: string; isVerified: boolean }

/**
 * A real OpenID Connect provider on loopback, as a council has. `signInAs` says who presses "sign in" there next; it
 * asks no password.
 */
export const openProvider = async (redirectUri: string) => {
  const http = createServer()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const client = { client_id: 'exchange', client_secret: 'a secret of the council, long enough' }
  let who: Account = { sub: 'nobody', email: 'nobody@example.org', isVerified: false }
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [redirectUri] }],
    cookies: { keys: ['a key for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: who.email, email_verified: who.isVerified }),
    }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId,
        accountId: ctx.oidc.session?.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  http.on('request', (req, res) => {
    if (req.url?.startsWith('/interaction/')) {
      void provider.interactionFinished(req, res, { login: { accountId: who.sub } })
    } else answer(req, res)
  })
  return {
    issuer,
    client,
    signInAs: (account: Account) => {
      who = account
    },
    /** Follows the browser through the provider's pages, from where we sent it to where it sends it back. */
    walk: async (from: string): Promise<string> => {
      const cookies = new Map<string, string>()
      let url = from
      for (let step = 0; step < 10 && url.startsWith(issuer); step += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} })
        for (const line of response.headers.getSetCookie()) {
          const [pair = ''] = line.split(';')
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
        }
        const location = response.headers.get('location')
        if (location === null) throw new Error(`The provider stopped at ${url}: ${await response.text()}`)
        url = new URL(location, url).href
      }
      return url
    },
    close: () => {
      http.closeAllConnections()
      http.close()
    },
  }
}
