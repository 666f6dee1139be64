import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { loadBuild } from '#app/commands/pages.ts'
import { createServer } from '#app/server.ts'
import { startAuditedSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { system } from '#services/core/access.ts'
import { type Config, readConfig } from '#services/core/config.ts'
import type { Core } from '#services/core/context.ts'
import { createLog, type Log } from '#services/core/log.ts'
import { openTestDatabase } from './database.ts'

type Options = {
  /** Environment variables that differ from a silent demonstration. */
  env?: Record<string, string>
  /** Stands in for the core that the server is given, for instance one whose database is away. */
  core?: (core: Core) => Core
  log?: Log
  /** A database opened before, instead of one of its own. */
  database?: ReturnType<typeof openTestDatabase>
}

/** A page as a person without JavaScript gets it. */
export type Page = { status: number; headers: Headers; html: string; location: string | null }

/** Fetches pages from one place as one browser: keeps cookies, follows nothing, sends forms as our own pages do. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  constructor(
    readonly origin: string,
    /** What our pages say they are; the public address, which in a test is not where the server listens. */
    readonly publicUrl: string,
  ) {}

  async send(path: string, init: RequestInit = {}): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie && { cookie }), ...Object.fromEntries(new Headers(init.headers)) }
    const response = await fetch(this.origin + path, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const html = await response.text()
    return { status: response.status, headers: response.headers, html, location: response.headers.get('location') }
  }

  get(path: string) {
    return this.send(path)
  }

  post(path: string, fields: Record<string, string | string[] | File>) {
    const values = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((each) => [name, each] as const),
    )
    const hasFiles = values.some(([, value]) => typeof value !== 'string')
    const body = hasFiles ? new FormData() : new URLSearchParams()
    for (const [name, value] of values) {
      if (body instanceof FormData) body.append(name, value)
      else if (typeof value === 'string') body.append(name, value)
    }
    return this.send(path, { method: 'POST', body, headers: { origin: this.publicUrl } })
  }
}

/** A server of this test file's own, on a free port and a database of its own. Call once at the top of the file. */
export const openTestServer = (options: Options = {}) => {
  const { env = {}, core: standIn = (core) => core, log, database = openTestDatabase() } = options
  const config: Config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'http://exchange.test', ...env })
  let server: Server | null = null
  let served: Core | null = null

  beforeAll(async () => {
    const { contextFor, ...rest } = database.core()
    const core: Core = {
      ...rest,
      config,
      contextFor: (actor, requestId) => ({ ...contextFor(actor, requestId), config }),
    }
    served = standIn(core)
    const app = createServer({
      core: served,
      config,
      log: log ?? createLog(config),
      build: await loadBuild(),
      assetsDir: 'build/client',
    })
    server = app.listen(0, '127.0.0.1')
    // On a machine that stands still for seconds the server would close what the next request is about to use.
    server.keepAliveTimeout = 0
    await once(server, 'listening')
  }, 60_000)
  afterAll(async () => {
    server?.closeAllConnections()
    server?.close()
  })

  const origin = () => {
    if (!server) throw new Error('The test server is up only while tests run')
    const { port } = server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }
  return {
    database,
    config,
    origin,
    visitor: () => new Visitor(origin(), config.publicUrl),
    /** A browser in which this person is signed in. */
    signIn: async (personId: string) => {
      if (!served) throw new Error('The test server is up only while tests run')
      const ctx = served.contextFor(system, 'test')
      const token = await startAuditedSession(ctx, { personId, method: 'link', userAgent: null }, allGrantsFor)
      const visitor = new Visitor(origin(), config.publicUrl)
      visitor.cookies.set(config.publicUrl.startsWith('https:') ? '__Host-session' : 'session', token)
      return visitor
    },
  }
}
