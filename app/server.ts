import { randomBytes, randomUUID } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { sendPlainPage } from '#app/http/plain-page.ts'
import { remixHandler, sendTrouble } from '#app/http/remix-handler.ts'
import { createRouteNames } from '#app/http/route-names.ts'
import { guardChanges, refuseOtherMethods, securityHeaders } from '#app/http/security.ts'
import { wellKnown } from '#app/http/well-known.ts'
import { systemClock } from '#services/core/clock.ts'
import type { Config } from '#services/core/config.ts'
import type { Core } from '#services/core/context.ts'
import { troubleOf } from '#services/core/database-trouble.ts'
import type { Log } from '#services/core/log.ts'

type Options = {
  core: Core
  config: Config
  log: Log
  build: ServerBuild
  /** Folder with the browser's files, as built. */
  assetsDir: string
  /** While developing: Vite's middleware, and the pages as they are now. */
  reloading?: { middleware: RequestHandler; build: () => Promise<ServerBuild> }
}

/** The whole web server, not yet listening. */
export const createServer = ({ core, config, log, build, assetsDir, reloading }: Options) => {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustedProxies)
  app.set('etag', false)

  app.use(identify)
  app.use(logRequests(log, createRouteNames(build.routes)))
  app.use(securityHeaders({ config, isReloading: reloading !== undefined }))
  app.use(refuseOtherMethods)
  app.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text').send('alive\n')
  })
  app.get('/readyz', async (_req, res) => {
    const isReady = await core.isReady()
    res
      .set('Cache-Control', 'no-store')
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'database away\n')
  })
  app.use(wellKnown(config, systemClock))
  app.use(compression())
  if (reloading) app.use(reloading.middleware)
  else app.use('/assets', express.static(`${assetsDir}/assets`, { immutable: true, maxAge: '1y', fallthrough: false }))
  app.use(express.static(assetsDir, { maxAge: '1h', index: false, redirect: false }))
  app.use(guardChanges(config))
  app.use(
    remixHandler({
      build: reloading?.build ?? build,
      mode: reloading ? 'development' : 'production',
      core,
      config,
      log,
    }),
  )
  app.use(answerFailures(core, log))
  return app
}

/** Each response has an id to quote and a nonce for its scripts; ids sent from outside are not believed. */
const identify: RequestHandler = (_req, res, next) => {
  res.locals.requestId = randomUUID()
  res.locals.nonce = randomBytes(16).toString('base64')
  res.setHeader('X-Request-Id', res.locals.requestId)
  next()
}

/** One line a request: which page, how it went, how long it took. No URL, no address, nothing about a person. */
const logRequests =
  (log: Log, routeName: (path: string) => string): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now()
    const { path } = req
    res.once('close', () => {
      if (path.startsWith('/assets/')) return
      log.info({
        requestId: res.locals.requestId,
        method: req.method,
        page: routeName(path),
        status: res.statusCode,
        isComplete: res.writableFinished,
        durationMs: Math.round(performance.now() - startedAt),
      })
    })
    next()
  }

/** Whatever got past every page: static files that are not there, addresses that cannot be decoded, our own faults. */
const answerFailures =
  (core: Core, log: Log): ErrorRequestHandler =>
  async (error, _req, res, _next) => {
    const status = typeof error?.status === 'number' && error.status < 500 ? error.status : 500
    if (status === 500) log.error({ requestId: res.locals.requestId, error: error?.name }, 'request failed')
    if (res.headersSent) return res.destroy()
    if (status === 404) return sendPlainPage(res, 404, 'Page not found', ['Check the address and try again.'])
    if (status < 500)
      return sendPlainPage(res, status, 'That address cannot be read', ['Check the address and try again.'])
    const trouble = troubleOf(error) ?? ((await core.isReady()) ? null : 'away')
    if (trouble !== null) return sendTrouble(res, trouble)
    sendPlainPage(res, 500, 'Something went wrong on our side', [
      'We could not finish what you asked for. It is not your fault.',
      `Try again. If it keeps happening, tell us this reference: ${res.locals.requestId}`,
    ])
  }
