import { type RequestHandler, Router } from 'express'
import { addMonths, type Clock } from '#services/core/clock.ts'
import type { Config } from '#services/core/config.ts'

/** Paths that nobody needs to find by searching; what is behind a sign-in cannot be found anyway. */
const unlisted = ['/sign-in', '/sign-out', '/account', '/home', '/references', '/demo']

/** What machines ask every site for: whether to index it, and whom to tell of a weakness (RFC 9116). */
export const wellKnown = (config: Config, clock: Clock): Router => {
  const text =
    (lines: () => string[]): RequestHandler =>
    (_req, res) => {
      res.type('text').send(`${lines().join('\n')}\n`)
    }
  const router = Router()
  router.get(
    '/robots.txt',
    text(() => ['User-agent: *', ...(config.mode === 'demo' ? ['/'] : unlisted).map((path) => `Disallow: ${path}`)]),
  )
  router.get(
    '/.well-known/security.txt',
    text(() => [
      `Contact: ${config.mail.kind === 'smtp' ? `mailto:${config.mail.from}` : `${config.publicUrl}/contact`}`,
      `Expires: ${addMonths(clock.today(), 6)}T00:00:00Z`,
      'Preferred-Languages: en',
      `Canonical: ${config.publicUrl}/.well-known/security.txt`,
    ]),
  )
  return router
}
