import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Notice } from '#app/components/layout/root-data.ts'
import type { Config } from '#services/core/config.ts'
import { expireCookie, readCookie, serializeCookie } from './cookies.ts'
import { goOn } from './go-on.ts'
import type { RequestScope } from './scope.ts'

const cookieName = 'notice'

const signature = (config: Config, text: string) =>
  createHmac('sha256', config.sessionSecret).update(`notice:${text}`).digest('base64url')

/**
 * Sends the browser on to `to` (a path of ours), where the top of the page says `notice` once. It travels in a
 * signed cookie, so nothing about a person shows in the URL and nobody else can put words on the page.
 */
export const redirectWithNotice = ({ context }: { context: RequestScope }, to: string, notice: Notice) => {
  const text = JSON.stringify(notice)
  const encoded = Buffer.from(text).toString('base64url')
  const cookie = serializeCookie(context.config, cookieName, `${encoded}.${signature(context.config, text)}`, {
    maxAgeSeconds: 60,
  })
  return goOn(to, { 'Set-Cookie': cookie })
}

/** The notice waiting for this page, taken so that it shows once; null when there is none. */
export const takeNotice = ({ request, context }: { request: Request; context: RequestScope }): Notice | null => {
  const value = readCookie(context.config, request, cookieName)
  if (!value) return null
  context.cookiesToSet.push(expireCookie(context.config, cookieName))
  const [encoded = '', given = ''] = value.split('.')
  const text = Buffer.from(encoded, 'base64url').toString()
  const expected = signature(context.config, text)
  const isOurs = given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  return isOurs ? JSON.parse(text) : null
}
