import type { Config } from '#services/core/config.ts'

/** A cookie of ours: kept from scripts, sent only to this host, not sent with other sites' form posts. */
type CookieOptions = { maxAgeSeconds?: number }

const isHttps = (config: Config) => config.publicUrl.startsWith('https://')

/** Browsers keep `__Host-` cookies to one host over https; a demonstration on http://localhost has to do without. */
const fullName = (config: Config, name: string) => (isHttps(config) ? `__Host-${name}` : name)

/** The `Set-Cookie` value. `value` must already be safe in a cookie (base64url is). */
export const serializeCookie = (config: Config, name: string, value: string, { maxAgeSeconds }: CookieOptions = {}) =>
  [
    `${fullName(config, name)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(isHttps(config) ? ['Secure'] : []),
    ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
  ].join('; ')

export const expireCookie = (config: Config, name: string) => serializeCookie(config, name, '', { maxAgeSeconds: 0 })

/** The value the browser sent, or null. */
export const readCookie = (config: Config, request: Request, name: string): string | null => {
  const prefix = `${fullName(config, name)}=`
  const pair = (request.headers.get('cookie') ?? '').split(/;\s*/).find((pair) => pair.startsWith(prefix))
  return pair?.slice(prefix.length) || null
}
