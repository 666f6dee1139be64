import { createHmac, timingSafeEqual } from 'node:crypto'
import { redirect } from '@remix-run/node'
import type { Config } from '#services/core/config.ts'
import { expireCookie, readCookie, serializeCookie } from './cookies.ts'
import type { RequestScope } from './scope.ts'

const cookieName = 'notice'

const signature = (config: Config, text: string) =>
  createHmac('sha256', config.sessionSecret).update(`notice:${text}`).digest('base64url')

/**
 * Sends the browser on to `to` (a path of ours), where the top of the page says `text` once. The text travels in a
 * signed cookie, so nothing about a person shows in the URL and nobody else can put words on the page.
 */
export const redirectWithNotice = ({ context }: { context: RequestScope }, to: string, text: string) => {
  const encoded = Buffer.from(text).toString('base64url')
  const cookie = serializeCookie(context.config, cookieName, `${encoded}.${signature(context.config, text)}`, {
    maxAgeSeconds: 60,
  })
  return redirect(to, { status: 303, headers: { 'Set-Cookie': cookie } })
}

/** The notice waiting for this page, taken so that it shows once; null when there is none. */
export const takeNotice = ({ request, context }: { request: Request; context: RequestScope }): string | null => {
  const value = readCookie(context.config, request, cookieName)
  if (!value) return null
  context.cookiesToSet.push(expireCookie(context.config, cookieName))
  const [encoded = '', given = ''] = value.split('.')
  const text = Buffer.from(encoded, 'base64url').toString()
  const expected = signature(context.config, text)
  const isOurs = given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  return isOurs ? text : null
}
