import { describe, expect, it } from 'vitest'
import type { Core } from '#services/core/context.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestServer } from '#tests/setup/server.ts'

let isAway = false

/** Every question fails, as when a PostgreSQL server has stopped. */
const failing: unknown = new Proxy(() => undefined, {
  get: () => failing,
  apply: () => Promise.reject(new Error('connect ECONNREFUSED')),
})

const server = openTestServer({
  core: (core): Core => ({
    ...core,
    isReady: async () => !isAway && core.isReady(),
    contextFor: (actor, requestId) => {
      const ctx = core.contextFor(actor, requestId)
      return isAway ? { ...ctx, db: failing as typeof ctx.db } : ctx
    },
  }),
})

describe('while the database is away', () => {
  it('pages and forms answer 503 with a page that says so, and come back by themselves', async () => {
    const person = await makePerson(server.database.ctx())
    const browser = await server.signIn(person.id)
    isAway = true
    for (const page of [
      await browser.get('/home'),
      await browser.post('/account/name', { name: 'Lost?', version: '1' }),
      await server.visitor().get('/'),
    ]) {
      expect(page.status).toBe(503)
      expect(page.html).toContain('Our database cannot be reached')
      expect(page.headers.get('retry-after')).toBe('10')
    }
    expect((await server.visitor().get('/healthz')).status).toBe(200)
    expect((await server.visitor().get('/readyz')).status).toBe(503)
    isAway = false
    expect((await browser.get('/home')).status).toBe(200)
  })

  it('keeps its security headers', async () => {
    isAway = true
    const page = await server.visitor().get('/')
    isAway = false
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
