import { once } from 'node:events'
import {
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node'
import type { Request as ExpressRequest, Response as ExpressResponse, RequestHandler } from 'express'
import type { Config } from '#services/core/config.ts'
import type { Core } from '#services/core/context.ts'
import type { DatabaseTrouble } from '#services/core/database-trouble.ts'
import { localPath } from '#services/core/local-path.ts'
import type { Log } from '#services/core/log.ts'
import { sendPlainPage } from './plain-page.ts'
import { createRouteNames } from './route-names.ts'
import type { RequestScope } from './scope.ts'

type Options = {
  build: ServerBuild | (() => Promise<ServerBuild>)
  mode: 'production' | 'development'
  core: Core
  config: Config
  log: Log
}

/**
 * Hands requests to Remix and its answers back to Express. When Remix fails and the database is away, the answer is a 503
 * page that says so instead of a 500.
 */
export const remixHandler = ({ build, mode, core, config, log }: Options): RequestHandler => {
  const whole = createRequestHandler(build, mode)
  const pageHandler = typeof build === 'function' ? () => undefined : handlersByPage(build, mode)
  return async (req, res, next) => {
    try {
      if (isForRemixScripts(req)) return sendPlainPage(res, 404, 'Page not found', ['Check the address and try again.'])
      const request = toRequest(req, res, config)
      if (!request) return sendPlainPage(res, 400, 'That address cannot be read', ['Check the address and try again.'])
      const scope: RequestScope = {
        core,
        config,
        log,
        requestId: res.locals.requestId,
        nonce: res.locals.nonce,
        sourceAddress: req.ip ?? '',
        cookiesToSet: [],
      }
      const response = await (pageHandler(req.path) ?? whole)(request, scope)
      if (response.status === 500) {
        const trouble = scope.trouble ?? ((await core.isReady()) ? null : 'away')
        if (trouble !== null) {
          await response.body?.cancel()
          return sendTrouble(res, trouble)
        }
      }
      // The header is Remix's own, on an answer without a page.
      if (scope.refusedWith && response.headers.has('X-Remix-Error')) {
        await response.body?.cancel()
        const { status, title, paragraphs } = scope.refusedWith
        for (const cookie of scope.cookiesToSet) res.append('Set-Cookie', cookie)
        return sendPlainPage(res, status, title, paragraphs)
      }
      await send(res, response, scope.cookiesToSet)
    } catch (error) {
      next(error)
    }
  }
}

/**
 * Remix ranks every page of the site map at every request, twice, and prepares all of them to render the one. So each page has a handler that knows no other. Whatever is not plainly the address of one page is for the handler that
 * knows them all.
 */
const handlersByPage = (build: ServerBuild, mode: Options['mode']) => {
  const nameOf = createRouteNames(build.routes)
  const byName = new Map<string, ReturnType<typeof createRequestHandler>>()
  for (const page of Object.values(build.routes)) {
    const isPage = page?.index || (page?.path && page.path !== '*')
    if (!page || !isPage) continue
    const line = new Set<string>()
    for (let id: string | undefined = page.id; id !== undefined; id = build.routes[id]?.parentId) line.add(id)
    const within = <T>(routes: Record<string, T>) =>
      Object.fromEntries(Object.entries(routes).filter(([id]) => line.has(id)))
    const assets = { ...build.assets, routes: within(build.assets.routes) }
    byName.set(`/${page.path ?? ''}`, createRequestHandler({ ...build, routes: within(build.routes), assets }, mode))
  }
  return (path: string) => (/%|\/\//.test(path) ? undefined : byName.get(nameOf(path)))
}

/** The page for somebody whom the database failed. A connection that was cut may have been cut just after it had kept something. */
export const sendTrouble = (res: ExpressResponse, trouble: DatabaseTrouble) => {
  res.setHeader('Retry-After', trouble === 'away' ? '10' : '600')
  if (trouble === 'away')
    return sendPlainPage(res, 503, 'Our database cannot be reached', [
      'We cannot show this page at the moment. Anything a page had confirmed is safe; anything you were just sending may not have been saved.',
      'Wait a minute and try again; sending the same thing again does it once. You do not need to tell us: the service recovers by itself once the database is back.',
    ])
  sendPlainPage(res, 503, 'There is no room left to save this', [
    'The disk of our database is full. Nothing of what you were sending has been saved; anything a page had confirmed is safe.',
    'Pages can still be read. Somebody has to make room before anything can be changed: please tell us, or try again in an hour.',
  ])
}

/** The URL starts with our public address, whatever host the request named. Null when it makes no URL. */
const toRequest = (req: ExpressRequest, res: ExpressResponse, config: Config): Request | null => {
  const url = config.publicUrl + req.originalUrl
  if (!req.originalUrl.startsWith('/') || !URL.canParse(url) || !isReadable(req)) return null
  // With this in its query Remix answers a page's data alone, whatever it is.
  const address = new URL(url)
  if (address.searchParams.has('_data')) address.searchParams.delete('_data')
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each)
  }
  // Remix compares `Origin` with whatever `Host` a proxy left. `guardChanges` has judged the origin already, by our own address.
  const origin = req.get('origin')
  headers.delete('x-forwarded-host')
  if (origin !== undefined && URL.canParse(origin)) headers.set('host', new URL(origin).host)
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD'
  return new Request(address, {
    method: req.method,
    headers,
    signal: gone.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(req), duplex: 'half' } : {}),
  })
}

/**
 * Escapes that are no text, and the character that no database stores, belong to no address of ours; nor does what a router that
 * decodes it would take for an address of another host.
 */
const isReadable = ({ path, originalUrl }: ExpressRequest): boolean => {
  try {
    return localPath(decodeURIComponent(path)) !== null && !/%00/.test(originalUrl)
  } catch {
    return false
  }
}

/** Remix's own scripts would ask for pages as data; none of ours runs them, so there is nothing at these addresses. */
const isForRemixScripts = ({ path }: ExpressRequest): boolean => path.endsWith('.data') || path === '/__manifest'

const send = async (res: ExpressResponse, response: Response, cookiesToSet: string[]) => {
  res.statusMessage = response.statusText
  res.status(response.status)
  for (const [name, value] of response.headers) res.append(name, value)
  for (const cookie of cookiesToSet) res.append('Set-Cookie', cookie)
  // Pages differ by who is signed in, and hold personal data once someone is.
  if (!response.headers.has('Cache-Control')) res.setHeader('Cache-Control', 'no-store')
  if (!response.body) {
    res.end()
    return
  }
  const finished = once(res, 'close')
  await writeReadableStreamToWritable(response.body, res)
  await finished
}
