import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '#services/core/config.ts'
import { sendPlainPage } from './plain-page.ts'

/** The largest form or upload taken, in bytes. */
const bodyLimitBytes = 16 * 1024 * 1024

type Options = { config: Config; isReloading: boolean }

/** Security headers of every response. */
export const securityHeaders = ({ config, isReloading }: Options): RequestHandler[] => {
  const isHttps = config.publicUrl.startsWith('https://')
  const headers = helmet({
    contentSecurityPolicy: false,
    // 'no-referrer' would make browsers send forms with `Origin: null`, which the origin check must refuse.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 365 * 24 * 60 * 60 } : false,
    xFrameOptions: { action: 'deny' },
  })
  const rest: RequestHandler = (_req, res, next) => {
    res.setHeader('Content-Security-Policy', contentSecurityPolicy(res.locals.nonce, { isHttps, isReloading }))
    res.setHeader(
      'Permissions-Policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    )
    if (config.mode === 'demo') res.setHeader('X-Robots-Tag', 'noindex, nofollow')
    next()
  }
  return [headers, rest]
}

/** Nothing comes from another host; the only scripts that run are our own files and those carrying this response's nonce. */
const contentSecurityPolicy = (nonce: string, { isHttps, isReloading }: { isHttps: boolean; isReloading: boolean }) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    // Vite puts styles into the page, and talks to it, while it reloads it.
    `style-src 'self'${isReloading ? " 'unsafe-inline'" : ''}`,
    `connect-src 'self'${isReloading ? ' ws:' : ''}`,
    "img-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

const readingMethods = new Set(['GET', 'HEAD'])

/** Pages are read and forms are posted: nothing here answers to any other method. */
export const refuseOtherMethods: RequestHandler = (req, res, next) => {
  if (readingMethods.has(req.method) || req.method === 'POST') return next()
  res.setHeader('Allow', 'GET, HEAD, POST')
  sendPlainPage(res, 405, 'We could not understand what was sent', ['Nothing has been changed.'])
}

/**
 * Whether a request that changes something was sent by one of our own pages. Browsers say so in `Sec-Fetch-Site`, and in
 * `Origin` where they are older; a request with neither is refused.
 */
export const isFromOurPages = (
  config: Config,
  headers: { host?: string; origin?: string; secFetchSite?: string },
): boolean => {
  if (headers.secFetchSite !== undefined && headers.secFetchSite !== 'same-origin') return false
  if (headers.origin === undefined) return headers.secFetchSite === 'same-origin'
  if (headers.origin === config.publicUrl) return true
  // A demonstration is reached by whatever name its machine has.
  return config.mode === 'demo' && URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}

/**
 * What a mail program sends by itself when its reader presses "unsubscribe" (RFC 8058): the key in its path ends one subscription, whoever
 * sends it and whoever is signed in.
 */
const isForAnySender = (path: string): boolean => /^\/briefing\/end\/[\w.-]+$/.test(path)

/** Refuses changes that other sites' pages send, and bodies too large or of unknown length. */
export const guardChanges =
  (config: Config): RequestHandler =>
  (req, res, next) => {
    if (readingMethods.has(req.method)) return next()
    const secFetchSite = req.get('sec-fetch-site')
    const isOurs = isFromOurPages(config, { host: req.get('host'), origin: req.get('origin'), secFetchSite })
    if (!isOurs && !isForAnySender(req.path)) {
      return sendPlainPage(res, 403, 'This was not sent from one of our pages', [
        'To keep your account safe, we only accept forms that were opened here. Nothing has been changed.',
        'Open the page again from our site and send it once more.',
      ])
    }
    const length = req.get('content-length')
    if (length === undefined && req.get('transfer-encoding') !== undefined) {
      return sendPlainPage(res, 411, 'We could not tell how much was being sent', [
        'Nothing has been changed. Try again; if it happens again, try another browser or network.',
      ])
    }
    if (Number(length ?? 0) > bodyLimitBytes) {
      res.setHeader('Connection', 'close')
      return sendPlainPage(res, 413, 'What you sent is too large', [
        `The most we can take at once is ${bodyLimitBytes / 1024 / 1024} MB. Nothing has been changed.`,
        'Go back, choose a smaller file and send it again.',
      ])
    }
    next()
  }
